// SPDX-License-Identifier: Apache-2.0

import type { Backstage, Floor, SourceRow, VenueRow } from "./documents.ts";

type NullableKeys<T> = { [K in keyof T]: null extends T[K] ? K : never }[keyof T];

/** Every field of a document that may be null, as null. The type holds the list to the wire's own. */
type Blank<T> = Readonly<Record<NullableKeys<T>, null>>;

const FLOOR: Blank<Floor> = {
  aired_at: null,
  check: null,
  clip: null,
  closed_at: null,
  item: null,
  item_started_at: null,
  limit_s: null,
  opened_at: null,
  slide: null,
};
const VENUE: Blank<VenueRow> = { hand_at: null, headcount: null, health_since: null, help_at: null, receiving_since: null, tally: null };
const SOURCE: Blank<SourceRow> = { tally: null };

/**
 * A document with its nulls. Changes travel as merge patches (RFC 7396), in which null takes a
 * field away: what became null on the stage would be undefined here.
 */
export function wholeFloor(floor: Floor): Floor {
  return { ...FLOOR, ...floor };
}

/** The same for the directors' document and each of its rows. */
export function wholeBackstage(backstage: Backstage): Backstage {
  return { ...backstage, venues: filled(backstage.venues, VENUE), sources: filled(backstage.sources, SOURCE) };
}

function filled<T extends object>(rows: Readonly<Record<string, T>>, blank: Blank<T>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(rows).map(([code, row]) => [code, { ...blank, ...row }]));
}
