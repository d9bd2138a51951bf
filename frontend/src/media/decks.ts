// SPDX-License-Identifier: Apache-2.0

import type { Deck, Floor } from "../wire/documents.ts";
import { Effect, type Getter, Signal } from "./signals.ts";

export interface DecksOptions {
  /** The decks of the plan that this page began with. */
  readonly given: readonly Deck[];
  readonly floor: Getter<Floor | undefined>;
  readonly ask: () => Promise<readonly Deck[]>;
}

const ASK_AGAIN_MS = 2_000;

/** The conference's decks; one that was uploaded since is found once its first slide is turned. */
export class Decks {
  readonly #value: Signal<readonly Deck[]>;
  readonly #ask: () => Promise<readonly Deck[]>;
  readonly #effect = new Effect();

  readonly out: { readonly value: Getter<readonly Deck[]> };

  constructor({ given, floor, ask }: DecksOptions) {
    this.#value = new Signal(given);
    this.out = { value: this.#value };
    this.#ask = ask;
    this.#effect.run((effect) => {
      const deck = effect.get(floor)?.slide?.deck;
      if (deck === undefined || effect.get(this.#value).some(({ id }) => id === deck)) return;
      void this.refresh();
      effect.interval(() => void this.refresh(), ASK_AGAIN_MS);
    });
  }

  close(): void {
    this.#effect.close();
  }

  /** Ask for the plan's decks anew; without an answer the known ones stay. */
  async refresh(): Promise<void> {
    try {
      const fresh = await this.#ask();
      if (JSON.stringify(fresh) !== JSON.stringify(this.#value.peek())) this.#value.set(fresh);
    } catch {
      // Asked again by whoever needs them: the effect above, or the director's next look.
    }
  }
}
