// SPDX-License-Identifier: Apache-2.0

import { presenceAfter } from "../model/marks.ts";
import { actionOf, type Client, type Command, isLockedOut, placeOf, Refused } from "./client.ts";
import type { Receipt } from "./documents.ts";

/** What became of a command: one of the two. */
export interface Outcome {
  readonly command: Command;
  readonly receipt?: Receipt;
  readonly refusal?: Refused;
}

/** About 100 kB: six seconds on a line of 160 kb/s. */
const MOST = 500;
/** The last part of the paths that the batch address takes. */
const OTHERS_IN_BATCHES: ReadonlySet<string> = new Set(["headcount"]);

/**
 * Takes commands to the server: marks of the roll many at once, the others one by one.
 *
 * A line that gives out under a large batch gets smaller ones, down to single commands, so that
 * even the worst line moves on.
 */
export class Courier {
  readonly #client: Pick<Client, "send" | "sendBatch">;
  #most = MOST;

  constructor(client: Pick<Client, "send" | "sendBatch">) {
    this.#client = client;
  }

  /** Deliver some of the oldest. Raises: Unreachable; Refused: the link opens nothing any more. */
  async deliver(waiting: readonly Command[]): Promise<readonly Outcome[]> {
    const run = marksAhead(waiting).slice(0, this.#most);
    const [first] = waiting;
    if (!first) return [];
    const outcomes = run.length < 2 ? [await this.#single(first)] : await this.#batch(run);
    this.#most = Math.min(MOST, this.#most * 2);
    return outcomes;
  }

  async #single(command: Command): Promise<Outcome> {
    try {
      return { command, receipt: await this.#client.send(command) };
    } catch (error) {
      if (!(error instanceof Refused) || isLockedOut(error)) throw error;
      return { command, refusal: error };
    }
  }

  async #batch(run: readonly Command[]): Promise<readonly Outcome[]> {
    try {
      const answers = new Map((await this.#client.sendBatch(run)).map((answer) => [answer.uid, answer]));
      return run.flatMap((command) => {
        const answer = answers.get(command.uid);
        if (answer?.receipt) return { command, receipt: answer.receipt };
        if (!answer?.problem || answer.status >= 500 || answer.status === 429) return [];
        return { command, refusal: new Refused(answer.status, answer.problem.code, answer.problem.message) };
      });
    } catch (error) {
      this.#most = Math.max(1, Math.floor(run.length / 4));
      throw error;
    }
  }
}

/** The marks of one venue that stand before anything else. */
function marksAhead(waiting: readonly Command[]): readonly Command[] {
  const end = waiting.findIndex(({ path }) => !isForBatches(path) || placeOf(path) !== placeOf(waiting[0]?.path ?? ""));
  return end < 0 ? waiting : waiting.slice(0, end);
}

function isForBatches(path: string): boolean {
  return presenceAfter(path) !== undefined || OTHERS_IN_BATCHES.has(actionOf(path));
}
