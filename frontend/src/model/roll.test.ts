// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { person } from "./fixtures.ts";
import { type Mark, presenceAfter, rollTotals, rowsOf, shownRows, withMark } from "./roll.ts";

const people = [
  person("1", "Đặng Minh Vy", { status: "present" }),
  person("2", "Lê Minh Tuấn"),
  person("3", "Nguyễn Ngọc Linh", { status: "substituted", substitute: "Trần Văn Thay" }),
  person("4", "Phạm Đức Trang", { status: "excused" }),
];

const mark = (changes: Partial<Mark> = {}): Mark => ({
  uid: "u",
  person: "2",
  status: "present",
  substituteName: "",
  refusal: undefined,
  ...changes,
});

test("a mark on its way shows at once, and shows that it is on its way", () => {
  const [, second] = rowsOf(people, [mark()]);
  expect(second).toMatchObject({ status: "present", isPending: true, refusal: undefined });
});

test("a refused mark leaves the person as the journal has them, with the sentence", () => {
  const [, second] = rowsOf(people, [mark({ refusal: "Không được." })]);
  expect(second).toMatchObject({ status: "expected", isPending: false, refusal: "Không được." });
});

test("the newest of several marks wins, and hides an older refusal", () => {
  const [, second] = rowsOf(people, [mark({ refusal: "Không được." }), mark(), mark({ status: "excused" })]);
  expect(second).toMatchObject({ status: "excused", isPending: true, refusal: undefined });
});

test("an answered mark is in the roll, a substitute by name", () => {
  expect(withMark(people, mark({ status: "substituted", substituteName: "K’ Brèm" }))[1]).toMatchObject({
    status: "substituted",
    substitute: "K’ Brèm",
  });
  expect(withMark(people, mark({ person: "3", status: "present" }))[2]).toMatchObject({ status: "present", substitute: null });
});

test("the totals balance, whatever is on its way", () => {
  for (const marks of [[], [mark()], [mark({ person: "1", status: "expected" }), mark({ status: "excused" })]]) {
    const { invited, present, substituted, excused, expected } = rollTotals(rowsOf(people, marks));
    expect(present + substituted + excused + expected).toBe(invited);
  }
});

test("search looks at names, posts and substitutes", () => {
  const rows = rowsOf(people, []);
  const found = (query: string): readonly string[] => shownRows(rows, query, "all").map((row) => row.person.uuid);
  expect([found("dang"), found("thay"), found("chuyen"), found("xyz"), found(" ")]).toEqual([["1"], ["3"], ["1", "2", "3", "4"], [], ["1", "2", "3", "4"]]);
});

test("a row just ticked stays under its filter until it is answered", () => {
  const shown = (marks: readonly Mark[]): readonly string[] => shownRows(rowsOf(people, marks), "", "expected").map((row) => row.person.uuid);
  expect([shown([]), shown([mark()])]).toEqual([["2"], ["2"]]);
  expect(shownRows(rowsOf(withMark(people, mark()), []), "", "expected")).toEqual([]);
});

test.each([
  ["venues/LD/checkins", "present"],
  ["venues/LD/withdrawals", "expected"],
  ["venues/LD/substitutes", "substituted"],
  ["venues/LD/excuses", "excused"],
  ["venues/LD/hand", undefined],
])("%s leads to %s", (path, presence) => {
  expect(presenceAfter(path)).toBe(presence);
});
