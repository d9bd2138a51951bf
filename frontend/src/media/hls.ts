// SPDX-License-Identifier: Apache-2.0

import type Hls from "hls.js";
import { ms, type Milliseconds } from "../model/units.ts";

/** A playlist that is being played in a video element. */
export interface HlsPlayback {
  /** How far behind the programme it plays; undefined while that isn't known. */
  delay(): Milliseconds | undefined;
  close(): void;
}

export interface HlsOptions {
  readonly url: string;
  /** For playlists that ask for a pass. */
  readonly bearer?: string;
  readonly startAt?: number;
  /** Called once when playing can't go on; `close` and begin anew. */
  readonly onBroken: (error: Error) => void;
}

/** Seconds behind the newest segment: three of them, so that one may be late. */
const LIVE_BEHIND_S = 6;
const LIVE_AT_MOST_BEHIND_S = 20;
const KEPT_BEHIND_S = 60;

/** Whether this browser can play a recording by hls.js. */
export const playsHls = (): boolean => "MediaSource" in globalThis || "ManagedMediaSource" in globalThis;

/** Play a playlist. The library, a third of a megabyte, is loaded by the first call. */
export async function playHls(video: HTMLVideoElement, options: HlsOptions): Promise<HlsPlayback> {
  const { default: Player } = await import("hls.js/light");
  const { url, bearer, startAt, onBroken } = options;
  const hls = new Player({
    // A worker would be made from a blob, which the portal's content policy doesn't allow.
    enableWorker: false,
    liveSyncDuration: LIVE_BEHIND_S,
    liveMaxLatencyDuration: LIVE_AT_MOST_BEHIND_S,
    maxLiveSyncPlaybackRate: 1.1,
    backBufferLength: KEPT_BEHIND_S,
    startPosition: startAt ?? -1,
    ...(bearer !== undefined && { xhrSetup: (request: XMLHttpRequest): void => { request.setRequestHeader("authorization", `Bearer ${bearer}`); } }),
  });
  recoverOnce(hls, Player, onBroken);
  hls.loadSource(url);
  hls.attachMedia(video);
  return {
    delay: () => (hls.latency > 0 ? ms(hls.latency * 1_000) : undefined),
    close: () => { hls.destroy(); },
  };
}

/** A decoder that stumbled is started again once; any other end is told. */
function recoverOnce(hls: Hls, { Events, ErrorTypes }: typeof Hls, onBroken: (error: Error) => void): void {
  let hasRecovered = false;
  hls.on(Events.ERROR, (_, { fatal, type, details, error }) => {
    if (!fatal) return;
    if (type === ErrorTypes.MEDIA_ERROR && !hasRecovered) {
      hasRecovered = true;
      hls.recoverMediaError();
      return;
    }
    onBroken(new Error(details, { cause: error }));
  });
}
