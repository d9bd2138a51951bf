// SPDX-License-Identifier: Apache-2.0

import type { Milliseconds } from "./units.ts";

/**
 * What a line is given at once of a picture that is fetched. Whatever else comes down the line
 * waits behind it: on one of 128 kb/s a whole page is four seconds.
 */
export const FIRST_PIECE_BYTES = 4_096;
const SMALLEST_BYTES = 2_048;
const LARGEST_BYTES = 65_536;
const SHORT_MS = 60;
const LONG_MS = 160;

/** How large the next piece is, after one that took so long. */
export function nextPiece(size: number, took: Milliseconds): number {
  if (took < SHORT_MS) return Math.min(LARGEST_BYTES, size * 2);
  return took > LONG_MS ? Math.max(SMALLEST_BYTES, Math.round((size * LONG_MS) / took)) : size;
}
