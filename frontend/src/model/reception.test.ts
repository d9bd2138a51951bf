// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { lossBetween } from "./reception.ts";
import { ms } from "./units.ts";

const decoded = (frames: number, at: number) => ({ frames, at: ms(at) });

test.each([
  [30, 0],
  [29, 0],
  [31, 0],
  [14, 0.5],
  [0, 29 / 30],
])("of 30 pictures in a second, %i that came make a loss of %f", (frames, loss) => {
  expect(lossBetween(decoded(100, 5_000), decoded(100 + frames, 6_000), 30)).toBeCloseTo(loss);
});

test("what can't be told isn't", () => {
  const [before, after] = [decoded(100, 5_000), decoded(110, 6_000)];
  expect(lossBetween(undefined, after, 30)).toBeNull();
  expect(lossBetween(before, after, undefined)).toBeNull();
  expect(lossBetween(before, decoded(3, 6_000), 30)).toBeNull();
  expect(lossBetween(before, decoded(101, 5_100), 30)).toBeNull();
});
