// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { NO_BURST, typed } from "./keyboard-scan.ts";
import { ms } from "./units.ts";

const CODE = ["D", "C", "1", ".", "a", "b", "c"];

/** The codes that keys give, one every so many milliseconds. */
function codesOf(keys: readonly string[], everyMs: number): readonly string[] {
  let burst = NO_BURST;
  return keys.flatMap((key, index) => {
    const heard = typed(burst, key, ms(1_000 + index * everyMs));
    burst = heard.burst;
    return heard.code === undefined ? [] : [heard.code];
  });
}

test("a burst that ends with Enter is a code", () => {
  expect(codesOf([...CODE, "Enter"], 5)).toEqual(["DC1.abc"]);
});

test("Shift between the letters is no letter", () => {
  expect(codesOf(["Shift", "D", "Shift", "C", "1", ".", "a", "b", "Enter"], 5)).toEqual(["DC1.ab"]);
});

test("two codes in a row are two", () => {
  expect(codesOf([...CODE, "Enter", ...CODE.toReversed(), "Enter"], 5)).toEqual(["DC1.abc", "cba.1CD"]);
});

test("whoever types, and whoever presses Enter alone, is no scanner", () => {
  expect([codesOf([...CODE, "Enter"], 120), codesOf(["Enter"], 5), codesOf(["a", "Enter"], 5)]).toEqual([[], [], []]);
});
