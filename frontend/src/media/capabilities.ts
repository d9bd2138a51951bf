// SPDX-License-Identifier: Apache-2.0

import type { Need } from "../model/fitness.ts";

/** What this browser has of what a venue needs. */
export function capabilities(): Readonly<Record<Need, boolean>> {
  const has = (name: string): boolean => name in globalThis;
  return {
    secure: globalThis.isSecureContext,
    webTransport: has("WebTransport"),
    videoDecoder: has("VideoDecoder"),
    audioDecoder: has("AudioDecoder") && has("AudioWorkletNode"),
    videoEncoder: has("VideoEncoder") && has("AudioEncoder"),
    mediaDevices: "mediaDevices" in navigator,
  };
}
