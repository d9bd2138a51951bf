// SPDX-License-Identifier: Apache-2.0

export type Language = "vi" | "en";

/** What the server tells a page about itself, in the script element with the id `page`. */
export interface Page {
  readonly page: "screen" | "desk" | "console" | "phone";
  readonly slug: string;
  readonly conference: string;
  readonly venue: string | null;
  readonly person: string | null;
  readonly bearer: string;
  readonly language: Language;
  readonly relay: string;
}

const LANGUAGE_KEY = "diemcau:language";

/** Read the page's settings; the language that its user chose on this device wins. */
export function readPage(document: Document, storage: Storage): Page {
  const text = document.getElementById("page")?.textContent;
  if (!text) throw new Error("the page came without its settings");
  const page = JSON.parse(text) as Page;
  const chosen = storage.getItem(LANGUAGE_KEY);
  return chosen === "vi" || chosen === "en" ? { ...page, language: chosen } : page;
}

/** Remember the language chosen on this device. */
export function chooseLanguage(language: Language, storage: Storage): void {
  storage.setItem(LANGUAGE_KEY, language);
}
