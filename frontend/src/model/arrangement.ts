// SPDX-License-Identifier: Apache-2.0

import { instant, type Milliseconds } from "./units.ts";
import type { Tile } from "./wall.ts";

export type WallOrder = "attention" | "plan";

/** Where a tile belongs, from what the director must see first to what is calm. */
const RANKS = ["on_air", "standby", "hand", "help", "red", "amber", "calm"] as const;
type Rank = (typeof RANKS)[number];

/** Trouble that is over keeps its place for this long: what comes and goes must not make the wall dance. */
const LINGER_MS = 15_000;

interface Place {
  readonly rank: Rank;
  /** What it is sorted by within its rank. */
  readonly since: Milliseconds;
  /** Since when it no longer belongs here; undefined while it does. */
  readonly leavingSince: Milliseconds | undefined;
}

/** The order of the wall, and what is needed to keep it calm. */
export interface Arrangement {
  readonly order: readonly string[];
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * Sort by what needs attention; within trouble the longest first, among the calm the plan's order.
 *
 * A tile rises at once, but sinks only when its trouble has been over for a while. While `isHeld`
 * nothing moves at all: somebody's pointer is on its way to a tile.
 */
export function arranged(before: Arrangement | undefined, tiles: readonly Tile[], now: Milliseconds, isHeld: boolean): Arrangement {
  const places = new Map(tiles.map((tile) => [tile.venue.code, placed(before?.places.get(tile.venue.code), tile, now)]));
  const isSame = before?.order.length === tiles.length && before.order.every((code) => places.has(code));
  if (isHeld && isSame) return { order: before.order, places };
  const entries = tiles.map((tile, index) => ({ code: tile.venue.code, index, place: places.get(tile.venue.code) }));
  const order = entries.toSorted((one, other) => compared(one.place, other.place) || one.index - other.index).map(({ code }) => code);
  return { order, places };
}

/** The tiles in the order of their codes. */
export function inOrder(tiles: readonly Tile[], order: readonly string[]): readonly Tile[] {
  const byCode = new Map(tiles.map((tile) => [tile.venue.code, tile]));
  return order.flatMap((code) => byCode.get(code) ?? []);
}

function placed(before: Place | undefined, tile: Tile, now: Milliseconds): Place {
  const rank = rankOf(tile);
  if (before?.rank === rank) return { ...before, leavingSince: undefined };
  const sinks = before !== undefined && RANKS.indexOf(rank) > RANKS.indexOf(before.rank);
  if (sinks && (before.rank === "red" || before.rank === "amber")) {
    const leavingSince = before.leavingSince ?? now;
    if (now - leavingSince < LINGER_MS) return { ...before, leavingSince };
  }
  return { rank, since: sinceOf(tile, rank, now), leavingSince: undefined };
}

/** A venue that was never there is no trouble, only absent. */
function rankOf({ standing, row }: Tile): Rank {
  if (standing === "on_air" || standing === "standby") return standing;
  if (row?.hand_at) return "hand";
  if (row?.help_at) return "help";
  return row?.health === "red" || row?.health === "amber" ? row.health : "calm";
}

function sinceOf({ row }: Tile, rank: Rank, now: Milliseconds): Milliseconds {
  const at = { hand: row?.hand_at, help: row?.help_at, red: row?.health_since, amber: row?.health_since, on_air: null, standby: null, calm: null }[rank];
  return at ? instant(at) : now;
}

function compared(one: Place | undefined, other: Place | undefined): number {
  if (!one || !other) return 0;
  const byRank = RANKS.indexOf(one.rank) - RANKS.indexOf(other.rank);
  return byRank !== 0 || one.rank === "calm" ? byRank : one.since - other.since;
}
