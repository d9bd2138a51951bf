// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { kbps, levelAt, loudspeakerFinding, microphoneFinding, ownCheck, TONE_HZ } from "./check.ts";
import { instant, ms } from "./units.ts";

const RATE = 48_000;
const check = { seq: 9, started_at: "2022-10-30T12:00:00+00:00", venues: ["A", "B"] };
const soon = ms(instant(check.started_at) + 5_000);

function tone(hertz: number, volume: number): Float32Array {
  return Float32Array.from({ length: RATE / 2 }, (_, index) => volume * Math.sin((2 * Math.PI * hertz * index) / RATE));
}

function mixed(...parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from({ length: RATE / 2 }, (_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0));
}

const hall = mixed(tone(120, 0.01), tone(440, 0.005), tone(3_000, 0.002));

describe("a venue's own check", () => {
  it("is run by whoever is asked and hasn't answered", () => {
    expect(ownCheck(check, "A", 0, soon)).toBe(check);
    expect(ownCheck(check, "C", 0, soon)).toBeUndefined();
    expect(ownCheck(check, "A", 9, soon)).toBeUndefined();
    expect(ownCheck(null, "A", 0, soon)).toBeUndefined();
  });

  it("is left alone by a screen that opens when it is long over", () => {
    expect(ownCheck(check, "A", 0, ms(soon + 600_000))).toBeUndefined();
  });
});

describe("what a microphone hears", () => {
  it("tells a tone from the hall's noise", () => {
    expect(levelAt(TONE_HZ, tone(TONE_HZ, 1), RATE)).toBeCloseTo(-6, 0);
    expect(loudspeakerFinding("ok", hall, mixed(hall, tone(TONE_HZ, 0.02)), RATE)).toBe("heard");
    expect(loudspeakerFinding("ok", hall, mixed(hall, tone(440, 0.02)), RATE)).toBe("unheard");
  });

  it("judges no loudspeaker by a microphone that isn't the hall's", () => {
    const finding = microphoneFinding("Fake Default Audio Input", hall);
    expect(finding).toBe("virtual");
    expect(loudspeakerFinding(finding, hall, hall, RATE)).toBe("untested");
  });

  it("knows a microphone that is switched off", () => {
    expect(microphoneFinding("Jabra Speak 750", hall)).toBe("ok");
    expect(microphoneFinding("Jabra Speak 750", new Float32Array(RATE))).toBe("silent");
  });
});

it("counts a burst in kilobits a second", () => {
  expect(kbps(500_000, ms(2_000))).toBe(2_000);
  expect(kbps(500_000, ms(0))).toBe(4_000_000);
});
