// SPDX-License-Identifier: Apache-2.0

export interface FollowerOptions<T> {
  readonly ask: () => Promise<T>;
  readonly onValue: (value: T) => void;
  /** The least time between two questions. */
  readonly everyMs?: number;
}

const EVERY_MS = 2_000;

/** Asks over HTTP for what no live document may hold, when the journal has moved on, and not too often. */
export class Follower<T extends { readonly seq: number }> {
  readonly #options: FollowerOptions<T>;
  #heard = 0;
  #known = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isResting = false;

  constructor(options: FollowerOptions<T>) {
    this.#options = options;
    void this.#ask();
  }

  /** The journal is at this entry. */
  hear(seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
    if (!this.#isResting && this.#heard > this.#known) void this.#ask();
  }

  /** Ask now whatever was heard: something was done on this page. */
  refresh(): void {
    void this.#ask();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#isResting = true;
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isResting = true;
    let isAnswered = false;
    try {
      const value = await this.#options.ask();
      isAnswered = true;
      // An older answer that came late says nothing new.
      if (value.seq >= this.#known) {
        this.#known = value.seq;
        this.#options.onValue(value);
      }
    } catch {
      // Asked again in a moment; what was told last still stands.
    }
    this.#timer = setTimeout(() => {
      this.#isResting = false;
      if (!isAnswered || this.#heard > this.#known) void this.#ask();
    }, this.#options.everyMs ?? EVERY_MS);
  }
}
