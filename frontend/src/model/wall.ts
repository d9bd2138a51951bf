// SPDX-License-Identifier: Apache-2.0

import type { Backstage, Floor, Plan, PlanVenue, VenueRow } from "../wire/documents.ts";
import { standing, type Standing } from "./tally.ts";
import { shortName } from "./venues.ts";

export type WallOrder = "attention" | "plan";

/** One venue on the wall. `row` is undefined until the first live document is here. */
export interface Tile {
  readonly venue: PlanVenue;
  readonly shortName: string;
  readonly row: VenueRow | undefined;
  readonly standing: Standing;
}

/**
 * The wall's tiles: on air, stand-by, hands by age, calls for help and trouble, then the plan's
 * order. A venue that was never there is no trouble, only absent.
 */
export function wallTiles(plan: Plan, floor: Floor | undefined, backstage: Backstage | undefined, order: WallOrder): readonly Tile[] {
  const tiles = plan.venues.map((venue) => ({
    venue,
    shortName: shortName(venue.name),
    row: backstage?.venues[venue.code],
    standing: standing(floor, venue.code),
  }));
  if (order === "plan") return tiles;
  return tiles.toSorted((one, other) => rank(one) - rank(other) || handAge(one, other));
}

export function isTrouble(row: VenueRow | undefined): boolean {
  return row !== undefined && (row.help_at !== null || row.health === "red" || row.health === "amber");
}

function rank(tile: Tile): number {
  if (tile.standing === "on_air") return 0;
  if (tile.standing === "standby") return 1;
  if (tile.row?.hand_at) return 2;
  if (tile.row?.help_at) return 3;
  return isTrouble(tile.row) ? 4 : 5;
}

function handAge(one: Tile, other: Tile): number {
  const [first, second] = [one.row?.hand_at ?? "", other.row?.hand_at ?? ""];
  return first < second ? -1 : Number(first > second);
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
