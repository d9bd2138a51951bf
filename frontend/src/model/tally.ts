// SPDX-License-Identifier: Apache-2.0

import type { Floor, Tally } from "../wire/documents.ts";

/** How a venue stands to the floor; `free` when it neither asks nor is asked. */
export type Standing = "free" | Tally;

export function standing(floor: Floor | undefined, venue: string): Standing {
  return floor?.tallies[venue] ?? (floor?.queue.includes(venue) === true ? "queued" : "free");
}

/** The venue's place among the raised hands, the first being 1; null without a raised hand. */
export function placeInQueue(floor: Floor | undefined, venue: string): number | null {
  const index = floor?.queue.indexOf(venue) ?? -1;
  return index === -1 ? null : index + 1;
}

/** What a venue sends to the stage at this moment. */
export interface Sending {
  readonly feed: boolean;
  /** 0 to 1. */
  readonly gain: number;
}

const DUCKED = 0.15;

/**
 * The hub's picture is needed as long as there is a programme: it is on air whenever nobody else
 * is, and a cut back to it must not wait for a camera. Its microphone is ducked while another
 * venue speaks, for its loudspeakers then play that venue.
 */
export function sending(floor: Floor | undefined, venue: string, hub: string | null): Sending {
  const own = standing(floor, venue);
  const isCalled = own === "standby" || own === "on_air";
  if (venue !== hub) return { feed: isCalled, gain: 1 };
  const isElsewhere = floor?.on_air.some((code) => code !== hub) ?? false;
  return { feed: isCalled || floor?.scene === "speaker", gain: isElsewhere ? DUCKED : 1 };
}

/** Whom a screen may be told to show at the next cut: those on stand-by, and the hub, who has the floor by rule. */
export function nextOnAir(floor: Floor | undefined, hub: string | null): readonly string[] {
  if (floor?.phase !== "open") return [];
  const called = Object.entries(floor.tallies).filter(([, tally]) => tally === "standby").map(([code]) => code);
  return [...called, ...(hub === null ? [] : [hub])].filter((code) => !floor.on_air.includes(code));
}
