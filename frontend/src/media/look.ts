// SPDX-License-Identifier: Apache-2.0

import * as Watch from "@moq/watch";
import type { ReadingLine } from "./reading.ts";
import { Effect, type Getter } from "./signals.ts";

export interface LookOptions {
  readonly line: Getter<ReadingLine | undefined>;
  /** The venue that is looked at more closely; undefined for none. */
  readonly venue: Getter<string | undefined>;
  readonly onPicture: (venue: string, jpeg: Uint8Array<ArrayBuffer>) => void;
}

/** A pointer on its way over the wall looks at nothing. */
const RESTING_MS = 250;

/** Reads one venue's larger pictures. Reading is the whole wish: the venue sends them as long as they are read. */
export class Look {
  readonly #effect: Effect;

  constructor({ line, venue, onPicture }: LookOptions) {
    this.#effect = new Effect((effect) => {
      const [established, wanted] = [effect.get(line), effect.get(venue)];
      if (!established || wanted === undefined) return;
      effect.timer(() => {
        const announced = established.announcedBroadcast(Watch.Net.Path.from("backstage/looks"));
        effect.cleanup(() => { announced.close(); });
        effect.run((inner) => {
          const track = inner.get(announced.active)?.track(wanted).subscribe({ latencyMax: 500 });
          if (!track) return;
          inner.cleanup(() => { track.close(); });
          inner.spawn(() => read(track, (jpeg) => { onPicture(wanted, jpeg); }));
        });
      }, RESTING_MS);
    });
  }

  close(): void {
    this.#effect.close();
  }
}

async function read(track: Watch.Net.Track.Subscriber, onPicture: (jpeg: Uint8Array<ArrayBuffer>) => void): Promise<void> {
  try {
    for (let group = await track.recvGroup(); group; group = await track.recvGroup()) {
      for (let frame = await group.readFrame(); frame; frame = await group.readFrame()) onPicture(new Uint8Array(frame.payload));
    }
  } catch {
    // Reset with its line or its publisher; the effect follows whoever comes back.
  }
}
