// SPDX-License-Identifier: Apache-2.0

import type { Client } from "./client.ts";
import type { Floor, Thread, ThreadLine } from "./documents.ts";

export interface TalkOptions {
  readonly client: Pick<Client, "get">;
  /** Where it is kept through a reload how far each thread has been seen. */
  readonly storage: Pick<Storage, "getItem" | "setItem">;
  readonly key: string;
  /** Called when a line that was asked for is here. */
  readonly onChange: () => void;
}

type Newest = Floor["threads"];

const REPEAT_MS = 3_000;

/**
 * The threads between desks and the hub: the live document tells every page that there is a new
 * line, and the line itself is asked for by those who may read it.
 */
export class Talk {
  readonly #options: TalkOptions;
  readonly #read = new Map<string, Thread>();
  readonly #asking = new Set<string>();
  #newest: Newest = {};
  #seen: Newest;

  constructor(options: TalkOptions) {
    this.#options = options;
    this.#seen = JSON.parse(options.storage.getItem(options.key) ?? "{}") as Newest;
  }

  /** Take in what the live document says; `open` is the thread that the user is looking at. */
  hear(floor: Floor | undefined, open: string | undefined): void {
    this.#newest = floor?.threads ?? this.#newest;
    if (open !== undefined) void this.#refresh(open);
  }

  lines(venue: string | undefined): readonly ThreadLine[] | undefined {
    return venue === undefined ? undefined : this.#read.get(venue)?.lines;
  }

  /** The other threads with a line that hasn't been looked at, the newest first. */
  unseen(open: string | undefined): readonly string[] {
    return Object.entries(this.#newest)
      .filter(([venue, seq]) => venue !== open && seq > (this.#seen[venue] ?? 0))
      .toSorted(([, one], [, other]) => other - one)
      .map(([venue]) => venue);
  }

  async #refresh(venue: string): Promise<void> {
    if (this.#asking.has(venue)) return;
    this.#asking.add(venue);
    while ((this.#newest[venue] ?? 0) > this.#lastRead(venue)) {
      try {
        this.#read.set(venue, await this.#options.client.get<Thread>(`venues/${venue}/messages`));
        this.#see(venue);
        this.#options.onChange();
      } catch {
        // The line is down for a moment; the document will still say that there is more.
        await new Promise((resolve) => setTimeout(resolve, REPEAT_MS));
      }
    }
    this.#asking.delete(venue);
  }

  #see(venue: string): void {
    this.#seen = { ...this.#seen, [venue]: this.#lastRead(venue) };
    this.#options.storage.setItem(this.#options.key, JSON.stringify(this.#seen));
  }

  #lastRead(venue: string): number {
    return this.#read.get(venue)?.lines.at(-1)?.seq ?? 0;
  }
}
