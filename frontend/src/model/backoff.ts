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

const FIRST_PATIENCE_MS = 1_500;
const LONGEST_PATIENCE_MS = 6_000;

/**
 * How long to wait for the answer to a dial.
 *
 * QUIC knocks on a dead relay's door again only after one, two and four seconds; whoever dialled a
 * moment too early is sooner in with a dial of its own. A line that is slow itself gets its time
 * with the attempts after.
 *
 * @param attempt the dial's number since the line was last up, 1 or more
 */
export function dialPatience(attempt: number): Milliseconds {
  return ms(Math.round(Math.min(LONGEST_PATIENCE_MS, FIRST_PATIENCE_MS * GROWTH ** (attempt - 1))));
}
