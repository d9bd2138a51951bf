// SPDX-License-Identifier: Apache-2.0

import { type LoudspeakerFinding, loudspeakerFinding, type MicrophoneFinding, microphoneFinding, TONE_HZ } from "../model/check.ts";

/** 0.7 s at 48 kHz. */
const SAMPLES = 32_768;
const QUIET_MS = 1_000;
const TONE_MS = 1_200;
const VOLUME = 0.25;

export interface SoundFindings {
  readonly microphone: MicrophoneFinding;
  readonly loudspeaker: LoudspeakerFinding;
}

/**
 * Listen to the hall, play a tone, and listen whether it is heard. The microphone is open for
 * these two seconds and sends nothing anywhere.
 */
export async function soundCheck(deviceId: string | undefined): Promise<SoundFindings> {
  const track = await openBare(deviceId);
  if (!track) return { microphone: "off", loudspeaker: "untested" };
  const context = new AudioContext();
  try {
    const analyser = new AnalyserNode(context, { fftSize: SAMPLES });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const quiet = await listen(analyser, QUIET_MS);
    const microphone = microphoneFinding(track.label, quiet);
    const tone = new OscillatorNode(context, { frequency: TONE_HZ });
    tone.connect(new GainNode(context, { gain: VOLUME })).connect(context.destination);
    tone.start();
    const during = await listen(analyser, TONE_MS);
    tone.stop();
    return { microphone, loudspeaker: loudspeakerFinding(microphone, quiet, during, context.sampleRate) };
  } finally {
    track.stop();
    await context.close();
  }
}

/** The microphone as it is: the browser's echo cancellation would take the tone out again. */
async function openBare(deviceId: string | undefined): Promise<MediaStreamTrack | undefined> {
  const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, ...(deviceId && { deviceId: { exact: deviceId } }) };
  const stream = await navigator.mediaDevices.getUserMedia({ audio }).catch(() => undefined);
  return stream?.getAudioTracks()[0];
}

async function listen(analyser: AnalyserNode, duration: number): Promise<Float32Array> {
  await new Promise((resolve) => { setTimeout(resolve, duration); });
  const samples = new Float32Array(SAMPLES);
  analyser.getFloatTimeDomainData(samples);
  return samples;
}
