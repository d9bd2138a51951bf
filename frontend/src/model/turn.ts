// SPDX-License-Identifier: Apache-2.0

import type { Floor } from "../wire/documents.ts";
import { elapsed } from "./clock.ts";
import { instant, ms, type Milliseconds } from "./units.ts";

/** The clock of whoever has the floor. `kind` is `over` once the agreed time is used up. */
export interface TurnClock {
  readonly text: string;
  readonly kind: "up" | "down" | "ending" | "over";
}

const ENDING_MS = 30_000;

/** Counts up, or down from the agreed time and then up again behind a plus; undefined while nobody is on air. */
export function turnClock(floor: Floor | undefined, now: Milliseconds): TurnClock | undefined {
  if (!floor?.aired_at || floor.on_air.length === 0) return undefined;
  const since = instant(floor.aired_at);
  if (floor.limit_s === null) return { text: elapsed(since, now), kind: "up" };
  const end = ms(since + floor.limit_s * 1_000);
  if (now >= end) return { text: `+${elapsed(end, now)}`, kind: "over" };
  // The last second counts as a second: the clock says 0:01 until it is over.
  const left = elapsed(now, ms(end + 999));
  return { text: left, kind: end - now <= ENDING_MS ? "ending" : "down" };
}
