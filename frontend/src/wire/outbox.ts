// SPDX-License-Identifier: Apache-2.0

import { redialDelay } from "../model/backoff.ts";
import { type Command, Refused } from "./client.ts";
import type { Receipt } from "./documents.ts";
import { newCommand } from "./patience.ts";

export interface OutboxOptions {
  readonly send: (command: Command) => Promise<Receipt>;
  /** Where commands wait through a reload of the page. */
  readonly storage: Pick<Storage, "getItem" | "setItem">;
  readonly key: string;
  /** Called whenever what is pending has changed. */
  readonly onChange: () => void;
  readonly onAnswer: (command: Command, receipt: Receipt) => void;
  readonly onRefusal: (command: Command, refusal: Refused) => void;
  /** How long to wait before the n-th retry, in milliseconds. */
  readonly delay?: (attempt: number) => number;
}

/**
 * Commands on their way, one after the other, each sent under its own `uid` until it is answered.
 *
 * A lost answer, a dead line or a reload sends the same `uid` again, so nothing counts twice;
 * the order is kept, so a tick and its withdrawal can't overtake each other.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  #waiting: readonly Command[];
  #isSending = false;
  #wake: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#waiting = JSON.parse(options.storage.getItem(options.key) ?? "[]") as Command[];
    void this.#drain();
  }

  get pending(): readonly Command[] {
    return this.#waiting;
  }

  post(path: string, fields: Command["fields"]): Command {
    const command = newCommand(path, fields);
    this.#keep([...this.#waiting, command]);
    void this.#drain();
    return command;
  }

  /** Try again now: the network is said to be back. */
  retry(): void {
    this.#wake?.();
  }

  async #drain(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    let attempt = 0;
    for (let command = this.#waiting[0]; command; command = this.#waiting[0]) {
      attempt = (await this.#try(command)) ? 0 : attempt + 1;
      if (attempt > 0) await this.#pause(attempt);
    }
    this.#isSending = false;
  }

  /** Send one command; returns whether it is settled. */
  async #try(command: Command): Promise<boolean> {
    try {
      const receipt = await this.#options.send(command);
      this.#options.onAnswer(command, receipt);
    } catch (error) {
      if (!(error instanceof Refused)) return false;
      this.#options.onRefusal(command, error);
    }
    this.#keep(this.#waiting.filter(({ uid }) => uid !== command.uid));
    return true;
  }

  async #pause(attempt: number): Promise<void> {
    const delay = this.#options.delay?.(attempt) ?? redialDelay(attempt, Math.random());
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      this.#wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  #keep(commands: readonly Command[]): void {
    this.#waiting = commands;
    this.#options.storage.setItem(this.#options.key, JSON.stringify(commands));
    this.#options.onChange();
  }
}
