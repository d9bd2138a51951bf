// SPDX-License-Identifier: Apache-2.0

import { doorCode, doorStep } from "../model/door.ts";
import type { Milliseconds } from "../model/units.ts";
import type { Door } from "./documents.ts";

export interface DoorOptions {
  readonly ask: () => Promise<Door>;
  /** The server's time: the codes of a hall's PC that runs minutes late would open nothing. */
  readonly now: () => Milliseconds;
  /** Called with each new address that phones may scan; undefined while they may not check in. */
  readonly onAddress: (address: string | undefined) => void;
}

/** Makes the code of the moment for a venue's screen, and goes on when the line is lost. */
export class DoorCodes {
  readonly #options: DoorOptions;
  #door: Door | undefined;
  #shown: string | undefined;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /** Ask whether phones may check in, and by which secret. What was known stays when nobody answers. */
  async refresh(): Promise<void> {
    this.#door = await this.#options.ask().catch(() => this.#door);
    await this.tick();
  }

  /** Look at the clock; to be called at least once a second. */
  async tick(): Promise<void> {
    const door = this.#door;
    if (!door?.secret) {
      this.#show(undefined);
      return;
    }
    const code = await doorCode(door.secret, doorStep(this.#options.now(), door.step_s));
    this.#show(door.address + code);
  }

  #show(address: string | undefined): void {
    if (address === this.#shown) return;
    this.#shown = address;
    this.#options.onAddress(address);
  }
}
