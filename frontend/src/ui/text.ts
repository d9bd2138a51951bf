// SPDX-License-Identifier: Apache-2.0

import { en } from "./text.en.ts";
import { vi } from "./text.vi.ts";

export type TextKey = keyof typeof vi;
export type Language = "vi" | "en";
export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

const DICTIONARIES: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { vi, en };

/** The page's texts in one language; `{name}` in a text is replaced by that value. */
export function translator(language: Language): Translate {
  const texts = DICTIONARIES[language];
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
