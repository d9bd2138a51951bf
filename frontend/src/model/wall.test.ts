// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { backstage, floor, PLAN, row } from "./fixtures.ts";
import { isTrouble, queueEntries, standbyVenue, wallTiles } from "./wall.ts";

const codes = (tiles: readonly { readonly venue: { readonly code: string } }[]): readonly string[] => tiles.map((tile) => tile.venue.code);

const calm = backstage({ LD: row(), "LD-673": row(), "LD-674": row(), "LD-674-24853": row() });

test("nothing going on, the wall stands in the plan's order", () => {
  const state = floor({ tallies: {}, on_air: [] });
  expect(codes(wallTiles(PLAN, state, calm, "attention"))).toEqual(codes(wallTiles(PLAN, state, calm, "plan")));
});

test("on air, stand-by, hands by age, then trouble come first", () => {
  const state = floor({ tallies: { "LD-674-24853": "on_air", "LD-674": "standby" } });
  const busy = backstage({ ...calm.venues, LD: row({ health: "amber" }), "LD-673": row({ hand_at: "2022-10-31T01:05:00Z" }) });
  expect(codes(wallTiles(PLAN, state, busy, "attention"))).toEqual(["LD-674-24853", "LD-674", "LD-673", "LD"]);
  expect(codes(wallTiles(PLAN, state, busy, "plan"))).toEqual(codes(wallTiles(PLAN, undefined, undefined, "plan")));
});

test("the longest raised hand comes first", () => {
  const hands = backstage({
    ...calm.venues,
    "LD-673": row({ hand_at: "2022-10-31T01:05:00Z" }),
    "LD-674": row({ hand_at: "2022-10-31T01:04:00Z" }),
  });
  expect(codes(wallTiles(PLAN, floor({ tallies: {} }), hands, "attention"))).toEqual(["LD-674", "LD-673", "LD", "LD-674-24853"]);
});

test("a venue that was never there is no trouble", () => {
  expect([row({ health: "grey", connected: false }), row({ health: "red" }), row({ help_at: "2022-10-31T01:04:00Z" }), undefined].map(isTrouble)).toEqual([false, true, true, false]);
});

test("the queue shows whom the director called before who still waits", () => {
  const state = floor({ queue: ["LD-674", "LD-673"], tallies: { LD: "on_air", "LD-674-24853": "standby", "LD-674": "queued", "LD-673": "queued" } });
  const entries = queueEntries(PLAN, state, backstage({ "LD-674": row({ hand_at: "2022-10-31T01:04:00Z" }) }));
  expect(entries.map(({ venue, standing, since }) => [venue.code, standing, since])).toEqual([
    ["LD-674-24853", "standby", null],
    ["LD-674", "queued", "2022-10-31T01:04:00Z"],
    ["LD-673", "queued", null],
  ]);
  expect(standbyVenue(state)).toBe("LD-674-24853");
  expect(standbyVenue(floor())).toBeUndefined();
});
