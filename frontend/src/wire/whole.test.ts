// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { backstage, floor, row } from "../model/fixtures.ts";
import type { Backstage, Floor } from "./documents.ts";
import { wholeBackstage, wholeFloor } from "./whole.ts";

/** What a merge patch leaves of a value: no field that is null. */
function patched<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_key, one: unknown) => one ?? undefined)) as T;
}

test("a floor that came by patches has its nulls again", () => {
  const sent: Floor = floor({ limit_s: null, slide: null, clip: null, item: null });
  expect(patched(sent)).not.toEqual(sent);
  expect(wholeFloor(patched(sent))).toEqual(sent);
});

test("so has every row of the directors' document", () => {
  const sources = { "@rtmp": { connected: false, tally: null, health: "grey", cause: "" } } as const;
  const sent: Backstage = backstage({ LD: row({ help_at: null, hand_at: null }), "LD-673": row({ headcount: 7 }) }, { sources });
  expect(wholeBackstage(patched(sent))).toEqual(sent);
});

test("what is there stays as it is", () => {
  const sent = floor({ limit_s: 180, slide: { deck: "d", page: 3 } });
  expect(wholeFloor(sent)).toEqual(sent);
});
