// SPDX-License-Identifier: Apache-2.0

import type { Client } from "./client.ts";

/** Pictures of decks as addresses that an `img` can show: it can't bring the pass along itself. */
export class Pictures {
  readonly #client: Client;
  readonly #addresses = new Map<string, Promise<string>>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** The picture's address on this page. Raises: Refused, Unreachable. */
  address(name: string): Promise<string> {
    const known = this.#addresses.get(name);
    if (known) return known;
    const asked = this.#client.picture(name, "auto", new AbortController().signal).then((picture) => URL.createObjectURL(picture));
    this.#addresses.set(name, asked);
    asked.catch(() => { this.#addresses.delete(name); });
    return asked;
  }
}
