// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { attending, boardLines, expected, gapsOf, sumsOf } from "./board.ts";
import { PLAN, row } from "./fixtures.ts";

const ROWS = {
  LD: row({ headcount: 11, sheet: "sealed" }),
  "LD-673": row({ walk_ins: 2, present: 10, headcount: 12, cases: 1, sheet: "changed" }),
  "LD-674": row({ present: 0, substituted: 0, absent: 10 }),
  "LD-674-24853": row({ moved_in: 1, moved_out: 3, present: 6, absent: 1, sheet: "sealed" }),
};
const tier = (name: string): string => name.toUpperCase();

test("every line balances, and every way of grouping has the same sum", () => {
  const lines = boardLines(PLAN, ROWS, tier);
  for (const line of [...lines.tiers, ...lines.clusters, ...lines.venues]) {
    const { sums } = line;
    expect([line.key, expected(sums)]).toEqual([line.key, sums.present + sums.substituted + sums.excused + sums.absent]);
  }
  const whole = sumsOf(Object.values(ROWS));
  for (const group of [lines.tiers, lines.clusters, lines.venues]) {
    expect(group.reduce((total, { sums }) => total + attending(sums), 0)).toBe(attending(whole));
    expect(group.reduce((total, { sums }) => total + sums.sealed, 0)).toBe(2);
  }
});

test("a cluster holds the venue below the hub and all under it", () => {
  const { clusters, tiers } = boardLines(PLAN, ROWS, tier);
  expect(clusters.map(({ key, sums }) => [key, sums.venues])).toEqual([["LD", 1], ["LD-673", 1], ["LD-674", 2]]);
  expect(tiers.map(({ name }) => name)).toEqual(["HUB", "DISTRICT", "COMMUNE"]);
});

test("a branch shows its own venues alone", () => {
  const branch = { "LD-674": ROWS["LD-674"], "LD-674-24853": ROWS["LD-674-24853"] };
  const lines = boardLines(PLAN, branch, tier);
  expect([lines.tiers.length, lines.clusters.map(({ key }) => key), lines.venues.length]).toEqual([2, ["LD-674"], 2]);
});

test("heads that nobody counted are no heads, not none", () => {
  expect([sumsOf([ROWS["LD-674"]]).heads, sumsOf(Object.values(ROWS)).heads]).toEqual([undefined, 23]);
});

test("what is missing is told by venue, the gravest first", () => {
  const told = (guests: number): unknown => gapsOf(PLAN, ROWS, guests).map(({ kind, venues }) => [kind, ...venues.map(({ code }) => code)]);
  expect(told(2)).toEqual([["cases", "LD-673"], ["heads", "LD-673"], ["changed", "LD-673"], ["unmarked", "LD-674"], ["open", "LD-674"]]);
  expect(told(0)).toContainEqual(["heads", "LD", "LD-673"]);
});
