// SPDX-License-Identifier: Apache-2.0

import { h } from "../ui/dom.ts";
import type { Language, Translate } from "../ui/text.ts";

/** The link to the other language; the server remembers the choice and sends the page in it. */
export function languageSwitch(language: Language, t: Translate): HTMLAnchorElement {
  const other = language === "vi" ? "en" : "vi";
  return h("a", { class: "language", lang: other, hreflang: other, href: `?language=${other}` }, t("language.other"));
}
