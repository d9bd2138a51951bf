// SPDX-License-Identifier: Apache-2.0

import { nameInPhrase } from "../model/venues.ts";
import { en } from "./text.en.ts";
import { vi } from "./text.vi.ts";

export type TextKey = keyof typeof vi;
export type Language = "vi" | "en";
export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number | boolean | null>>) => string;

const DICTIONARIES: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { vi, en };

/** The page's texts in one language; `{name}` in a text is replaced by that value. */
export function translator(language: Language): Translate {
  const texts = DICTIONARIES[language];
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The words for a cause that the stage gave; its own word if this page is older than the stage. */
export function causeText(cause: string, t: Translate): string {
  const key = `cause.${cause}`;
  return key in vi ? t(key as TextKey) : cause;
}

/** What to do about a cause, in one sentence; nothing for one that this page doesn't know. */
export function remedyText(cause: string, t: Translate): string {
  const key = `remedy.${cause}`;
  return key in vi ? t(key as TextKey) : "";
}

/** A venue's name as a title: `Điểm cầu huyện Đam Rông`, in English the name alone. */
export function venueTitle(name: string, t: Translate): string {
  const title = t("venue.of", { name: nameInPhrase(name) });
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** A tier's name; one of an organiser's own invention keeps its label. */
export function tierText(tier: string, t: Translate): string {
  const key = `tier.${tier}`;
  return key in vi ? t(key as TextKey) : tier;
}
