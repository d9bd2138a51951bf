// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { heard, type MicrophoneHearing, microphoneState } from "./microphone.ts";
import { ms } from "./units.ts";

const wave = (amplitude: number): Float32Array =>
  Float32Array.from({ length: 4_800 }, (_, index) => Math.max(-1, Math.min(1, amplitude * Math.sin(index / 20))));

/** One look a second from the instant 0 on; the state at the last. */
const after = (...looks: readonly Float32Array[]): string => {
  let hearing: MicrophoneHearing | undefined;
  looks.forEach((samples, index) => { hearing = heard(hearing, samples, ms(index * 1_000)); });
  return hearing ? microphoneState(hearing, ms((looks.length - 1) * 1_000)) : "none";
};

const times = (count: number, samples: Float32Array): readonly Float32Array[] => Array.from({ length: count }, () => samples);

test("speech and a quiet room are well", () => {
  expect(after(...times(20, wave(0.2)))).toBe("ok");
  expect(after(...times(20, wave(0.0002)))).toBe("ok");
});

test("a microphone that is switched off is silent after eight seconds and well at the first sound", () => {
  expect(after(wave(0.2), ...times(7, wave(0)))).toBe("ok");
  expect(after(wave(0.2), ...times(8, wave(0)))).toBe("silent");
  expect(after(...times(9, wave(0)))).toBe("silent");
  expect(after(...times(20, wave(0)), wave(0.1))).toBe("ok");
});

test("a voice driven beyond full scale is clipped, a loud one isn't", () => {
  expect(after(wave(1.5))).toBe("clipped");
  expect(after(wave(0.97))).toBe("ok");
});
