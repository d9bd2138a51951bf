// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { ms } from "../model/units.ts";
import { DoorCodes } from "./door.ts";
import type { Door } from "./documents.ts";

const OPEN: Door = { venue: "LD-673", secret: btoa("secret"), step_s: 30, address: "https://hop.vn/c/h/phone/checkin/LD-673/" };
const CLOSED: Door = { ...OPEN, secret: null, address: "" };

function screen(...answers: (Door | Error)[]): { codes: DoorCodes; seen: (string | undefined)[]; at: (seconds: number) => void } {
  const seen: (string | undefined)[] = [];
  let now = ms(0);
  const codes = new DoorCodes({
    ask: () => {
      const answer = answers.shift() ?? new Error("no line");
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    now: () => now,
    onAddress: (address) => seen.push(address),
  });
  return { codes, seen, at: (seconds) => { now = ms(seconds * 1_000); } };
}

test("a code is shown once, and a new one half a minute later although the line is lost", async () => {
  const { codes, seen, at } = screen(OPEN);
  await codes.refresh();
  at(29);
  await codes.tick();
  at(30);
  await codes.refresh();

  expect(seen).toHaveLength(2);
  expect(seen.every((address) => address?.startsWith(OPEN.address))).toBe(true);
});

test("the code goes when the organiser turns it off", async () => {
  const { codes, seen } = screen(OPEN, CLOSED);
  await codes.refresh();
  await codes.refresh();

  expect(seen[1]).toBeUndefined();
});

test("nothing is shown before the server said so", async () => {
  const { codes, seen } = screen();
  await codes.refresh();

  expect(seen).toEqual([]);
});
