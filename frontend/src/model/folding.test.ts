// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { folded, matches } from "./folding.ts";

test("marks, case, đ and stray spaces fall away, in either Unicode form", () => {
  expect(folded("  ĐẶNG   Thị Ngọc ")).toBe("dang thi ngoc");
  expect(folded("Đặng".normalize("NFD"))).toBe(folded("Đặng".normalize("NFC")));
});

test.each([
  ["dang", "Đặng Minh Vy", true],
  ["dang v", "Đặng Minh Vy", true],
  ["vy dang", "Đặng Minh Vy", true],
  ["ang", "Đặng Minh Vy", false],
  ["hanh", "Nguyễn Thanh Hạnh", true],
  ["k'ha", "K’Hà Long", true],
  ["dang", "Ðặng Minh Vy", true],
  ["hoa", "Trần Thị Hoà", true],
  ["", "ai cũng khớp", true],
])("“%s” in “%s”: %s", (query, text, expected) => {
  expect(matches(query, text)).toBe(expected);
});
