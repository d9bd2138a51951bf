// SPDX-License-Identifier: Apache-2.0

import type { Milliseconds } from "./units.ts";

/** How many pictures a player had decoded in all at an instant. */
export interface Decoded {
  readonly frames: number;
  readonly at: Milliseconds;
}

/** Less than this tells more about the moment of asking than about the line. */
const LEAST_MS = 500;

/**
 * The share of a track's pictures that didn't get to be decoded between two instants, 0 to 1.
 *
 * null where it can't be told: the track doesn't say its rate, the player is new or began anew.
 */
export function lossBetween(before: Decoded | undefined, after: Decoded, framesPerSecond: number | undefined): number | null {
  if (!before || !framesPerSecond || after.at - before.at < LEAST_MS || after.frames < before.frames) return null;
  const expected = (framesPerSecond * (after.at - before.at)) / 1_000;
  // One frame more or less is a matter of where the second was cut.
  const missing = expected - (after.frames - before.frames) - 1;
  return Math.min(1, Math.max(0, missing / expected));
}
