// SPDX-License-Identifier: Apache-2.0

/** The relay's heartbeat: an empty frame, twice a second, by which a page learns that the relay has died. */
export const BEAT = {
  path: "floor/beat",
  track: "beat",
  /** Behind a thin line's pictures it would come late, and the line pass for dead. */
  priority: 255,
};

/** Hear beats until the track ends. */
export async function hearBeats(track: { readFrame(): Promise<unknown> }, onBeat: () => void): Promise<void> {
  try {
    while (await track.readFrame()) onBeat();
  } catch {
    // The track fell with its line; whoever listens notices that no beat comes.
  }
}
