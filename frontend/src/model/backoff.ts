// SPDX-License-Identifier: Apache-2.0

import { ms, type Milliseconds } from "./units.ts";

const FIRST_MS = 250;
const GROWTH = 1.5;
const LONGEST_MS = 5_000;

/**
 * How long to wait before dialling again.
 *
 * A hall can't wait minutes for its picture, so the delay stops growing at five seconds; the
 * jitter keeps 118 venues that lost the same relay from coming back in the same instant.
 *
 * @param attempt how many attempts have failed since the line was last up, 1 or more
 * @param random from 0 to 1
 */
export function redialDelay(attempt: number, random: number): Milliseconds {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * GROWTH ** (attempt - 1));
  return ms(Math.round(ceiling * (0.5 + random / 2)));
}
