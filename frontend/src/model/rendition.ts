// SPDX-License-Identifier: Apache-2.0

import { ms, type Milliseconds } from "./units.ts";

/** How a line has carried pictures so far. */
export interface Carrying {
  /** How many sizes below the largest are taken: 0 is the largest. */
  readonly below: number;
  /** Since when it has gone well like this; the waiting for a larger size counts from here. */
  readonly since: Milliseconds;
  /** How long it has to go well before a larger size is tried. */
  readonly patience: Milliseconds;
  /** Bad seconds in a row. */
  readonly bad: number;
}

/** One second of a player's picture, and of the line below it. */
export interface Second {
  readonly at: Milliseconds;
  /** The share of pictures that didn't come, 0 to 1; null where that can't be told. */
  readonly missing: number | null;
  /** The bits a second that the size that is taken needs. */
  readonly needed: number | undefined;
  /** The least that the relay took the line for during this second, in bits a second. */
  readonly estimate: number | undefined;
  /** How many sizes there are. */
  readonly sizes: number;
}

/** A line full to the brim delays everything on it, sound first of all. */
const MARGIN = 0.8;
const MOST_MISSING = 0.15;
const BAD_SECONDS = 2;
const FIRST_PATIENCE = ms(15_000);
const LONGEST_PATIENCE = ms(300_000);
/** A larger size that fell within this was tried in vain. */
const PROVED_MS = 30_000;

/** Whether a line that is estimated so has room for a size that needs so much; yes as long as nobody knows. */
export function hasRoom(estimate: number | undefined, needed: number | undefined): boolean {
  return estimate === undefined || needed === undefined || estimate * MARGIN >= needed;
}

/** What a line begins with: `below` sizes below the largest. */
export function carryingFrom(at: Milliseconds, below: number): Carrying {
  return { below, since: at, patience: FIRST_PATIENCE, bad: 0 };
}

/**
 * What to take after another second.
 *
 * The relay's estimate alone would turn to and fro every second: it doubles as soon as the line
 * is relieved. So a size is left when the estimate says so *and* pictures are missing, and a
 * larger one is tried only after a quiet while, a longer one each time that it was tried in vain.
 */
export function carriedOn(before: Carrying, { at, missing, needed, estimate, sizes }: Second): Carrying {
  const isBad = missing !== null && missing > MOST_MISSING && !hasRoom(estimate, needed);
  const bad = isBad ? before.bad + 1 : 0;
  const canGoDown = before.below < sizes - 1;
  const isTrial = at - before.since < PROVED_MS && before.patience > FIRST_PATIENCE;
  if (bad >= (isTrial ? 1 : BAD_SECONDS) && canGoDown) {
    const patience = isTrial ? before.patience : FIRST_PATIENCE;
    return { below: before.below + 1, since: at, patience, bad: 0 };
  }
  if (isBad) return { ...before, bad, since: canGoDown ? before.since : at };
  if (before.below > 0 && at - before.since >= before.patience) {
    return { below: before.below - 1, since: at, patience: ms(Math.min(LONGEST_PATIENCE, before.patience * 2)), bad: 0 };
  }
  return { ...before, bad };
}
