// SPDX-License-Identifier: Apache-2.0

export type Chime = "taken" | "known" | "wrong";

/** Rising for yes, level for "already", a low buzz for no: told apart without looking. */
const NOTES: Readonly<Record<Chime, { readonly hz: readonly number[]; readonly wave: OscillatorType }>> = {
  taken: { hz: [880, 1_320], wave: "sine" },
  known: { hz: [660, 660], wave: "sine" },
  wrong: { hz: [180, 140], wave: "square" },
};
const NOTE_S = 0.11;
const LOUDNESS = 0.2;

let context: AudioContext | undefined;

/** Sound a short answer; silent where the browser allows no sound yet. */
export function sound(chime: Chime): void {
  context ??= new AudioContext();
  const { hz, wave } = NOTES[chime];
  const { currentTime, destination } = context;
  for (const [index, frequency] of hz.entries()) {
    const [tone, gain] = [context.createOscillator(), context.createGain()];
    tone.type = wave;
    tone.frequency.value = frequency;
    gain.gain.value = LOUDNESS;
    tone.connect(gain).connect(destination);
    tone.start(currentTime + index * NOTE_S);
    tone.stop(currentTime + (index + 0.85) * NOTE_S);
  }
}
