// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { dayOf, elapsed, timeOfDay } from "./clock.ts";
import { instant, ms } from "./units.ts";

test.each([
  [0, "0:00"],
  [65_999, "1:05"],
  [3_600_000, "1:00:00"],
  [-5_000, "0:00"],
])("%d ms are %s", (span, expected) => {
  expect(elapsed(ms(0), ms(span))).toBe(expected);
});

test("times are told in the conference's zone, not the computer's", () => {
  const opening = instant("2022-10-31T01:00:00Z");
  expect(timeOfDay(opening, "Asia/Ho_Chi_Minh")).toBe("08:00");
  expect(dayOf(opening, "Asia/Ho_Chi_Minh", "en")).toMatch(/^Monday,? 31 October 2022$/);
  expect(dayOf(opening, "Asia/Ho_Chi_Minh", "vi")).toContain("31 tháng 10");
});
