// SPDX-License-Identifier: Apache-2.0

export type Language = "vi" | "en";

/** What the server tells a page about itself, in the script element with the id `page`. */
export interface Page {
  readonly page: "screen" | "desk" | "console" | "phone" | "board" | "greeting" | "cluster";
  readonly slug: string;
  readonly conference: string;
  readonly venue: string | null;
  readonly person: string | null;
  readonly bearer: string;
  readonly language: Language;
  readonly relay: string;
  /** IANA name of the conference's time zone. */
  readonly time_zone: string;
  /** The code of a venue's screen that this phone was opened by. */
  readonly door: DoorCode | null;
}

/** What a phone read from a venue's screen, and when by the server's own clock. */
export interface DoorCode {
  readonly venue: string;
  readonly code: string;
  readonly noted_at: string;
  readonly good_until: string;
}

export function readPage(document: Document): Page {
  const text = document.getElementById("page")?.textContent;
  if (!text) throw new Error("the page came without its settings");
  return JSON.parse(text) as Page;
}
