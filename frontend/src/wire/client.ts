// SPDX-License-Identifier: Apache-2.0

import { ms, type Milliseconds } from "../model/units.ts";
import type { Receipt } from "./documents.ts";
import type { Language } from "./page.ts";

const TIMEOUT_MS = 8_000;
/** The largest pages take ten seconds on the slowest line, if it carries nothing else. */
const PICTURE_TIMEOUT_MS = 60_000;

/** The server understood and said no; `message` is a sentence for the user. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "Refused";
    this.status = status;
    this.code = code;
  }
}

/** No answer that settles anything: offline, timed out, or the server is in trouble itself. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** One command as it is sent: its `uid` stays the same however often it has to be sent. */
export interface Command {
  readonly uid: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface ClientOptions {
  readonly origin: string;
  readonly slug: string;
  readonly bearer: string;
  readonly language: Language;
}

/** Speaks the HTTP API of one conference with one pass. */
export class Client {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  #skew = ms(0);

  constructor({ origin, slug, bearer, language }: ClientOptions) {
    this.#base = `${origin}/api/${slug}/`;
    this.#headers = { authorization: `Bearer ${bearer}`, "accept-language": language };
  }

  /** The server's time: a hall's PC may be minutes off, and elapsed times must not be. */
  now(): Milliseconds {
    return ms(Date.now() + this.#skew);
  }

  /** Raises: Refused, Unreachable. */
  async get<T>(path: string): Promise<T> {
    return (await this.#fetch(path, { headers: this.#headers })) as T;
  }

  /**
   * A page of a deck by its name in the plan. Under one name it is always the same, so that the
   * browser's own store answers when it was here before. Raises: Refused, Unreachable.
   */
  async picture(name: string, priority: RequestPriority, signal: AbortSignal): Promise<Blob> {
    try {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(PICTURE_TIMEOUT_MS)]);
      const response = await fetch(`${this.#base}slides/${name}`, { headers: this.#headers, priority, signal: patience });
      if (response.ok) return await response.blob();
      if (response.status < 500) throw new Refused(response.status, "no_picture", response.statusText);
      throw new Unreachable(`${name}: ${response.status}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw new Unreachable(name, { cause: error });
    }
  }

  /** Send a command once. Raises: Refused, Unreachable. */
  async send({ path, uid, fields }: Command): Promise<Receipt> {
    const headers = { ...this.#headers, "content-type": "application/json" };
    const body = JSON.stringify({ uid, ...fields });
    return (await this.#fetch(path, { method: "POST", headers, body })) as Receipt;
  }

  async #fetch(path: string, init: RequestInit): Promise<unknown> {
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(this.#base + path, { ...init, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
      body = await response.json();
    } catch (error) {
      throw new Unreachable(path, { cause: error });
    }
    this.#learnTime(response.headers.get("date"));
    if (response.ok) return body;
    if (response.status >= 500 || response.status === 429) throw new Unreachable(`${path}: ${response.status}`);
    const { code, message } = body as { code?: string; message?: string };
    throw new Refused(response.status, code ?? "refused", message ?? response.statusText);
  }

  #learnTime(date: string | null): void {
    const server = date === null ? Number.NaN : Date.parse(date);
    // The header has whole seconds; smaller differences are no skew.
    if (!Number.isNaN(server)) this.#skew = ms(Math.abs(server - Date.now()) < 1_500 ? 0 : server - Date.now());
  }
}
