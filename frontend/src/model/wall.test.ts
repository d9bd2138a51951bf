// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { backstage, floor, PLAN, row } from "./fixtures.ts";
import { queueEntries, standbyVenue, wallTiles } from "./wall.ts";

test("every venue of the plan has its tile, with what is known of it", () => {
  const tiles = wallTiles(PLAN, floor({ tallies: { LD: "on_air" } }), backstage({ LD: row() }));
  expect(tiles.map(({ venue, standing, row: known }) => [venue.code, standing, known !== undefined])).toEqual([
    ["LD", "on_air", true],
    ["LD-673", "free", false],
    ["LD-674", "free", false],
    ["LD-674-24853", "free", false],
  ]);
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
