// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { intentOf, type Pressed } from "./keys.ts";

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...more,
});

test.each([
  ["Enter", "air"],
  [" ", "air"],
  ["S", "standby"],
  ["r", "release"],
  ["d", "pair"],
  ["U", "undo"],
  ["4", "slides_speaker"],
  ["n", "next"],
  ["?", "help"],
  ["ArrowUp", "up"],
  ["x", undefined],
])("%s means %s", (key, intent) => {
  expect(intentOf(press(key))).toBe(intent);
});

test("the browser's own shortcuts are left alone", () => {
  expect(intentOf(press("r", { ctrlKey: true }))).toBeUndefined();
});

test("a held key moves on but never cuts twice", () => {
  expect(intentOf(press("Enter", { repeat: true }))).toBeUndefined();
  expect(intentOf(press("ArrowLeft", { repeat: true }))).toBe("left");
});
