// SPDX-License-Identifier: Apache-2.0

import type { Backstage, Floor, Plan, PlanVenue, VenueRow } from "../wire/documents.ts";
import { standing, type Standing } from "./tally.ts";
import { shortName } from "./venues.ts";

/** One venue on the wall. `row` is undefined until the first live document is here. */
export interface Tile {
  readonly venue: PlanVenue;
  readonly shortName: string;
  readonly row: VenueRow | undefined;
  readonly standing: Standing;
}

/** Every venue of the plan, in its order. */
export function wallTiles(plan: Plan, floor: Floor | undefined, backstage: Backstage | undefined): readonly Tile[] {
  return plan.venues.map((venue) => ({
    venue,
    shortName: shortName(venue.name),
    row: backstage?.venues[venue.code],
    standing: standing(floor, venue.code),
  }));
}

/** The venues with a raised hand, first come first, and those on stand-by before them. */
export interface QueueEntry {
  readonly venue: PlanVenue;
  readonly standing: Standing;
  readonly since: string | null;
}

export function queueEntries(plan: Plan, floor: Floor | undefined, backstage: Backstage | undefined): readonly QueueEntry[] {
  const byCode = new Map(plan.venues.map((venue) => [venue.code, venue]));
  const called = Object.entries(floor?.tallies ?? {}).filter(([, tally]) => tally === "standby").map(([code]) => code);
  const codes = new Set([...called, ...(floor?.queue ?? [])]);
  return [...codes].flatMap((code) => {
    const venue = byCode.get(code);
    return venue ? [{ venue, standing: standing(floor, code), since: backstage?.venues[code]?.hand_at ?? null }] : [];
  });
}

/** The venue on stand-by; the first, should there be more. */
export function standbyVenue(floor: Floor | undefined): string | undefined {
  return Object.entries(floor?.tallies ?? {}).find(([, tally]) => tally === "standby")?.[0];
}
