// SPDX-License-Identifier: Apache-2.0

import { dB, type Decibels, type Milliseconds } from "./units.ts";
import type { VenueStatus } from "../wire/documents.ts";

export type MicrophoneState = VenueStatus["microphone"];

/** What an open microphone has given so far. `clipped` is the share of the newest samples at full scale. */
export interface MicrophoneHearing {
  readonly soundAt: Milliseconds;
  readonly clipped: number;
}

/** The quietest room, through the browser's own noise suppression, stays above; a switched-off microphone doesn't. */
const SILENCE: Decibels = dB(-90);
const SILENT_MS = 8_000;
const FULL_SCALE = 0.985;
/** One sample in two hundred at full scale crackles audibly. */
const CLIPPED_SHARE = 0.005;

/** Take in the newest samples (−1 to 1); a microphone counts as heard at the moment it is opened. */
export function heard(before: MicrophoneHearing | undefined, samples: Float32Array, at: Milliseconds): MicrophoneHearing {
  let [power, full] = [0, 0];
  for (const sample of samples) {
    power += sample * sample;
    if (Math.abs(sample) >= FULL_SCALE) full += 1;
  }
  const isSound = 10 * Math.log10(power / samples.length) > SILENCE;
  return { soundAt: isSound || !before ? at : before.soundAt, clipped: full / samples.length };
}

/** How an open microphone is. */
export function microphoneState({ soundAt, clipped }: MicrophoneHearing, now: Milliseconds): MicrophoneState {
  if (clipped > CLIPPED_SHARE) return "clipped";
  return now - soundAt >= SILENT_MS ? "silent" : "ok";
}
