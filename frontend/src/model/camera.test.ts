// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { type CameraLook, cameraState, looked } from "./camera.ts";
import { ms } from "./units.ts";

const still = (grey: number, noise = 0): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: 160 * 90 * 4 }, (_, index) => (index % 4 === 3 ? 255 : grey + (index === 400 ? noise : 0)));

/** A still every two seconds from the instant 0 on; the state two seconds after the last. */
const seen = (...stills: readonly Uint8ClampedArray[]): string => {
  let look: CameraLook | undefined;
  stills.forEach((pixels, index) => { look = looked(look, pixels, ms(index * 2_000)); });
  return cameraState(look, ms(stills.length * 2_000));
};

test("a camera that moves by as little as its noise is alive", () => {
  expect(seen(...Array.from({ length: 20 }, (_, index) => still(120, index % 2)))).toBe("ok");
});

test("identical stills for ten seconds are a frozen picture, one change is life again", () => {
  const same = Array.from({ length: 5 }, () => still(120));
  expect(seen(...same.slice(1))).toBe("ok");
  expect(seen(...same)).toBe("frozen");
  expect(seen(...same, ...same, still(120, 1))).toBe("ok");
});

test("a covered lens is dark, even while its noise moves", () => {
  expect(seen(still(6), still(6, 3))).toBe("dark");
  expect(seen(...Array.from({ length: 10 }, () => still(6)))).toBe("dark");
  expect(seen(still(25), still(25, 3))).toBe("ok");
});

test("a camera that was opened just now is well until shown otherwise", () => {
  expect(cameraState(undefined, ms(0))).toBe("ok");
  expect(seen(still(120))).toBe("ok");
});

test("a still of another size is a change", () => {
  const look = looked(looked(undefined, still(120), ms(0)), new Uint8ClampedArray(16).fill(120), ms(20_000));
  expect(look.changedAt).toBe(20_000);
});
