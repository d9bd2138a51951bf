// SPDX-License-Identifier: Apache-2.0

import type { DoorState } from "../model/door.ts";
import { instant } from "../model/units.ts";
import { type Command, isLockedOut, Refused, Unreachable } from "./client.ts";
import type { Outcome } from "./courier.ts";
import type { Receipt } from "./documents.ts";
import { Outbox } from "./outbox.ts";
import type { DoorCode } from "./page.ts";
import { newCommand } from "./patience.ts";

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
    const store = new PocketStore(options.storage, options.key);
    const outbox = new Outbox({
      name: options.key,
      store,
      locks: undefined,
      deliver: async ([command]) => (command ? [await this.#outcome(command)] : []),
      onChange: () => undefined,
      onSettled: (outcomes) => {
        for (const outcome of outcomes) options.onState(stateAfter(outcome));
        return Promise.resolve();
      },
      onAnswerElsewhere: () => undefined,
      onLockedOut: (refusal) => { options.onState({ kind: "refused", sentence: refusal.message }); },
      onUnkept: () => undefined,
    });
    options.network.addEventListener("online", () => { outbox.retry(); });
    if (options.door || store.commands.length > 0) options.onState({ kind: "sending" });
    if (options.door) void outbox.post(newCommand("me/checkin", { ...options.door }));
  }

  async #outcome(command: Command): Promise<Outcome> {
    try {
      return { command, receipt: await this.#send(command) };
    } catch (error) {
      if (!(error instanceof Refused) || isLockedOut(error)) throw error;
      return { command, refusal: error };
    }
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

/** One command of one delegate: the browser's small memory does. */
class PocketStore {
  readonly #storage: OwnCheckinOptions["storage"];
  readonly #key: string;

  constructor(storage: OwnCheckinOptions["storage"], key: string) {
    this.#storage = storage;
    this.#key = key;
  }

  get commands(): readonly Command[] {
    return JSON.parse(this.#storage.getItem(this.#key) ?? "[]") as Command[];
  }

  waiting(): Promise<readonly Command[]> {
    return Promise.resolve(this.commands);
  }

  add(command: Command): Promise<void> {
    this.#keep([...this.commands, command]);
    return Promise.resolve();
  }

  remove(uids: ReadonlySet<string>): Promise<void> {
    this.#keep(this.commands.filter(({ uid }) => !uids.has(uid)));
    return Promise.resolve();
  }

  #keep(commands: readonly Command[]): void {
    this.#storage.setItem(this.#key, JSON.stringify(commands));
  }
}

function stateAfter({ command, receipt, refusal }: Outcome): DoorState {
  if (receipt) return { kind: "done", venue: String(command.fields["venue"]), at: instant(receipt.at) };
  return { kind: "refused", sentence: refusal?.message ?? "" };
}
