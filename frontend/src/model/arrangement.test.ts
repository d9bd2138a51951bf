// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import type { VenueRow } from "../wire/documents.ts";
import { arranged, type Arrangement, inOrder } from "./arrangement.ts";
import { backstage, floor, PLAN, row } from "./fixtures.ts";
import { ms } from "./units.ts";
import { type Tile, wallTiles } from "./wall.ts";

const CALM = { LD: row(), "LD-673": row(), "LD-674": row(), "LD-674-24853": row() };
const IN_PLAN = ["LD", "LD-673", "LD-674", "LD-674-24853"];
const START = Date.parse("2022-10-31T01:00:00Z");
const second = (seconds: number) => ms(START + seconds * 1_000);
const iso = (seconds: number): string => new Date(START + seconds * 1_000).toISOString();
const lost = (since: number): VenueRow => row({ health: "red", cause: "lost", health_since: iso(since) });

const tiles = (rows: Readonly<Record<string, VenueRow>>, tallies = {}): readonly Tile[] =>
  wallTiles(PLAN, floor({ tallies }), backstage({ ...CALM, ...rows }));

/** Show one state after the other, each `every` seconds; returns the order after each. */
const shown = (states: readonly (readonly Tile[])[], every = 1, isHeld = false): readonly (readonly string[])[] => {
  let arrangement: Arrangement | undefined;
  return states.map((state, index) => {
    arrangement = arranged(arrangement, state, second(index * every), isHeld);
    return arrangement.order;
  });
};

test("nothing going on, the wall stands in the plan's order", () => {
  expect(shown([tiles({})])).toEqual([IN_PLAN]);
  expect(arranged(undefined, wallTiles(PLAN, undefined, undefined), second(0), false).order).toEqual(IN_PLAN);
});

test("on air, stand-by, hands, calls for help, red, amber come in this order", () => {
  const busy = tiles({ LD: row({ health: "amber" }), "LD-673": row({ hand_at: iso(5) }) }, { "LD-674-24853": "on_air", "LD-674": "standby" });
  expect(shown([busy])).toEqual([["LD-674-24853", "LD-674", "LD-673", "LD"]]);
  const trouble = tiles({ LD: row({ health: "amber" }), "LD-673": lost(3), "LD-674": row({ help_at: iso(5), health: "red" }) });
  expect(shown([trouble])).toEqual([["LD-674", "LD-673", "LD", "LD-674-24853"]]);
});

test("the longest raised hand comes first, and so does the longest trouble", () => {
  expect(shown([tiles({ "LD-673": row({ hand_at: iso(9) }), "LD-674": row({ hand_at: iso(4) }) })])[0]?.slice(0, 2)).toEqual(["LD-674", "LD-673"]);
  expect(shown([tiles({ "LD-673": lost(9), "LD-674": lost(4) })])[0]?.slice(0, 2)).toEqual(["LD-674", "LD-673"]);
});

test("a venue that was never there is no trouble", () => {
  expect(shown([tiles({ "LD-674": row({ health: "grey", connected: false }) })])).toEqual([IN_PLAN]);
});

test("trouble rises at once and sinks only when it has been over for a while", () => {
  const orders = shown([tiles({}), tiles({ "LD-674": lost(1) }), ...Array.from({ length: 17 }, () => tiles({}))]);
  const at = orders.map((order) => order.indexOf("LD-674"));
  expect(at.slice(0, 2)).toEqual([2, 0]);
  expect(at.slice(2, 17)).toEqual(Array.from({ length: 15 }, () => 0));
  expect(at.at(-1)).toBe(2);
});

test("trouble that comes and goes doesn't make its tile jump", () => {
  const flickering = Array.from({ length: 60 }, (_, index) => tiles(index % 4 === 0 ? { "LD-674": lost(index) } : {}));
  expect(new Set(shown(flickering).map((order) => order.indexOf("LD-674")))).toEqual(new Set([0]));
});

test("new trouble takes its place behind the old and moves none of it", () => {
  const orders = shown([tiles({ "LD-674": lost(0) }), tiles({ "LD-674": lost(0), LD: lost(5) })]);
  expect(orders[1]?.slice(0, 2)).toEqual(["LD-674", "LD"]);
});

test("a venue that left the air goes back at once", () => {
  expect(shown([tiles({}, { "LD-674": "on_air" }), tiles({})]).at(-1)).toEqual(IN_PLAN);
});

test("nothing moves while somebody points at the wall, and all of it after", () => {
  const [calm, busy] = [tiles({}), tiles({ "LD-674": lost(1) }, { "LD-673": "on_air" })];
  const before = arranged(undefined, calm, second(0), true);
  const held = arranged(before, busy, second(2), true);
  expect(held.order).toEqual(IN_PLAN);
  expect(arranged(held, busy, second(3), false).order.slice(0, 2)).toEqual(["LD-673", "LD-674"]);
});

test("a venue that the plan gained is shown even while nothing moves", () => {
  const three = tiles({}).slice(0, 3);
  expect(arranged(arranged(undefined, three, second(0), true), tiles({}), second(1), true).order).toEqual(IN_PLAN);
});

test("tiles follow the order", () => {
  const state = tiles({ "LD-674": lost(1) });
  expect(inOrder(state, arranged(undefined, state, second(2), false).order)[0]?.venue.code).toBe("LD-674");
});
