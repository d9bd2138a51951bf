// SPDX-License-Identifier: Apache-2.0

import type { Check, CheckFindings } from "../wire/documents.ts";
import { dB, type Decibels, instant, type Milliseconds } from "./units.ts";

export type MicrophoneFinding = CheckFindings["microphone"];
export type LoudspeakerFinding = CheckFindings["loudspeaker"];

/** A check that began longer ago was given up by its director; nobody expects a tone any more. */
const LASTS_MS = 180_000;
/** How much the tone must stand out of the hall's own noise to have been heard. */
const STANDS_OUT: Decibels = dB(12);
/** A switched-off microphone gives digital silence; the quietest room stays above. */
const SILENCE: Decibels = dB(-90);
/** What Chromium calls the microphone that it makes up itself. */
const VIRTUAL = /^fake /i;
export const TONE_HZ = 1_000;

/** The check that this venue is to run now; undefined when it isn't asked, has answered, or it is long over. */
export function ownCheck(check: Check | null | undefined, venue: string, answered: number, now: Milliseconds): Check | undefined {
  if (!check?.venues.includes(venue) || check.seq <= answered) return undefined;
  return now - instant(check.started_at) < LASTS_MS ? check : undefined;
}

/** How fast a burst came, in kilobits a second. */
export function kbps(bytes: number, took: Milliseconds): number {
  return Math.round((bytes * 8) / Math.max(1, took));
}

/** The share of one frequency in some sound, in decibels (Goertzel's filter). */
export function levelAt(hertz: number, samples: Float32Array, sampleRate: number): Decibels {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / sampleRate);
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample + coefficient * last - before];
  const power = (last * last + before * before - coefficient * last * before) / (samples.length * samples.length);
  return dB(10 * Math.log10(Math.max(power, 1e-14)));
}

/** Loudness over all frequencies. */
export function loudnessOf(samples: Float32Array): Decibels {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  return dB(10 * Math.log10(Math.max(power, 1e-14)));
}

/** How a microphone is, by its name and what it gave while the hall was as it is. */
export function microphoneFinding(name: string, quiet: Float32Array): MicrophoneFinding {
  if (VIRTUAL.test(name)) return "virtual";
  return loudnessOf(quiet) > SILENCE ? "ok" : "silent";
}

/** Whether the tone reached the microphone; untested where no microphone of the hall's could have heard it. */
export function loudspeakerFinding(
  microphone: MicrophoneFinding,
  quiet: Float32Array,
  during: Float32Array,
  sampleRate: number,
): LoudspeakerFinding {
  if (microphone !== "ok") return "untested";
  const gain = levelAt(TONE_HZ, during, sampleRate) - levelAt(TONE_HZ, quiet, sampleRate);
  return gain > STANDS_OUT ? "heard" : "unheard";
}
