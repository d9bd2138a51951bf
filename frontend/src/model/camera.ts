// SPDX-License-Identifier: Apache-2.0

import type { VenueStatus } from "../wire/documents.ts";
import type { Milliseconds } from "./units.ts";

export type CameraState = VenueStatus["camera"];

/** What a camera's stills have shown so far. `luma` is the newest one's mean brightness, 0 to 255. */
export interface CameraLook {
  readonly pixels: Uint8ClampedArray;
  readonly luma: number;
  readonly changedAt: Milliseconds;
}

/** A sensor's own noise differs from still to still; ten seconds without any is a picture that hangs. */
const FROZEN_MS = 10_000;
/** A cap on the lens gives below 10, a hall with its lights out and a projector on about 25. */
const DARK_LUMA = 14;
/** Weights of Rec. 709 for red, green and blue. */
const LUMA = [0.2126, 0.7152, 0.0722] as const;

/** Take in one more still: RGBA, always of the same size. */
export function looked(before: CameraLook | undefined, pixels: Uint8ClampedArray, at: Milliseconds): CameraLook {
  const isSame = before?.pixels.length === pixels.length && before.pixels.every((value, index) => value === pixels[index]);
  return { pixels, luma: meanLuma(pixels), changedAt: isSame ? before.changedAt : at };
}

/** How an open camera is; one that hasn't been looked at yet has the benefit of the doubt. */
export function cameraState(look: CameraLook | undefined, now: Milliseconds): CameraState {
  if (!look) return "ok";
  if (look.luma < DARK_LUMA) return "dark";
  return now - look.changedAt >= FROZEN_MS ? "frozen" : "ok";
}

function meanLuma(pixels: Uint8ClampedArray): number {
  let sum = 0;
  for (let index = 0; index < pixels.length; index += 4) {
    sum += LUMA[0] * (pixels[index] ?? 0) + LUMA[1] * (pixels[index + 1] ?? 0) + LUMA[2] * (pixels[index + 2] ?? 0);
  }
  return pixels.length === 0 ? 0 : sum / (pixels.length / 4);
}
