// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { floor } from "./fixtures.ts";
import { nextOnAir, placeInQueue, sending, standing } from "./tally.ts";

const queued = floor({ queue: ["LD-674", "LD-673"], tallies: { LD: "on_air", "LD-674": "queued", "LD-673": "queued" } });

test("a venue's standing is its tally, free without one", () => {
  expect(["LD", "LD-673", "LD-674-24853"].map((code) => standing(queued, code))).toEqual(["on_air", "queued", "free"]);
  expect(standing(undefined, "LD")).toBe("free");
});

test("the place in the queue counts from one", () => {
  expect(["LD-674", "LD-673", "LD"].map((code) => placeInQueue(queued, code))).toEqual([1, 2, null]);
});

test("a guest venue sends on stand-by and on air, and at no other time", () => {
  const feedAt = (tally: "queued" | "standby" | "on_air"): boolean => sending(floor({ tallies: { "LD-673": tally } }), "LD-673", "LD").feed;
  expect([feedAt("queued"), feedAt("standby"), feedAt("on_air")]).toEqual([false, true, true]);
  expect(sending(floor(), "LD-673", "LD").feed).toBe(false);
  expect(sending(undefined, "LD-673", "LD").feed).toBe(false);
});

test("the hub sends as long as there is a programme, its microphone ducked while another speaks", () => {
  expect(sending(floor(), "LD", "LD")).toEqual({ feed: true, gain: 1 });
  expect(sending(floor({ on_air: ["LD-673"], tallies: { "LD-673": "on_air" } }), "LD", "LD")).toEqual({ feed: true, gain: 0.15 });
  expect(sending(floor({ scene: "holding", on_air: [], tallies: {} }), "LD", "LD").feed).toBe(false);
});

test("next on air may be whoever stands by, and the hub", () => {
  const tallies = { LD: "on_air", "LD-673": "standby", "LD-674": "queued" } as const;
  expect(nextOnAir(floor({ tallies }), "LD")).toEqual(["LD-673"]);
  expect(nextOnAir(floor({ tallies, on_air: ["LD-673"] }), "LD")).toEqual(["LD"]);
  expect(nextOnAir(floor({ tallies, phase: "planned" }), "LD")).toEqual([]);
});
