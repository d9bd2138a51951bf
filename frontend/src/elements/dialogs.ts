// SPDX-License-Identifier: Apache-2.0

import { h } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly isLong?: boolean;
}

export interface Question {
  readonly title: string;
  readonly fields?: readonly Field[];
  readonly confirm: string;
}

let nextId = 0;

/** Ask in a dialog; resolves to the fields' values, or null if the user thought better of it. */
export async function ask(question: Question, t: Translate): Promise<Readonly<Record<string, string>> | null> {
  const dialog = buildDialog(question, t);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => { dialog.addEventListener("close", resolve, { once: true }); });
  const form = dialog.querySelector("form");
  const values = form ? new FormData(form) : new FormData();
  dialog.remove();
  if (dialog.returnValue !== "confirm") return null;
  return Object.fromEntries([...values].map(([name, value]) => [name, typeof value === "string" ? value.trim() : ""]));
}

function buildDialog({ title, fields = [], confirm }: Question, t: Translate): HTMLDialogElement {
  nextId += 1;
  const id = `dialog-${nextId}`;
  const cancel = (event: Event): void => {
    (event.target as Element).closest("dialog")?.close();
  };
  return h(
    "dialog",
    { class: "dialog", "aria-labelledby": id },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id }, title),
      ...fields.map(inputOf),
      h(
        "div",
        { class: "dialog-actions" },
        h("button", { type: "button", class: "button", onclick: cancel }, t("action.cancel")),
        h("button", { type: "submit", class: "button primary", value: "confirm" }, confirm),
      ),
    ),
  );
}

function inputOf({ name, label, isRequired, isLong = false }: Field): HTMLElement {
  const attributes = { name, required: isRequired, maxlength: 200, autocomplete: "off" };
  return h("label", { class: "field" }, h("span", {}, label), isLong ? h("textarea", { ...attributes, rows: 3 }) : h("input", attributes));
}
