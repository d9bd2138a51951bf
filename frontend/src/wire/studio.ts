// SPDX-License-Identifier: Apache-2.0

import type { Client } from "./client.ts";
import type { ClipDocument, Ingest } from "./documents.ts";
import { newCommand } from "./patience.ts";

const ASK_EVERY_MS = 5_000;

export interface StudioOptions {
  readonly client: Client;
  readonly onChange: () => void;
  readonly onTrouble: (error: unknown) => void;
}

/** The films and the production desk's way in, asked for again and again: neither is in the live documents. */
export class Studio {
  readonly #options: StudioOptions;
  #films: readonly ClipDocument[] = [];
  #ingest: Ingest | undefined;

  constructor(options: StudioOptions) {
    this.#options = options;
    void this.#ask();
    setInterval(() => void this.#ask(), ASK_EVERY_MS);
  }

  get films(): readonly ClipDocument[] {
    return this.#films;
  }

  /** Undefined until it was told. */
  get ingest(): Ingest | undefined {
    return this.#ingest;
  }

  /** Have a new key made; whoever sends with the old one is cut off. */
  async renewKey(): Promise<void> {
    try {
      await this.#options.client.send(newCommand("ingest/keys", {}));
    } catch (error) {
      this.#options.onTrouble(error);
    }
    await this.#ask();
  }

  async #ask(): Promise<void> {
    const { client, onChange } = this.#options;
    try {
      [this.#films, this.#ingest] = await Promise.all([client.get<readonly ClipDocument[]>("clips"), client.get<Ingest>("ingest")]);
      onChange();
    } catch {
      // Asked again in a moment; what was told last still stands.
    }
  }
}
