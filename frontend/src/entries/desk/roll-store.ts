// SPDX-License-Identifier: Apache-2.0

import { type Mark, markOf } from "../../model/marks.ts";
import { type Row, rowsOf, withMark } from "../../model/roll.ts";
import type { Client, Command } from "../../wire/client.ts";
import type { Outcome } from "../../wire/courier.ts";
import type { Roll, RollCase, Sheet } from "../../wire/documents.ts";
import type { DeskStore } from "../../wire/store.ts";

export interface RollStoreOptions {
  readonly client: Client;
  /** `venues/<code>` */
  readonly base: string;
  /** Where the roll is kept; undefined where the browser keeps nothing. */
  readonly store: DeskStore | undefined;
  readonly onChange: () => void;
}

/** The sheet is small and asked for often; the roll only when its sums have changed, or after this. */
const ROLL_AGE_MS = 120_000;

/** The roll as this device knows it: what came from the server, what it kept, and its own marks above that. */
export class RollStore {
  readonly #options: RollStoreOptions;
  #roll: Roll | undefined;
  #sheet: Sheet | undefined;
  #refused: readonly Mark[] = [];
  #waiting: readonly Mark[] = [];
  #newestAnswer = 0;
  #loaded = { at: -ROLL_AGE_MS, sums: "" };

  constructor(options: RollStoreOptions) {
    this.#options = options;
  }

  /** Take in what the device kept from an earlier visit. */
  async restore(): Promise<void> {
    const { store } = this.#options;
    [this.#roll, this.#sheet] = [await store?.kept("roll"), await store?.kept("sheet")];
  }

  get rows(): readonly Row[] | undefined {
    return this.#roll && rowsOf(this.#roll.people, [...this.#refused, ...this.#waiting]);
  }

  get sheet(): Sheet | undefined {
    return this.#sheet;
  }

  get cases(): readonly RollCase[] {
    return this.#roll?.cases ?? [];
  }

  get waiting(): readonly Mark[] {
    return this.#waiting;
  }

  /** Whether the roll is closed: what comes in from elsewhere still counts, but nothing is marked here. */
  get isSealed(): boolean {
    return this.#sheet !== undefined && this.#sheet.status !== "open";
  }

  /** Ask how the sheet stands and, if its sums say so, for the roll. Raises: Refused, Unreachable. */
  async load(): Promise<void> {
    const { client, base, store, onChange } = this.#options;
    this.#sheet = await client.get<Sheet>(`${base}/sheet`);
    await store?.keep("sheet", this.#sheet);
    const sums = JSON.stringify(this.#sheet.numbers) + this.#sheet.hindrances.join();
    if (this.#roll === undefined || sums !== this.#loaded.sums || performance.now() - this.#loaded.at > ROLL_AGE_MS) {
      const fresh = await client.get<Roll>(`${base}/roll`);
      // One that was read before a mark that has been answered since would take it back on the page.
      if (fresh.seq >= this.#newestAnswer) await this.#take(fresh);
      this.#loaded = { at: performance.now(), sums };
    }
    onChange();
  }

  hearWaiting(commands: readonly Command[]): void {
    this.#waiting = commands.flatMap((command) => markOf(command) ?? []);
    this.#options.onChange();
  }

  /** Take answers and refusals in, and keep the roll with them: the queue forgets them next. */
  async hearOutcomes(outcomes: readonly Outcome[]): Promise<void> {
    let people = this.#roll?.people;
    for (const { command, receipt, refusal } of outcomes) {
      const mark = markOf(command, refusal?.message);
      if (receipt) this.#newestAnswer = Math.max(this.#newestAnswer, receipt.seq);
      if (mark && refusal) this.#refused = [...this.#refused, mark];
      else if (mark && people) people = withMark(people, mark);
    }
    if (this.#roll && people && people !== this.#roll.people) await this.#take({ ...this.#roll, people });
  }

  /** The person is marked anew: what was refused before is no longer of interest. */
  forgetRefusals(person: string): void {
    this.#refused = this.#refused.filter((mark) => mark.person !== person);
  }

  /** Forget everything: the link opens nothing any more. */
  forget(): void {
    [this.#roll, this.#sheet] = [undefined, undefined];
  }

  async #take(roll: Roll): Promise<void> {
    this.#roll = roll;
    // A disk that fails costs the next start without a network, not this page.
    await this.#options.store?.keep("roll", roll).catch(() => undefined);
  }
}
