// SPDX-License-Identifier: Apache-2.0

import { pageBeside, type Wanted } from "../model/slides.ts";
import { type Client, Refused } from "./client.ts";
import type { Floor } from "./documents.ts";
import { newCommand, sendNow } from "./patience.ts";

export interface TurnerOptions {
  readonly client: Client;
  /** Told what stood in the way of a turn. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Turns pages as fast as somebody presses. Presses count from the page that was asked for last,
 * not from the one on show; while a command is under way only the newest wish waits.
 */
export class Turner {
  readonly #options: TurnerOptions;
  #asked: Wanted | undefined;
  #isSending = false;
  #settledAt = 0;

  constructor(options: TurnerOptions) {
    this.#options = options;
  }

  turn(wanted: Wanted): void {
    this.#asked = wanted;
    if (!this.#isSending) void this.#send();
  }

  /** Turn a page on or back; `shown` is the page on show. */
  step(shown: Wanted | undefined, step: 1 | -1): void {
    const from = this.#asked ?? shown;
    const wanted = from && pageBeside(from, step);
    if (wanted) this.turn(wanted);
  }

  /** Hear what is on show: once it is as new as the last turn, it is what presses count from. */
  hear(floor: Floor | undefined): void {
    if (!this.#isSending && floor && floor.seq >= this.#settledAt) this.#asked = undefined;
  }

  async #send(): Promise<void> {
    this.#isSending = true;
    try {
      for (let sent: Wanted | undefined; this.#asked && this.#asked !== sent; ) {
        sent = this.#asked;
        const receipt = await sendNow(this.#options.client, newCommand("floor/slides", { deck: sent.deck.id, page: sent.page }));
        this.#settledAt = receipt.seq;
      }
    } catch (error) {
      this.#asked = undefined;
      // Somebody else was quicker: what was wished for is on show.
      if (!(error instanceof Refused && error.code === "slide_is_on_already")) this.#options.onTrouble(error);
    } finally {
      this.#isSending = false;
    }
  }
}
