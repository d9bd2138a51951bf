// SPDX-License-Identifier: Apache-2.0

import { redialDelay } from "../model/backoff.ts";
import { ms } from "../model/units.ts";
import { uuid7 } from "../model/uid.ts";
import { type Client, type Command, Refused, Unreachable } from "./client.ts";
import type { Receipt } from "./documents.ts";

const pause = (delay: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delay));

/** Ask until there is an answer, telling of every failed attempt. */
export async function untilAnswered<T>(ask: () => Promise<T>, onTrouble: (error: unknown) => void): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      onTrouble(error);
      await pause(redialDelay(attempt, Math.random()));
    }
  }
}

export function newCommand(path: string, fields: Command["fields"] = {}): Command {
  return { uid: uuid7(ms(Date.now()), crypto.getRandomValues(new Uint8Array(10))), path, fields };
}

/**
 * Send a command whose user is watching: a few attempts under one `uid`, then the truth.
 *
 * Raises: Refused, Unreachable.
 */
export async function sendNow(client: Client, command: Command, attempts = 3): Promise<Receipt> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.send(command);
    } catch (error) {
      if (error instanceof Refused || attempt >= attempts) throw error;
      if (!(error instanceof Unreachable)) throw error;
      await pause(redialDelay(attempt, Math.random()));
    }
  }
}
