// SPDX-License-Identifier: Apache-2.0

import { h } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly isLong?: boolean;
  /** Answers at hand: one touch writes them into the field. */
  readonly suggestions?: readonly string[];
}

export interface Question {
  readonly title: string;
  /** What stands between the title and the fields. */
  readonly content?: readonly Node[];
  readonly fields?: readonly Field[];
  readonly confirm: string;
  /** Something stands in the way, as the content says. */
  readonly isBarred?: boolean;
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

/** Tell something that has to be read; resolves once it is closed. */
export async function tell(title: string, content: readonly Node[], t: Translate): Promise<void> {
  const dialog = dialogOf(title, content, [h("button", { type: "submit", class: "button primary" }, t("action.close"))]);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => { dialog.addEventListener("close", resolve, { once: true }); });
  dialog.remove();
}

function buildDialog({ title, content = [], fields = [], confirm, isBarred = false }: Question, t: Translate): HTMLDialogElement {
  const cancel = (event: Event): void => {
    (event.target as Element).closest("dialog")?.close();
  };
  return dialogOf(title, [...content, ...fields.map(inputOf)], [
    h("button", { type: "button", class: "button", onclick: cancel }, t("action.cancel")),
    h("button", { type: "submit", class: "button primary", value: "confirm", disabled: isBarred }, confirm),
  ]);
}

function dialogOf(title: string, content: readonly Node[], actions: readonly Node[]): HTMLDialogElement {
  nextId += 1;
  const id = `dialog-${nextId}`;
  return h(
    "dialog",
    { class: "dialog", "aria-labelledby": id },
    h("form", { method: "dialog" }, h("h2", { id }, title), ...content, h("div", { class: "dialog-actions" }, ...actions)),
  );
}

function inputOf({ name, label, isRequired, isLong = false, suggestions = [] }: Field): HTMLElement {
  const attributes = { name, required: isRequired, maxlength: 200, autocomplete: "off" };
  const input = isLong ? h("textarea", { ...attributes, rows: 3 }) : h("input", attributes);
  const field = h("label", { class: "field" }, h("span", {}, label), input);
  if (suggestions.length === 0) return field;
  const write = (suggestion: string): HTMLButtonElement =>
    h("button", { type: "button", class: "suggestion", onclick: () => { input.value = suggestion; input.focus(); } }, suggestion);
  return h("div", { class: "suggested" }, field, h("div", { class: "suggestions" }, ...suggestions.map(write)));
}
