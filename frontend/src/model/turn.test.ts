// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { floor } from "./fixtures.ts";
import { turnClock } from "./turn.ts";
import { instant } from "./units.ts";

const aired = { on_air: ["LD-673"], aired_at: "2022-10-31T01:00:00Z" };
const at = (time: string, limit_s: number | null): unknown => turnClock(floor({ ...aired, limit_s }), instant(`2022-10-31T01:${time}Z`));

test("without an agreed time the clock counts up", () => {
  expect(at("04:05", null)).toEqual({ text: "4:05", kind: "up" });
});

test("an agreed time counts down, warns, and tells by how much it was passed", () => {
  expect([at("00:00", 180), at("02:30", 180), at("02:59.500", 180), at("03:00", 180), at("03:12", 180)]).toEqual([
    { text: "3:00", kind: "down" },
    { text: "0:30", kind: "ending" },
    { text: "0:01", kind: "ending" },
    { text: "+0:00", kind: "over" },
    { text: "+0:12", kind: "over" },
  ]);
});

test("nobody on air has no clock", () => {
  expect(turnClock(floor({ on_air: [] }), instant("2022-10-31T01:00:00Z"))).toBeUndefined();
});
