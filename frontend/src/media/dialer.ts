// SPDX-License-Identifier: Apache-2.0

import { dialPatience, redialDelay } from "../model/backoff.ts";
import { felt, isDead, looked, LOOK_MS, pulseFrom } from "../model/heartbeat.ts";
import { ms } from "../model/units.ts";
import type { Ticket } from "../wire/documents.ts";
import { type Getter, Signal } from "./signals.ts";

/** What both versions of `@moq/net` call an established connection. */
export interface Line {
  readonly closed: Promise<void>;
  close(): void;
}

export type LineState =
  | { readonly kind: "dialling"; readonly attempt: number }
  | { readonly kind: "up" }
  | { readonly kind: "down"; readonly attempt: number; readonly error: unknown };

const NEVER = new Promise<never>(() => undefined);

export interface DialerOptions<L extends Line> {
  /** Asked before every dial: token and certificate are short-lived. */
  readonly ticket: () => Promise<Ticket>;
  readonly dial: (ticket: Ticket, signal: AbortSignal) => Promise<L>;
  /**
   * Listens to the relay's heartbeat until the function that it returns is called. Pages that can
   * wait ten seconds to know that a relay was killed go without: there may be thousands of them.
   */
  readonly beats?: (line: L, onBeat: () => void) => () => void;
  readonly random?: () => number;
}

/** A line that falls sooner than this was never really up: two screens of one venue would otherwise
    throw each other out many times a second. */
const STEADY_MS = 5_000;
/** A dial that nobody waits for has all the time that there is. */
const CALM_ATTEMPT = 9;
/** Half a minute to five minutes before the pass ends: 118 venues don't come anew all at once. */
const RENEWAL_MS = { least: 30_000, most: 300_000 };

interface Dialled<L> {
  readonly line: L;
  readonly ticket: Ticket;
}

/** Keeps one line to the relay up, redialling for ever and renewing its pass before it ends. */
export class Dialer<L extends Line> {
  readonly #line = new Signal<L | undefined>(undefined);
  readonly #state = new Signal<LineState>({ kind: "dialling", attempt: 1 });
  readonly #closing = new AbortController();
  readonly #options: DialerOptions<L>;
  readonly #random: () => number;

  readonly out: { readonly line: Getter<L | undefined>; readonly state: Getter<LineState> } = {
    line: this.#line,
    state: this.#state,
  };

  constructor(options: DialerOptions<L>) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    void this.#run();
  }

  close(): void {
    this.#closing.abort();
    this.#line.peek()?.close();
  }

  #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #run(): Promise<void> {
    for (let attempt = 1; !this.#isClosed(); attempt += 1) {
      this.#state.set({ kind: "dialling", attempt });
      const startedAt = performance.now();
      let cause: unknown;
      try {
        await this.#hold(await this.#dial(attempt));
      } catch (error) {
        cause = error;
      }
      this.#line.set(undefined);
      if (this.#isClosed()) return;
      if (cause === undefined && performance.now() - startedAt > STEADY_MS) attempt = 0;
      const failed = Math.max(1, attempt);
      this.#state.set({ kind: "down", attempt: failed, error: cause });
      await this.#pause(redialDelay(failed, this.#random()), true);
    }
  }

  /** Keep the line, and those that take its place, until one falls. */
  async #hold(dialled: Dialled<L>): Promise<void> {
    for (let current = dialled; ; ) {
      this.#line.set(current.line);
      this.#state.set({ kind: "up" });
      const { line, ticket } = current;
      const next = await Promise.race([line.closed.then(() => undefined), this.#silent(line), this.#renewed(ticket)]);
      if (next === undefined) {
        line.close();
        return;
      }
      // The new line is up before the old one goes: nobody misses more than a blink.
      this.#line.set(next.line);
      line.close();
      current = next;
    }
  }

  /**
   * Settles once the relay's heartbeat stays out. A browser that only listens doesn't notice for
   * ten seconds that a relay was killed: nothing it sends could be turned back.
   */
  async #silent(line: L): Promise<undefined> {
    const { beats } = this.#options;
    if (!beats) return NEVER;
    let pulse = pulseFrom(ms(performance.now()));
    const stop = beats(line, () => { pulse = felt(pulse, ms(performance.now())); });
    while (!isDead(pulse) && this.#line.peek() === line) {
      await this.#pause(LOOK_MS);
      pulse = looked(pulse, ms(performance.now()));
    }
    stop();
    return undefined;
  }

  /** A new line with a new pass, shortly before the old pass ends; never, if that can't be had. */
  async #renewed({ expires_at }: Ticket): Promise<Dialled<L>> {
    const { least, most } = RENEWAL_MS;
    const margin = least + (most - least) * this.#random();
    await this.#pause(Math.max(least, Date.parse(expires_at) - Date.now() - margin));
    return this.#isClosed() ? NEVER : this.#dial(CALM_ATTEMPT).catch(() => NEVER);
  }

  async #dial(attempt: number): Promise<Dialled<L>> {
    const ticket = await this.#options.ticket();
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(dialPatience(attempt))]);
    return { line: await this.#options.dial(ticket, signal), ticket };
  }

  /** Wait; if so wished not a moment longer than until the browser says that the network is back. */
  async #pause(delay: number, wakesOnline = false): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      if (wakesOnline) globalThis.addEventListener("online", wake, { once: true, signal: this.#closing.signal });
      this.#closing.signal.addEventListener("abort", wake, { once: true });
    });
  }
}
