// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { type Carrying, carriedOn, carryingFrom, hasRoom } from "./rendition.ts";
import { ms } from "./units.ts";

const NEEDS = [1_500_000, 300_000];

/** Plays seconds of a line of so many bits a second; tells each second's size, 0 for the largest. */
function over(line: { readonly bits: number; readonly estimate?: number }, seconds: number, from = carryingFrom(ms(0), 0)): Carrying[] {
  const course: Carrying[] = [];
  let now = from;
  for (let second = 1; second <= seconds; second += 1) {
    const needed = NEEDS[now.below];
    const missing = needed === undefined ? null : Math.max(0, 1 - line.bits / needed);
    // An idle line is taken for much more than it is.
    const estimate = line.estimate ?? (missing === 0 ? line.bits * 4 : line.bits);
    now = carriedOn(now, { at: ms(second * 1_000), missing, needed, estimate, sizes: NEEDS.length });
    course.push(now);
  }
  return course;
}

const sizes = (course: readonly Carrying[]): number[] => course.map(({ below }) => below);
const turns = (course: readonly Carrying[]): number => course.filter(({ below }, index) => below !== (course[index - 1]?.below ?? 0)).length;

test("a line with room keeps the largest size", () => {
  expect(new Set(sizes(over({ bits: 5_000_000 }, 600)))).toEqual(new Set([0]));
});

test("a thin line is down to the small size after two bad seconds, and stays there", () => {
  const course = over({ bits: 400_000 }, 16);
  expect(sizes(course)).toEqual([0, ...Array<number>(15).fill(1)]);
});

test("the large size is tried again ever more seldom while it is in vain", () => {
  const course = over({ bits: 400_000 }, 600);
  expect(turns(course)).toBe(11);
  expect(sizes(course).filter((below) => below === 0).length).toBeLessThan(15);
});

test("a line that got better has the large size again after a quiet while", () => {
  const thin = over({ bits: 400_000 }, 10).at(-1);
  expect(sizes(over({ bits: 5_000_000 }, 40, thin)).at(-1)).toBe(0);
});

test("a camera that sends fewer pictures than it says is no weak line", () => {
  expect(new Set(sizes(over({ bits: 700_000, estimate: 20_000_000 }, 60)))).toEqual(new Set([0]));
});

test("a line that can't even carry the small size isn't tried with the large one", () => {
  const small = carryingFrom(ms(0), 1);
  expect(new Set(sizes(over({ bits: 100_000 }, 300, small)))).toEqual(new Set([1]));
});

test("what nobody knows is room enough", () => {
  expect([hasRoom(undefined, 1), hasRoom(1, undefined), hasRoom(400_000, 300_000), hasRoom(300_000, 300_000)]).toEqual([true, true, true, false]);
});
