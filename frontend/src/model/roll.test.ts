// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { person } from "./fixtures.ts";
import { type Mark, markOf, newestMark, presenceAfter } from "./marks.ts";
import { rollTotals, rowsOf, shownRows, withMark } from "./roll.ts";

const people = [
  person("1", "Đặng Minh Vy", { status: "present", mark: "m1" }),
  person("2", "Lê Minh Tuấn", { number: "012/GM" }),
  person("3", "Nguyễn Ngọc Linh", { status: "substituted", substitute: "Trần Văn Thay", mark: "m3" }),
  person("4", "Phạm Đức Trang", { status: "excused", mark: "m4" }),
];

const mark = (changes: Partial<Mark> = {}): Mark => ({
  uid: "u",
  person: "2",
  badge: undefined,
  status: "present",
  substituteName: "",
  paper: "",
  notedAt: "2022-10-31T00:42:00Z",
  walkIn: undefined,
  refusal: undefined,
  ...changes,
});

const walkIn = mark({ uid: "w", person: "w", walkIn: { name: "K’ Brèm", post: "Già làng", organisation: "" } });
const stranger = mark({ uid: "s", person: undefined, badge: "b-elsewhere" });

test("a mark on its way shows at once, with its time, and shows that it is on its way", () => {
  const [, second] = rowsOf(people, [mark()]);
  expect(second).toMatchObject({ status: "present", notedAt: "2022-10-31T00:42:00Z", before: "expected", isPending: true, refusal: undefined });
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
  expect(withMark(people, mark({ status: "substituted", substituteName: "K’ Brèm" }))[1]).toMatchObject({ status: "substituted", substitute: "K’ Brèm", mark: "u" });
  expect(withMark(people, mark({ person: "3" }))[2]).toMatchObject({ status: "present", substitute: null });
});

test("whoever came without an invitation, or from elsewhere, is on the roll at once", () => {
  const rows = rowsOf(people, [walkIn, stranger]);
  expect(rows.map(({ person: { uuid, name, is_walk_in, home } }) => [uuid, name, is_walk_in, home]).slice(0, 2)).toEqual([
    ["w", "K’ Brèm", true, null],
    ["badge:b-elsewhere", "", false, ""],
  ]);
  expect(withMark(people, walkIn)).toHaveLength(5);
});

test("a badge marks the person of the roll who has it", () => {
  const [, second] = rowsOf(people, [mark({ person: undefined, badge: people[1]?.badge })]);
  expect(second).toMatchObject({ status: "present", isPending: true });
  expect(rowsOf(people, [mark({ person: undefined, badge: people[1]?.badge })])).toHaveLength(4);
});

test("a mark tells which one it follows: this device's own first, then the roll's", () => {
  const [first, second] = people;
  expect(first && second && [newestMark(first, [mark()]), newestMark(second, []), newestMark(second, [mark(), mark({ uid: "later" })])]).toEqual(["m1", null, "later"]);
});

test("the totals balance, whatever is on its way", () => {
  const guest = person("g", "Khách", { is_guest: true, status: "present" });
  const gone = person("5", "Ở nơi khác", { status: "present", seated_at: "LD-674" });
  const came = person("6", "Từ nơi khác", { status: "present", home: "LD-674" });
  const cases = [[], [mark()], [walkIn, stranger], [mark({ person: "1", status: "expected" }), mark({ status: "excused" })], [mark({ person: "6", status: "expected" })]];
  for (const marks of cases) {
    const { invited, walkIns, movedIn, movedOut, present, substituted, excused, expected, guests } = rollTotals(rowsOf([...people, guest, gone, came], marks));
    expect(present + substituted + excused + expected).toBe(invited + walkIns + movedIn - movedOut);
    expect([invited, movedOut, guests]).toEqual([5, 1, 1]);
  }
});

test("search looks at names, posts, letters and substitutes, without marks", () => {
  const rows = rowsOf(people, []);
  const found = (query: string): readonly string[] => shownRows(rows, query, "all").map((row) => row.person.uuid);
  expect([found("dang"), found("thay"), found("012"), found("chuyen"), found("xyz"), found(" ")]).toEqual([["1"], ["3"], ["2"], ["1", "2", "3", "4"], [], ["1", "2", "3", "4"]]);
});

test("the row marked last stays under its filter until another is marked", () => {
  const shown = (marks: readonly Mark[]): readonly string[] => shownRows(rowsOf(people, marks), "", "expected").map((row) => row.person.uuid);
  expect([shown([]), shown([mark()]), shown([mark(), mark({ person: "1" })])]).toEqual([["2"], ["2"], []]);
  expect(shownRows(rowsOf(withMark(people, mark()), []), "", "expected")).toEqual([]);
});

test.each([
  ["venues/LD/checkins", "present"],
  ["venues/LD/withdrawals", "expected"],
  ["venues/LD/substitutes", "substituted"],
  ["venues/LD/excuses", "excused"],
  ["venues/LD/walk-ins", "present"],
  ["venues/LD/hand", undefined],
])("%s leads to %s", (path, presence) => {
  expect(presenceAfter(path)).toBe(presence);
});

test("a command becomes a mark; one that marks nobody doesn't", () => {
  const fields = { person: "2", substitute_name: "An", paper: "Giấy số 1", noted_at: "2022-10-31T00:42:00Z" };
  expect(markOf({ uid: "u", path: "venues/LD/substitutes", fields })).toEqual(mark({ status: "substituted", substituteName: "An", paper: "Giấy số 1" }));
  expect(markOf({ uid: "u", path: "venues/LD/hand", fields: {} })).toBeUndefined();
});
