// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { doorCode, doorStep } from "./door.ts";
import { ms } from "./units.ts";

// The same conference, venue and instant as in the server's own test.
const SECRET = btoa(String.fromCharCode(...[..."5c5cc1635e3ef4bf5f075ffeb992bd1c6cb09895f7d27e8a8d7367bda060fd2e".matchAll(/../g)].map(([hex]) => Number.parseInt(hex, 16))));

test("a screen makes the code that the server expects", async () => {
  const step = doorStep(ms(Date.parse("2022-10-31T01:00:00Z")), 30);

  expect([step, await doorCode(SECRET, step)]).toEqual([55_572_600, "LuY3CtcB7tqo"]);
});

test("a code is another one in the next step, and suits an address", async () => {
  const codes = await Promise.all(Array.from({ length: 64 }, (_, step) => doorCode(SECRET, step)));

  expect(new Set(codes).size).toBe(64);
  expect(codes.filter((code) => !/^[A-Za-z0-9_-]{12}$/.test(code))).toEqual([]);
});

test("a step lasts for its whole half minute", () => {
  const at = (seconds: number): number => doorStep(ms(seconds * 1_000), 30);

  expect([at(0), at(29.999), at(30)]).toEqual([0, 0, 1]);
});
