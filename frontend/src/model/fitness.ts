// SPDX-License-Identifier: Apache-2.0

/** What a browser needs before it can take part; each has a sentence in `ui/text.ts`. */
export type Need = "secure" | "webTransport" | "videoDecoder" | "audioDecoder" | "videoEncoder" | "mediaDevices";

/** What of it decides whether the page can show anything at all; the rest is for sending. */
const FOR_WATCHING: readonly Need[] = ["secure", "webTransport", "videoDecoder", "audioDecoder"];
const FOR_SENDING: readonly Need[] = ["videoEncoder", "mediaDevices"];

export interface Fitness {
  readonly canWatch: boolean;
  readonly canSend: boolean;
  readonly missing: readonly Need[];
}

export function fitness(has: Readonly<Record<Need, boolean>>): Fitness {
  const lacks = (needs: readonly Need[]): Need[] => needs.filter((need) => !has[need]);
  const [watching, sending] = [lacks(FOR_WATCHING), lacks(FOR_SENDING)];
  return { canWatch: watching.length === 0, canSend: sending.length === 0, missing: [...watching, ...sending] };
}
