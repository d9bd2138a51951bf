// SPDX-License-Identifier: Apache-2.0

import type { Need } from "../model/fitness.ts";
import { playsHls } from "./hls.ts";

/** What this browser has of what a venue needs, and whether it can play the late programme. */
export function capabilities(): Readonly<Record<Need | "mediaSource", boolean>> {
  const has = (name: string): boolean => name in globalThis;
  return {
    mediaSource: playsHls(),
    secure: globalThis.isSecureContext,
    webTransport: has("WebTransport"),
    videoDecoder: has("VideoDecoder"),
    audioDecoder: has("AudioDecoder") && has("AudioWorkletNode"),
    videoEncoder: has("VideoEncoder") && has("AudioEncoder"),
    mediaDevices: "mediaDevices" in navigator,
  };
}
