// SPDX-License-Identifier: Apache-2.0

import type * as Watch from "@moq/watch";
import { type Carrying, carriedOn, carryingFrom, hasRoom } from "../model/rendition.ts";
import { ms } from "../model/units.ts";
import type { ReadingLine } from "./reading.ts";
import { Effect, type Getter, Signal } from "./signals.ts";

type Renditions = Readonly<Record<string, Watch.Hang.Catalog.VideoConfig>>;

/** A track, undefined for none, and how many sizes it is below the largest. */
interface Taken {
  readonly name: string | undefined;
  readonly below: number;
  /** Whether a weak line is better spared it, for nobody sees it now. */
  readonly isSpared: boolean;
}

/**
 * Which size of picture a line is to carry. One for all players of a line: what one of them has
 * found out holds for the next, so that a cut doesn't begin with a size that was too large before.
 */
export class RenditionChoice {
  readonly #carrying = new Signal<Carrying | undefined>(undefined);
  readonly #effect = new Effect();
  readonly #isCovered: Getter<boolean>;
  #estimate: number | undefined;
  #least: number | undefined;

  /** `isCovered` tells whether something else covers the pictures. */
  constructor(line: Getter<ReadingLine | undefined>, isCovered: Getter<boolean>) {
    this.#isCovered = isCovered;
    this.#effect.run((effect) => {
      const established = effect.get(line);
      if (!established) return;
      effect.run((inner) => { this.#learn(inner.get(established.probe).estimatedRecvRate); });
    });
  }

  close(): void {
    this.#effect.close();
  }

  /** What to take of these. Read within an effect, which runs anew when it changes. */
  of(renditions: Renditions, effect: Effect): Taken {
    const sizes = largestFirst(renditions);
    if (sizes.length < 2) return { name: sizes[0]?.name, below: 0, isSpared: false };
    if (this.#carrying.peek() === undefined) {
      const first = sizes.findIndex(({ needed }) => hasRoom(this.#estimate, needed));
      this.#carrying.set(carryingFrom(ms(performance.now()), first < 0 ? sizes.length - 1 : first));
    }
    const below = Math.min(effect.get(this.#carrying)?.below ?? 0, sizes.length - 1);
    return { name: sizes[below]?.name, below, isSpared: below > 0 && effect.get(this.#isCovered) };
  }

  /** Hear once a second how a player of these renditions fares that takes one of them. */
  hear(renditions: Renditions, taken: string | undefined, missing: number | null): void {
    const sizes = largestFirst(renditions);
    const before = this.#carrying.peek();
    const estimate = this.#least;
    this.#least = this.#estimate;
    if (!before || sizes.length < 2) return;
    if (before.below > 0 && this.#isCovered.peek()) {
      // Nothing is taken, so that nothing is learnt.
      this.#carrying.set({ ...before, since: ms(performance.now()) });
      return;
    }
    const needed = sizes.find(({ name }) => name === taken)?.needed;
    this.#carrying.set(carriedOn(before, { at: ms(performance.now()), missing, needed, estimate, sizes: sizes.length }));
  }

  #learn(estimate: number | undefined): void {
    this.#estimate = estimate;
    this.#least = Math.min(this.#least ?? Infinity, estimate ?? Infinity);
  }
}

function largestFirst(renditions: Renditions): { readonly name: string; readonly needed: number | undefined }[] {
  const dots = ({ codedWidth, codedHeight }: Watch.Hang.Catalog.VideoConfig): number => (codedWidth ?? 0) * (codedHeight ?? 0);
  return Object.entries(renditions)
    .toSorted(([, one], [, other]) => dots(other) - dots(one) || (other.bitrate ?? 0) - (one.bitrate ?? 0))
    .map(([name, { bitrate }]) => ({ name, needed: bitrate }));
}
