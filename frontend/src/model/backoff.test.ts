// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { redialDelay } from "./backoff.ts";

test("delays double from a quarter of a second and stop growing at five", () => {
  expect([1, 2, 3, 4, 5, 6, 40].map((attempt) => redialDelay(attempt, 1))).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
});

test("jitter takes up to half of a delay away", () => {
  expect([0, 0.5, 1].map((random) => redialDelay(3, random))).toEqual([500, 750, 1_000]);
});
