// SPDX-License-Identifier: Apache-2.0

import { h } from "../ui/dom.ts";
import type { TextKey, Translate } from "../ui/text.ts";

const KEYS: readonly (readonly [string, TextKey])[] = [
  ["Enter / Space", "console.keys.air"],
  ["S", "console.keys.standby"],
  ["R", "console.keys.release"],
  ["D", "console.keys.pair"],
  ["U", "console.keys.undo"],
  ["1 – 5", "console.keys.scenes"],
  ["[  ]  PgUp  PgDn", "console.keys.slides"],
  ["N", "console.keys.next"],
  ["V", "console.keys.film"],
  ["← ↑ → ↓", "console.keys.arrows"],
  ["?", "console.keys.help"],
];

/** The keys, in a dialog. */
export function keysDialog(t: Translate): HTMLDialogElement {
  const rows = KEYS.flatMap(([key, meaning]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(meaning))]);
  const form = h("form", { method: "dialog" }, h("h2", { id: "keys-title" }, t("console.keys")), h("dl", { class: "keys" }, ...rows), h("div", { class: "dialog-actions" }, h("button", { class: "button primary" }, t("action.close"))));
  return h("dialog", { class: "dialog", "aria-labelledby": "keys-title" }, form);
}
