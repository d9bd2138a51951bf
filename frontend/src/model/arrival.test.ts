// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { judgeBadge } from "./arrival.ts";
import type { BadgeVerdict } from "./badge-check.ts";
import { person } from "./fixtures.ts";
import { markOf } from "./marks.ts";
import { rowsOf } from "./roll.ts";

const people = [
  person("1", "Vy", { status: "present", badge: "b1" }),
  person("2", "Tuấn", { badge: "b2" }),
  person("3", "Linh", { status: "substituted", substitute: "Thay", badge: "b3" }),
  person("4", "Trang", { status: "excused", badge: "b4" }),
  person("5", "Sơn", { status: "present", seated_at: "LD-674", badge: "b5" }),
];

interface Scene {
  readonly verdict?: BadgeVerdict;
  readonly isSealed?: boolean;
  readonly scanned?: readonly string[];
}

function said(id: string, { verdict = "genuine", isSealed = false, scanned = [] }: Scene = {}): string {
  const waiting = scanned.flatMap((badge) => markOf({ uid: badge, path: "venues/LD/checkins", fields: { badge } }) ?? []);
  return judgeBadge({ id, verdict }, { rows: rowsOf(people, waiting), waiting, isSealed }).kind;
}

test("a scan takes in whoever is awaited or sent word, and never changes what stands", () => {
  expect(["b1", "b2", "b3", "b4", "b5"].map((id) => said(id))).toEqual(["already_here", "taken", "has_substitute", "taken", "sits_elsewhere"]);
});

test("a badge that isn't on the roll is of another venue, once", () => {
  expect([said("b9"), said("b9", { scanned: ["b9"] })]).toEqual(["taken_from_elsewhere", "already_here"]);
});

test("a second scan of the same badge finds the first one", () => {
  expect(said("b2", { scanned: ["b2"] })).toBe("already_here");
});

test("a forged badge and one of another conference take nobody in, on the roll or not", () => {
  expect([said("b2", { verdict: "forged" }), said("b9", { verdict: "of_another_conference" })]).toEqual(["forged", "of_another_conference"]);
});

test("a browser that can't verify leaves it to the roll and the server", () => {
  expect([said("b2", { verdict: "unchecked" }), said("b9", { verdict: "unchecked" })]).toEqual(["taken", "taken_from_elsewhere"]);
});

test("a sealed roll takes nobody in, and still says who is here", () => {
  expect([said("b1", { isSealed: true }), said("b2", { isSealed: true }), said("b9", { isSealed: true })]).toEqual(["already_here", "sealed", "sealed"]);
});
