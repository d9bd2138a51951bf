// SPDX-License-Identifier: Apache-2.0

import { ownCheck } from "../model/check.ts";
import type { Milliseconds } from "../model/units.ts";
import type { Check, CheckFindings } from "../wire/documents.ts";
import { measureDown, measureUp } from "./bursts.ts";
import type { Dialer } from "./dialer.ts";
import type { ReadingLine } from "./reading.ts";
import type { SendingLine } from "./sending.ts";
import { type Getter, Signal } from "./signals.ts";
import { soundCheck } from "./sound-check.ts";

export interface CheckUpOptions {
  readonly venue: string;
  readonly browser: string;
  readonly camera: () => CheckFindings["camera"];
  readonly microphoneId: string | undefined;
  readonly reading: Dialer<ReadingLine>;
  readonly sending: Dialer<SendingLine>;
  /** Sends the findings; resolves once they are recorded, or never will be. */
  readonly send: (check: number, findings: CheckFindings) => Promise<unknown>;
  /** Where the newest check that was answered is remembered, for the page may be reloaded meanwhile. */
  readonly storage: Storage;
}

const ANSWERED_KEY = "diemcau:checked";
/** Not a hundred halls play their tone, and not a hundred lines fall, in the same instant. */
const STAGGER_MS = 250;
const STAGGERED_OVER = 40;
const REDIAL_PATIENCE_MS = 20_000;

/** Runs the director's check on this venue: devices, sound, line down and up, a line cut on purpose. */
export class CheckUp {
  readonly #options: CheckUpOptions;
  readonly #isListening = new Signal(false);
  #running: number | undefined;

  /** Whether the microphone is open for the test: the hall is to be told. */
  readonly out: { readonly isListening: Getter<boolean> } = { isListening: this.#isListening };

  constructor(options: CheckUpOptions) {
    this.#options = options;
  }

  /** Take in the floor's newest word on checks. */
  hear(check: Check | null | undefined, now: Milliseconds): void {
    const { venue, storage } = this.#options;
    const own = ownCheck(check, venue, Number(storage.getItem(ANSWERED_KEY) ?? 0), now);
    if (own && own.seq !== this.#running) void this.#run(own);
  }

  async #run(check: Check): Promise<void> {
    const { venue, send, storage } = this.#options;
    this.#running = check.seq;
    const place = check.venues.indexOf(venue);
    await pause((place % STAGGERED_OVER) * STAGGER_MS);
    const findings = await this.#find(place);
    await send(check.seq, findings);
    storage.setItem(ANSWERED_KEY, String(check.seq));
  }

  async #find(place: number): Promise<CheckFindings> {
    const { browser, camera, microphoneId, reading, sending, venue } = this.#options;
    this.#isListening.set(true);
    const sound = await soundCheck(microphoneId).finally(() => { this.#isListening.set(false); });
    const [down, up] = [reading.out.line.peek(), sending.out.line.peek()];
    const line = down
      ? {
          transport: "webtransport" as const,
          down_kbps: await measureDown(down, place),
          up_kbps: up ? await measureUp(up, down, venue) : null,
          redial_ms: await this.#redial(),
        }
      : { transport: "http" as const, down_kbps: null, up_kbps: null, redial_ms: null };
    return { browser, camera: camera(), ...sound, ...line };
  }

  /** Cut the line on which nothing is sent, and time how long it takes to come back. */
  async #redial(): Promise<number | null> {
    const { reading } = this.#options;
    const cutAt = performance.now();
    const before = reading.out.line.peek();
    before?.close();
    while (performance.now() - cutAt < REDIAL_PATIENCE_MS) {
      await pause(STAGGER_MS / 5);
      const line = reading.out.line.peek();
      if (line && line !== before) return Math.round(performance.now() - cutAt);
    }
    return null;
  }
}

async function pause(delay: number): Promise<void> {
  await new Promise((resolve) => { setTimeout(resolve, delay); });
}
