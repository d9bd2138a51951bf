// SPDX-License-Identifier: Apache-2.0

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Command } from "./client.ts";
import type { Plan, Roll, Sheet } from "./documents.ts";

/** What a desk keeps to open without a network. */
export interface Kept {
  readonly plan: Plan;
  readonly roll: Roll;
  readonly sheet: Sheet;
  /** The server's clock minus the device's, in milliseconds. */
  readonly skew: number;
}

interface Tables extends DBSchema {
  /** Commands in the order in which they were given, of every tab of this device. */
  queue: { key: number; value: Command; indexes: { uid: string } };
  kept: { key: string; value: unknown };
}

const VERSION = 1;

/**
 * One desk's part of the device's memory.
 *
 * A command is written with strict durability: once the page shows it as noted, it is on the
 * disk, and pulling the plug can't take it back.
 */
export class DeskStore {
  readonly #name: string;
  readonly #database: IDBPDatabase<Tables>;

  private constructor(name: string, database: IDBPDatabase<Tables>) {
    this.#name = name;
    this.#database = database;
  }

  /** Raises: DOMException where the browser keeps nothing (a private window, a full disk). */
  static async open(name: string): Promise<DeskStore> {
    const database = await openDB<Tables>(name, VERSION, {
      upgrade: (fresh) => {
        fresh.createObjectStore("queue", { autoIncrement: true }).createIndex("uid", "uid", { unique: true });
        fresh.createObjectStore("kept");
      },
      // Another tab erases what is kept: it mustn't wait for this one.
      blocking: (_from, _to, event) => { (event.target as IDBDatabase).close(); },
    });
    return new DeskStore(name, database);
  }

  async add(command: Command): Promise<void> {
    const transaction = this.#database.transaction("queue", "readwrite", { durability: "strict" });
    await Promise.all([transaction.store.add(command), transaction.done]);
  }

  waiting(): Promise<readonly Command[]> {
    return this.#database.getAll("queue");
  }

  /** Forget commands that were answered. Losing this to a power cut costs a repetition, no more. */
  async remove(uids: ReadonlySet<string>): Promise<void> {
    const transaction = this.#database.transaction("queue", "readwrite");
    const keys = await Promise.all([...uids].map((uid) => transaction.store.index("uid").getKey(uid)));
    const known = keys.filter((key) => key !== undefined);
    await Promise.all([...known.map((key) => transaction.store.delete(key)), transaction.done]);
  }

  async kept<K extends keyof Kept>(key: K): Promise<Kept[K] | undefined> {
    return (await this.#database.get("kept", key)) as Kept[K] | undefined;
  }

  async keep<K extends keyof Kept>(key: K, value: Kept[K]): Promise<void> {
    await this.#database.put("kept", value, key);
  }

  /** Forget plan and roll. What waits to be sent stays: no other copy of it is anywhere. */
  async forget(): Promise<void> {
    await this.#database.clear("kept");
  }

  /** Erase everything, what waits among it. */
  async destroy(): Promise<void> {
    this.#database.close();
    await deleteDB(this.#name);
  }
}
