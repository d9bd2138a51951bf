// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { uuid7 } from "./uid.ts";
import { ms } from "./units.ts";

test("the example of RFC 9562 comes out as the RFC prints it", () => {
  const random = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
  expect(uuid7(ms(0x017f22e279b0), random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
});

test("later ones sort after earlier ones", () => {
  const [low, high] = [new Uint8Array(10), new Uint8Array(10).fill(255)];
  expect(uuid7(ms(1_000), high) < uuid7(ms(1_001), low)).toBe(true);
});
