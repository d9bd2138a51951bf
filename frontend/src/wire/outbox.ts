// SPDX-License-Identifier: Apache-2.0

import { redialDelay } from "../model/backoff.ts";
import { type Command, isLockedOut, type Refused } from "./client.ts";
import type { Outcome } from "./courier.ts";
import type { DeskStore } from "./store.ts";

export interface OutboxOptions {
  /** Sends some of the oldest commands; whatever it gives no outcome for is sent again. */
  readonly deliver: (waiting: readonly Command[]) => Promise<readonly Outcome[]>;
  /** Where commands wait; undefined where the browser keeps nothing. */
  readonly store: Pick<DeskStore, "add" | "waiting" | "remove"> | undefined;
  /** What the tabs of one device know the queue by. */
  readonly name: string;
  /**
   * Lets one tab at a time send. A page that isn't served securely has none: two tabs may then
   * send the same command, and the server answers both with one entry.
   */
  readonly locks: Pick<LockManager, "request"> | undefined;
  /** Called whenever what is pending has changed. */
  readonly onChange: () => void;
  /** What commands led to; they are forgotten once this has resolved, and not before. */
  readonly onSettled: (outcomes: readonly Outcome[]) => Promise<void>;
  /** Another tab was answered. */
  readonly onAnswerElsewhere: () => void;
  /** The link opens nothing any more: everything stays where it is, and nothing is sent. */
  readonly onLockedOut: (refusal: Refused) => void;
  /** A command could not be written to the device: it waits in this tab alone. */
  readonly onUnkept: () => void;
  /** How long to wait before the n-th retry, in milliseconds. */
  readonly delay?: (attempt: number) => number;
}

type News = "changed" | "answered";

/**
 * Commands on their way: first on the device's disk, then, oldest first, to the server, each under
 * its own `uid` until it is answered.
 *
 * A lost answer, a dead line, a reload, a pulled plug send the same `uid` again, so nothing counts
 * twice. All tabs of a device share one queue, and only one of them sends.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #news: BroadcastChannel;
  #kept: readonly Command[] = [];
  #unkept: readonly Command[] = [];
  #isSending = false;
  #isLockedOut = false;
  #wake: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#news = new BroadcastChannel(options.name);
    this.#news.onmessage = ({ data }: MessageEvent<News>): void => {
      if (data === "answered") options.onAnswerElsewhere();
      void this.#read();
    };
    void this.#drain();
  }

  get pending(): readonly Command[] {
    return [...this.#kept, ...this.#unkept];
  }

  close(): void {
    this.#isLockedOut = true;
    this.#news.close();
    this.retry();
  }

  /** Resolves once the command is on the device's disk; it is sent whenever that can be. */
  async post(command: Command): Promise<void> {
    try {
      if (!this.#options.store) throw new Error("nothing is kept");
      await this.#options.store.add(command);
      this.#kept = [...this.#kept.filter(({ uid }) => uid !== command.uid), command];
      this.#tell("changed");
    } catch {
      this.#unkept = [...this.#unkept, command];
      this.#options.onUnkept();
    }
    this.#options.onChange();
    void this.#drain();
  }

  /** Try again now: the network is said to be back. */
  retry(): void {
    this.#wake?.();
  }

  async #drain(): Promise<void> {
    if (this.#isSending || this.#isLockedOut) return;
    this.#isSending = true;
    const { locks, name } = this.#options;
    await (locks ? locks.request(name, () => this.#sendAll()) : this.#sendAll());
    this.#isSending = false;
    // What was posted between the last look and now found somebody sending still.
    if (this.pending.length > 0) void this.#drain();
  }

  async #sendAll(): Promise<void> {
    let attempt = 0;
    for (let waiting = await this.#read(); waiting.length > 0 && !this.#isLockedOut; waiting = await this.#read()) {
      attempt = (await this.#send(waiting)) ? 0 : attempt + 1;
      if (attempt > 0) await this.#pause(attempt);
    }
  }

  /** Send some; returns whether any of them is settled. */
  async #send(waiting: readonly Command[]): Promise<boolean> {
    try {
      const outcomes = await this.#options.deliver(waiting);
      await this.#options.onSettled(outcomes);
      await this.#settle(new Set(outcomes.map(({ command }) => command.uid)));
      this.#options.onChange();
      return outcomes.length > 0;
    } catch (error) {
      if (isLockedOut(error)) {
        this.#isLockedOut = true;
        this.#options.onLockedOut(error);
      }
      return false;
    }
  }

  async #settle(uids: ReadonlySet<string>): Promise<void> {
    await this.#options.store?.remove(uids).catch(() => undefined);
    const isOpen = ({ uid }: Command): boolean => !uids.has(uid);
    this.#kept = this.#kept.filter(isOpen);
    this.#unkept = this.#unkept.filter(isOpen);
    this.#tell("answered");
  }

  async #read(): Promise<readonly Command[]> {
    try {
      const kept = await this.#options.store?.waiting();
      if (kept && kept.map(({ uid }) => uid).join() !== this.#kept.map(({ uid }) => uid).join()) {
        this.#kept = kept;
        this.#options.onChange();
      }
    } catch {
      // The device's memory fails for a moment: what this tab knows of is sent all the same.
    }
    return this.pending;
  }

  #tell(news: News): void {
    this.#news.postMessage(news);
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
}
