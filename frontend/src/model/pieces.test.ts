// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { FIRST_PIECE_BYTES, nextPiece } from "./pieces.ts";
import { ms } from "./units.ts";

/** The sizes of pieces down a line of so many bytes a second. */
function sizes(bytesPerSecond: number, pieces: number): number[] {
  const course = [FIRST_PIECE_BYTES];
  for (let size = FIRST_PIECE_BYTES; course.length < pieces;) {
    size = nextPiece(size, ms((size * 1_000) / bytesPerSecond));
    course.push(size);
  }
  return course;
}

test("a fast line soon takes whole pages", () => {
  expect(sizes(5_000_000, 6)).toEqual([4_096, 8_192, 16_384, 32_768, 65_536, 65_536]);
});

test("a line of 128 kb/s is never held for long", () => {
  expect(sizes(16_000, 4)).toEqual([4_096, 2_560, 2_560, 2_560]);
});
