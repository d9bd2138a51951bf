// SPDX-License-Identifier: Apache-2.0

import { h } from "../ui/dom.ts";
import type { Language, Translate } from "../ui/text.ts";
import { chooseLanguage } from "../wire/page.ts";

/** The button to the other language; the page starts anew in it. */
export function languageSwitch(language: Language, t: Translate): HTMLButtonElement {
  const other = language === "vi" ? "en" : "vi";
  const choose = (): void => {
    chooseLanguage(other, localStorage);
    location.reload();
  };
  const attributes = { type: "button", class: "language", lang: other, onclick: choose };
  return h("button", attributes, t("language.other"));
}
