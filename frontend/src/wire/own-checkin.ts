// SPDX-License-Identifier: Apache-2.0

import type { DoorState } from "../model/door.ts";
import { instant } from "../model/units.ts";
import { type Command, Unreachable } from "./client.ts";
import type { Receipt } from "./documents.ts";
import { Outbox } from "./outbox.ts";
import type { DoorCode } from "./page.ts";

export interface OwnCheckinOptions {
  /** The code that this page was opened by, null when it was opened by itself. */
  readonly door: DoorCode | null;
  readonly send: (command: Command) => Promise<Receipt>;
  /** Where a check-in waits through a reload, or until the phone is used again. */
  readonly storage: Pick<Storage, "getItem" | "setItem">;
  readonly key: string;
  readonly onState: (state: DoorState) => void;
  /** Says when the network is back. */
  readonly network: Pick<EventTarget, "addEventListener">;
}

/** A delegate's own check-in: sent until it is answered, however often the network goes. */
export class OwnCheckin {
  readonly #options: OwnCheckinOptions;

  constructor(options: OwnCheckinOptions) {
    this.#options = options;
    const outbox = new Outbox({
      send: (command) => this.#send(command),
      storage: options.storage,
      key: options.key,
      onChange: () => undefined,
      onAnswer: (command, receipt) => { options.onState({ kind: "done", venue: venueOf(command), at: instant(receipt.at) }); },
      onRefusal: (_command, refusal) => { options.onState({ kind: "refused", sentence: refusal.message }); },
    });
    options.network.addEventListener("online", () => { outbox.retry(); });
    if (outbox.pending.length > 0 || options.door) options.onState({ kind: "sending" });
    if (options.door) outbox.post("me/checkin", { ...options.door });
  }

  /** Once more, telling whoever waits that the network is the trouble. */
  async #send({ fields, ...command }: Command): Promise<Receipt> {
    const { good_until, ...sent } = fields;
    try {
      return await this.#options.send({ ...command, fields: sent });
    } catch (error) {
      if (error instanceof Unreachable) this.#options.onState({ kind: "waiting", until: instant(String(good_until)) });
      throw error;
    }
  }
}

function venueOf({ fields }: Command): string {
  return String(fields["venue"]);
}
