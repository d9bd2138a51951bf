// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { felt, isDead, looked, LOOK_MS, type Pulse, pulseFrom } from "./heartbeat.ts";
import { ms } from "./units.ts";

/** Looks again and again, for so long; tells when the relay was given up. */
function givenUpAt(from: Pulse, until: number, every = LOOK_MS): number | undefined {
  let pulse = from;
  for (let now = from.lookedAt + every; now <= until; now += every) {
    pulse = looked(pulse, ms(now));
    if (isDead(pulse)) return now;
  }
  return undefined;
}

test("a relay whose beat stays out for two seconds is dead", () => {
  expect(givenUpAt(felt(pulseFrom(ms(0)), ms(0)), 10_000)).toBe(2_250);
});

test("a line that has never carried a beat is waited for longer", () => {
  expect(givenUpAt(pulseFrom(ms(0)), 10_000)).toBe(4_250);
});

test("a page that was itself held up doesn't blame the relay", () => {
  const pulse = looked(felt(pulseFrom(ms(0)), ms(0)), ms(2_500));
  expect([isDead(pulse), givenUpAt(pulse, 10_000)]).toEqual([false, 4_750]);
});

test("a page that the browser wakes once a second still notices", () => {
  expect(givenUpAt(felt(pulseFrom(ms(0)), ms(0)), 10_000, 1_000)).toBe(3_000);
});
