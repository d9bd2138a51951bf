// SPDX-License-Identifier: Apache-2.0

import type { Plan } from "../wire/documents.ts";
import { h } from "../ui/dom.ts";
import type { TextKey, Translate } from "../ui/text.ts";

/** Write to one venue or to all. `send` resolves to whether the notice is in the journal. */
export function noticeForm(plan: Plan, send: (venue: string | null, text: string) => Promise<boolean>, t: Translate): HTMLElement {
  const to = h(
    "select",
    { "aria-label": t("console.notice.to") },
    h("option", { value: "" }, t("console.notice.all")),
    ...plan.venues.map((venue) => h("option", { value: venue.code }, venue.name)),
  );
  const text = h("input", { "aria-label": t("console.notice.text"), placeholder: t("console.notice.text"), maxlength: 500, required: true, autocomplete: "off" });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await send(to.value === "" ? null : to.value, text.value.trim())) text.value = "";
  };
  return h(
    "form",
    { class: "panel notice-form", "aria-label": t("console.notice"), onsubmit: (event) => void submit(event) },
    h("h2", {}, t("console.notice")),
    to,
    text,
    h("button", { type: "submit", class: "button small" }, t("action.send")),
  );
}

const KEYS: readonly (readonly [string, TextKey])[] = [
  ["Enter / Space", "console.keys.air"],
  ["S", "console.keys.standby"],
  ["R", "console.keys.release"],
  ["N", "console.keys.next"],
  ["← ↑ → ↓", "console.keys.arrows"],
  ["?", "console.keys.help"],
];

/** The keys, in a dialog. */
export function keysDialog(t: Translate): HTMLDialogElement {
  const rows = KEYS.flatMap(([key, meaning]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(meaning))]);
  const form = h("form", { method: "dialog" }, h("h2", { id: "keys-title" }, t("console.keys")), h("dl", { class: "keys" }, ...rows), h("div", { class: "dialog-actions" }, h("button", { class: "button primary" }, t("action.close"))));
  return h("dialog", { class: "dialog", "aria-labelledby": "keys-title" }, form);
}
