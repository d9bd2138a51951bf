// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { dialPatience, redialDelay } from "./backoff.ts";

test("delays grow by half from a quarter of a second and stop at five", () => {
  expect([1, 2, 3, 4, 5, 9, 40].map((attempt) => redialDelay(attempt, 1))).toEqual([250, 375, 563, 844, 1_266, 5_000, 5_000]);
});

test("jitter takes up to half of a delay away", () => {
  expect([0, 0.5, 1].map((random) => redialDelay(40, random))).toEqual([2_500, 3_750, 5_000]);
});

test("a dial is waited for longer with each attempt, as slow lines need", () => {
  expect([1, 2, 3, 4, 5, 50].map(dialPatience)).toEqual([1_500, 2_250, 3_375, 5_063, 6_000, 6_000]);
});
