// SPDX-License-Identifier: Apache-2.0

import type { Milliseconds } from "./units.ts";

/** What a page knows of the relay's heartbeat. */
export interface Pulse {
  /** When it began to listen, or last had a reason to believe that the relay lives. */
  readonly trustedAt: Milliseconds;
  /** Whether a beat has come at all on this line. */
  readonly isFelt: boolean;
  /** When the page last looked. */
  readonly lookedAt: Milliseconds;
}

/** How often a page looks. A browser that hides a page wakes it once a second at best. */
export const LOOK_MS = 250;
/** Four beats that stay out: on a line so full that it delays everything by half a second, three may. */
const SILENCE_MS = 2_000;
/** The first beat has to wait until the line has carried question and answer. */
const FIRST_SILENCE_MS = 4_000;
/** A page that was itself held up for longer hasn't had time to take in what came. */
const OVERSLEPT_MS = 1_500;

export function pulseFrom(now: Milliseconds): Pulse {
  return { trustedAt: now, isFelt: false, lookedAt: now };
}

export function felt(pulse: Pulse, now: Milliseconds): Pulse {
  return { ...pulse, trustedAt: now, isFelt: true };
}

export function looked(pulse: Pulse, now: Milliseconds): Pulse {
  const trustedAt = now - pulse.lookedAt > OVERSLEPT_MS ? now : pulse.trustedAt;
  return { ...pulse, trustedAt, lookedAt: now };
}

/** Whether the relay has to be taken for dead; its line is to be dialled anew. */
export function isDead({ trustedAt, isFelt, lookedAt }: Pulse): boolean {
  return lookedAt - trustedAt > (isFelt ? SILENCE_MS : FIRST_SILENCE_MS);
}
