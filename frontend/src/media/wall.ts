// SPDX-License-Identifier: Apache-2.0

import * as Watch from "@moq/watch";
import { parseStill, type Still } from "../model/wallframe.ts";
import type { ReadingLine } from "./reading.ts";
import { Effect, type Getter } from "./signals.ts";

export interface WallOptions {
  readonly line: Getter<ReadingLine | undefined>;
  readonly onStill: (still: Still) => void;
}

/** Reads the wall of stills: a group each tick, a venue's picture each frame. */
export class Wall {
  readonly #effect: Effect;

  constructor({ line, onStill }: WallOptions) {
    this.#effect = new Effect((effect) => {
      const established = effect.get(line);
      if (!established) return;
      const announced = established.announcedBroadcast(Watch.Net.Path.from("backstage/wall"));
      effect.cleanup(() => { announced.close(); });
      effect.run((inner) => {
        const track = inner.get(announced.active)?.track("wall").subscribe({ latencyMax: 1_000 });
        if (!track) return;
        inner.cleanup(() => { track.close(); });
        inner.spawn(() => read(track, onStill));
      });
    });
  }

  close(): void {
    this.#effect.close();
  }
}

async function read(track: Watch.Net.Track.Subscriber, onStill: (still: Still) => void): Promise<void> {
  try {
    for (let group = await track.recvGroup(); group; group = await track.recvGroup()) {
      for (let frame = await group.readFrame(); frame; frame = await group.readFrame()) {
        const still = parseStill(frame.payload);
        if (still) onStill(still);
      }
    }
  } catch {
    // Reset with its line or its publisher; the effect follows whoever comes back.
  }
}
