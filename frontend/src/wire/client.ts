// SPDX-License-Identifier: Apache-2.0

import { ms, type Milliseconds } from "../model/units.ts";
import type { BatchAnswer, Receipt } from "./documents.ts";
import type { Language } from "./page.ts";

const TIMEOUT_MS = 8_000;
/** The largest pages take ten seconds on the slowest line, if it carries nothing else. */
const PICTURE_TIMEOUT_MS = 60_000;
/** Five hundred marks and their receipts on the slowest line. */
const BATCH_TIMEOUT_MS = 60_000;

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

/** Whether an answer says that the link opens nothing here: not this command, the asker is refused. */
export function isLockedOut(error: unknown): error is Refused {
  return error instanceof Refused && (error.status === 401 || error.status === 403);
}

/** A part of a picture, and how large the whole is. */
export interface Piece {
  readonly part: Blob;
  readonly total: number;
}

/** One command as it is sent: its `uid` stays the same however often it has to be sent. */
export interface Command {
  readonly uid: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The last part of a command's path. */
export function actionOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What stands before the last part, with its slash. */
export function placeOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

export interface ClientOptions {
  readonly origin: string;
  readonly slug: string;
  readonly bearer: string;
  readonly language: Language;
  /**
   * Asks for a new bearer when the old one's hours are over; resolves to undefined when the link
   * gives none. Left out where a reload does that.
   */
  readonly renew?: () => Promise<string | undefined>;
  /** The server's clock minus this device's as it was known last. */
  readonly skew?: number;
}

/** Speaks the HTTP API of one conference with one pass. */
export class Client {
  readonly #base: string;
  readonly #renew: ClientOptions["renew"];
  #headers: Readonly<Record<string, string>>;
  #skew: Milliseconds;

  constructor({ origin, slug, bearer, language, renew, skew = 0 }: ClientOptions) {
    this.#base = `${origin}/api/${slug}/`;
    this.#headers = { authorization: `Bearer ${bearer}`, "accept-language": language };
    this.#renew = renew;
    this.#skew = ms(skew);
  }

  /** The server's clock minus this device's. */
  get skew(): Milliseconds {
    return this.#skew;
  }

  /** The server's time: a hall's PC may be minutes off, and elapsed times must not be. */
  now(): Milliseconds {
    return ms(Date.now() + this.#skew);
  }

  /** Raises: Refused, Unreachable. */
  async get<T>(path: string): Promise<T> {
    return (await this.#ask(path, { cache: "no-store" }, TIMEOUT_MS)) as T;
  }

  /** Ask for what seldom changes: the browser keeps it, and asks only whether it did. Raises: Refused, Unreachable. */
  async kept<T>(path: string): Promise<T> {
    return (await this.#ask(path, { cache: "no-cache" }, TIMEOUT_MS)) as T;
  }

  /**
   * A page of a deck by its name in the plan. Under one name it is always the same, so that the
   * browser's own store answers when it was here before. Raises: Refused, Unreachable.
   */
  async picture(name: string, priority: RequestPriority, signal: AbortSignal): Promise<Blob> {
    return this.#picture(name, {}, priority, signal, (response) => response.blob());
  }

  /** So many bytes of a page of a deck, from one of them on. Raises: Refused, Unreachable. */
  async piece(name: string, from: number, size: number, priority: RequestPriority, signal: AbortSignal): Promise<Piece> {
    const range = { range: `bytes=${from}-${from + size - 1}` };
    return this.#picture(name, range, priority, signal, async (response) => {
      const part = await response.blob();
      const whole = response.headers.get("content-range")?.split("/").at(1);
      return { part, total: whole === undefined ? part.size : Number(whole) };
    });
  }

  async #picture<T>(
    name: string,
    range: Readonly<Record<string, string>>,
    priority: RequestPriority,
    signal: AbortSignal,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    try {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(PICTURE_TIMEOUT_MS)]);
      const response = await fetch(`${this.#base}slides/${name}`, { headers: { ...this.#headers, ...range }, priority, signal: patience });
      if (response.ok) return await read(response);
      if (response.status < 500) throw new Refused(response.status, "no_picture", response.statusText);
      throw new Unreachable(`${name}: ${response.status}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw new Unreachable(name, { cause: error });
    }
  }

  /** Send a command once. Raises: Refused, Unreachable. */
  async send({ path, uid, fields }: Command): Promise<Receipt> {
    return (await this.#post(path, { uid, ...fields }, TIMEOUT_MS)) as Receipt;
  }

  /** Send marks of one venue in one request; each has its own answer. Raises: Refused, Unreachable. */
  async sendBatch(commands: readonly Command[]): Promise<readonly BatchAnswer[]> {
    const body = { commands: commands.map(({ path, uid, fields }) => ({ action: actionOf(path), uid, ...fields })) };
    const path = `${placeOf(commands[0]?.path ?? "")}batch`;
    return ((await this.#post(path, body, BATCH_TIMEOUT_MS)) as { answers: readonly BatchAnswer[] }).answers;
  }

  #post(path: string, body: unknown, timeout: number): Promise<unknown> {
    return this.#ask(path, { method: "POST", body: JSON.stringify(body), cache: "no-store" }, timeout);
  }

  /** Ask, and once more with a new bearer if the old one has run out. */
  async #ask(path: string, init: RequestInit, timeout: number): Promise<unknown> {
    try {
      return await this.#fetch(path, init, timeout);
    } catch (error) {
      if (!this.#renew || !(error instanceof Refused) || error.code !== "link_has_expired") throw error;
      const bearer = await this.#renew();
      if (bearer === undefined) throw error;
      this.#headers = { ...this.#headers, authorization: `Bearer ${bearer}` };
      return await this.#fetch(path, init, timeout);
    }
  }

  async #fetch(path: string, init: RequestInit, timeout: number): Promise<unknown> {
    let response: Response;
    let body: unknown;
    try {
      const headers = init.body ? { ...this.#headers, "content-type": "application/json" } : this.#headers;
      response = await fetch(this.#base + path, { ...init, headers, signal: AbortSignal.timeout(timeout) });
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
