// SPDX-License-Identifier: Apache-2.0

import { heard, type MicrophoneHearing, type MicrophoneState, microphoneState } from "../model/microphone.ts";
import { ms } from "../model/units.ts";
import { Camera } from "./camera.ts";

/** Two thirds of a second at 48 kHz: nearly all of the time between two reports is listened to. */
const SAMPLES = 32_768;

/** One opening of the microphone, listened to for as long as whoever opened it keeps its track. */
interface Opening {
  readonly track: MediaStreamTrack;
  readonly context: AudioContext;
  readonly analyser: AnalyserNode;
  hearing: MicrophoneHearing | undefined;
}

/** The hall's microphone: closed but on stand-by and on air, and judged only while it is open. */
export class Microphone {
  readonly #samples = new Float32Array(SAMPLES);
  #opening: Opening | undefined;
  #isThere = false;

  /** Open it; the caller stops the track when the floor moves on. */
  async open(deviceId?: string): Promise<MediaStreamTrack | undefined> {
    const track = await Camera.openMicrophone(deviceId);
    this.#leave();
    this.#isThere = track !== undefined;
    if (track) this.#opening = listenTo(track);
    return track;
  }

  /** Look whether there is one that could be opened. */
  async look(): Promise<void> {
    const isThere = await Camera.hasMicrophone();
    if (!this.#opening) this.#isThere = isThere;
  }

  /** How it is; ask once a second. */
  state(): MicrophoneState {
    if (this.#opening?.track.readyState === "ended") this.#leave();
    if (!this.#isThere) return "off";
    const opening = this.#opening;
    if (opening?.context.state !== "running") return "ok";
    const now = ms(performance.now());
    opening.analyser.getFloatTimeDomainData(this.#samples);
    opening.hearing = heard(opening.hearing, this.#samples, now);
    return microphoneState(opening.hearing, now);
  }

  #leave(): void {
    void this.#opening?.context.close();
    this.#opening = undefined;
  }
}

function listenTo(track: MediaStreamTrack): Opening {
  const context = new AudioContext({ latencyHint: "playback" });
  const analyser = new AnalyserNode(context, { fftSize: SAMPLES });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  return { track, context, analyser, hearing: undefined };
}
