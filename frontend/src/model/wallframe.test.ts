// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { parseStill } from "./wallframe.ts";

test("a frame comes apart into code and picture", () => {
  const code = new TextEncoder().encode("LD-673-24814");
  const frame = Uint8Array.of(code.length, ...code, 0xff, 0xd8, 0xff);
  expect(parseStill(frame)).toEqual({ venue: "LD-673-24814", jpeg: Uint8Array.of(0xff, 0xd8, 0xff) });
});

test.each([[[]], [[0, 1, 2]], [[5, 76, 68]], [[2, 76, 68]]])("%j is no still", (bytes) => {
  expect(parseStill(Uint8Array.from(bytes))).toBeUndefined();
});
