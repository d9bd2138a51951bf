// SPDX-License-Identifier: Apache-2.0

import { FIRST_PIECE_BYTES, nextPiece } from "../model/pieces.ts";
import { ms } from "../model/units.ts";
import type { Client, Piece } from "./client.ts";

/** Fetches pictures a piece at a time, so that what is more urgent has the line between two of them. */
export class PiecewisePictures {
  readonly #client: Pick<Client, "piece">;
  /** What came of pictures that were pushed aside: it needn't come again. */
  readonly #begun = new Map<string, readonly Piece[]>();
  #size = FIRST_PIECE_BYTES;

  constructor(client: Pick<Client, "piece">) {
    this.#client = client;
  }

  /** Raises: Refused, Unreachable; what has come until then is kept. */
  async fetch(name: string, priority: RequestPriority, signal: AbortSignal): Promise<Blob> {
    for (;;) {
      const pieces = this.#begun.get(name) ?? [];
      const have = pieces.reduce((sum, { part }) => sum + part.size, 0);
      if (have === pieces[0]?.total) {
        this.#begun.delete(name);
        return new Blob(pieces.map(({ part }) => part));
      }
      const askedAt = performance.now();
      const size = this.#size;
      // Pushed aside or lost, it was too large: pages that are turned quickly would never get anywhere.
      this.#size = Math.min(size, FIRST_PIECE_BYTES);
      const piece = await this.#client.piece(name, have, size, priority, signal);
      this.#begun.set(name, [...pieces, piece]);
      this.#size = nextPiece(size, ms(performance.now() - askedAt));
    }
  }
}
