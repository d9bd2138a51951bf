// SPDX-License-Identifier: Apache-2.0

import { redialDelay } from "../model/backoff.ts";
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

export interface DialerOptions<L extends Line> {
  /** Asked before every dial: token and certificate are short-lived. */
  readonly ticket: () => Promise<Ticket>;
  readonly dial: (ticket: Ticket, signal: AbortSignal) => Promise<L>;
  readonly random?: () => number;
}

const DIAL_TIMEOUT_MS = 6_000;

/** Keeps one line to the relay up, redialling for ever. */
export class Dialer<L extends Line> {
  readonly #line = new Signal<L | undefined>(undefined);
  readonly #state = new Signal<LineState>({ kind: "dialling", attempt: 1 });
  readonly #closing = new AbortController();
  readonly #options: DialerOptions<L>;

  readonly out: { readonly line: Getter<L | undefined>; readonly state: Getter<LineState> } = {
    line: this.#line,
    state: this.#state,
  };

  constructor(options: DialerOptions<L>) {
    this.#options = options;
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
    let attempt = 0;
    while (!this.#isClosed()) {
      attempt += 1;
      this.#state.set({ kind: "dialling", attempt });
      let cause: unknown;
      try {
        const line = await this.#dial();
        attempt = 0;
        this.#line.set(line);
        this.#state.set({ kind: "up" });
        await line.closed;
      } catch (error) {
        cause = error;
      }
      this.#line.set(undefined);
      if (this.#isClosed()) return;
      this.#state.set({ kind: "down", attempt: Math.max(1, attempt), error: cause });
      await this.#pause(redialDelay(Math.max(1, attempt), (this.#options.random ?? Math.random)()));
    }
  }

  async #dial(): Promise<L> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(DIAL_TIMEOUT_MS)]);
    return this.#options.dial(await this.#options.ticket(), signal);
  }

  /** Wait, but not a moment longer than until the browser says that the network is back. */
  async #pause(delay: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      globalThis.addEventListener("online", wake, { once: true, signal: this.#closing.signal });
      this.#closing.signal.addEventListener("abort", wake, { once: true });
    });
  }
}
