// SPDX-License-Identifier: Apache-2.0

/** What a browser needs before it can take part; each has a sentence in `ui/text.ts`. */
export type Need = "secure" | "webTransport" | "videoDecoder" | "audioDecoder" | "videoEncoder" | "mediaDevices";

/** What of it decides whether the page can show anything at all; the rest is for sending. */
const FOR_WATCHING: readonly Need[] = ["secure", "webTransport", "videoDecoder", "audioDecoder"];
const FOR_SENDING: readonly Need[] = ["videoEncoder", "mediaDevices"];

export interface Fitness {
  /** Whether it can show the programme, live or late. */
  readonly canWatch: boolean;
  /** Whether it can show it at the moment it happens. */
  readonly isLive: boolean;
  readonly canSend: boolean;
  readonly missing: readonly Need[];
}

/** @param has `mediaSource`: whether the late programme can be played, which needs nothing else */
export function fitness(has: Readonly<Record<Need | "mediaSource", boolean>>): Fitness {
  const lacks = (needs: readonly Need[]): Need[] => needs.filter((need) => !has[need]);
  const [watching, sending] = [lacks(FOR_WATCHING), lacks(FOR_SENDING)];
  const isLive = watching.length === 0;
  return {
    canWatch: isLive || has.mediaSource,
    isLive,
    canSend: isLive && sending.length === 0,
    missing: [...watching, ...sending],
  };
}
