// SPDX-License-Identifier: Apache-2.0

import { Snapshot } from "@moq/json";
import * as Watch from "@moq/watch";
import type { ReadingLine } from "./reading.ts";
import { Effect, type Getter, Signal } from "./signals.ts";

export interface DocumentOptions<T> {
  readonly line: Getter<ReadingLine | undefined>;
  /** The broadcast that carries the document's `state.json`. */
  readonly path: string;
  /** Gives a document back the nulls that merge patches took away. */
  readonly whole: (value: T) => T;
  /** Asks for the document over HTTP, used while the line is down. */
  readonly fallback: () => Promise<T>;
  /** How often to ask then. A hall of phones must not ask as often as the screens do. */
  readonly every?: number;
}

const FALLBACK_MS = 2_000;
/** A line that comes up at once makes the first question needless. */
const FIRST_MS = 500;

/** A JSON document that the stage publishes, always its newest version. */
export class LiveDocument<T extends { readonly seq: number }> {
  readonly #value = new Signal<T | undefined>(undefined);
  readonly #effect: Effect;
  readonly #whole: (value: T) => T;
  readonly out: { readonly value: Getter<T | undefined> } = { value: this.#value };

  constructor({ line, path, whole, fallback, every = FALLBACK_MS }: DocumentOptions<T>) {
    this.#whole = whole;
    this.#effect = new Effect((effect) => {
      const established = effect.get(line);
      if (established) this.#follow(effect, established, path);
      else this.#poll(effect, fallback, every);
    });
  }

  close(): void {
    this.#effect.close();
  }

  #follow(effect: Effect, line: ReadingLine, path: string): void {
    const announced = line.announcedBroadcast(Watch.Net.Path.from(path));
    effect.cleanup(() => { announced.close(); });
    effect.run((inner) => {
      const broadcast = inner.get(announced.active);
      if (!broadcast) return;
      const track = broadcast.track("state.json").subscribe({ priority: Watch.Hang.Catalog.PRIORITY.catalog });
      inner.cleanup(() => { track.close(); });
      inner.spawn(() => this.#read(track));
    });
  }

  /**
   * Read the track with the library's decoder but our own loop: its ready-made consumer wants a
   * track of the `@moq/net` that `@moq/json` was built with, which isn't the player's.
   */
  async #read(track: Watch.Net.Track.Subscriber): Promise<void> {
    const decoder = new Snapshot.Decoder<T>();
    try {
      for (let group = await track.nextGroup(); group; group = await track.nextGroup()) {
        await this.#readGroup(decoder, group);
      }
    } catch {
      // The track was reset with its line or its publisher; whoever comes back is followed anew.
    }
  }

  async #readGroup(decoder: Snapshot.Decoder<T>, group: Watch.Net.Group.Consumer): Promise<void> {
    let isFirst = true;
    try {
      for (let frame = await group.readFrame(); frame; frame = await group.readFrame()) {
        if (isFirst) decoder.snapshot(frame.payload);
        else decoder.delta(frame.payload);
        isFirst = false;
        this.#offer(decoder.decode());
      }
    } catch (error) {
      if (isFirst) throw error;
      // The publisher dropped the rest of this group; the next one begins with a whole snapshot.
    }
  }

  #poll(effect: Effect, fallback: () => Promise<T>, every: number): void {
    const ask = (): void => {
      fallback().then((value) => { this.#offer(value); }, () => undefined);
    };
    effect.timer(ask, FIRST_MS);
    effect.interval(ask, every);
  }

  #offer(value: T | undefined): void {
    if (value && value.seq >= (this.#value.peek()?.seq ?? 0)) this.#value.set(this.#whole(value));
  }
}
