// SPDX-License-Identifier: Apache-2.0

import * as Publish from "@moq/publish";
import * as Watch from "@moq/watch";
import { kbps } from "../model/check.ts";
import { ms } from "../model/units.ts";
import type { ReadingLine } from "./reading.ts";
import type { SendingLine } from "./sending.ts";

const PATH = "floor/check";
const TRACKS = 5;
const FRAMES = 32;
const FRAME_BYTES = 16 * 1024;
const PATIENCE_MS = 15_000;

/** How fast a burst from the hub comes, in kb/s; null when none comes. `place` is the venue's in the check's list. */
export async function measureDown(line: ReadingLine, place: number): Promise<number | null> {
  return onTrack(line, `burst-${place % TRACKS}`, async (track) => {
    const group = await track.nextGroup();
    let [bytes, began] = [0, 0];
    for (let frame = await group?.readFrame(); frame; frame = await group?.readFrame()) {
      if (began === 0) began = performance.now();
      else bytes += frame.payload.byteLength;
    }
    return bytes === 0 ? null : kbps(bytes, ms(performance.now() - began));
  });
}

/** How fast a burst of this venue's reaches the hub, as the hub tells; null when it doesn't. */
export async function measureUp(sending: SendingLine, reading: ReadingLine, venue: string): Promise<number | null> {
  const burst = offerBurst();
  sending.publish(Publish.Net.Path.from("in", venue, "check"), burst);
  try {
    return await onTrack(reading, "up.json", async (track) => {
      for (let group = await track.nextGroup(); group; group = await track.nextGroup()) {
        const rates = (await group.readJson()) as Readonly<Record<string, number>>;
        const own = rates[venue];
        if (own !== undefined) return own;
      }
      return null;
    });
  } finally {
    burst.close();
  }
}

/** A broadcast whose one track holds half a megabyte that nothing on the way can compress. */
function offerBurst(): Publish.Net.Broadcast {
  const broadcast = new Publish.Net.Broadcast();
  const noise = crypto.getRandomValues(new Uint8Array(FRAME_BYTES));
  const serve = async (): Promise<void> => {
    for (let asked = await broadcast.requested(); asked; asked = await broadcast.requested()) {
      const group = asked.track.appendGroup();
      for (let frame = 0; frame < FRAMES; frame += 1) group.writeFrame(noise);
      group.close();
    }
  };
  void serve();
  return broadcast;
}

/** Read a track of the check's broadcast, as long as patience lasts. */
async function onTrack(
  line: ReadingLine,
  name: string,
  read: (track: Watch.Net.Track.Subscriber) => Promise<number | null>,
): Promise<number | null> {
  const announced = line.announcedBroadcast(Watch.Net.Path.from(PATH));
  const late = new Promise<null>((resolve) => { setTimeout(resolve, PATIENCE_MS, null); });
  try {
    const broadcast = await Promise.race([found(announced), late]);
    if (!broadcast) return null;
    const track = broadcast.track(name).subscribe({ priority: 0 });
    try {
      return await Promise.race([read(track).catch(() => null), late]);
    } finally {
      track.close();
    }
  } finally {
    announced.close();
  }
}

type Announced = ReturnType<ReadingLine["announcedBroadcast"]>;

/** The broadcast, once it is announced. */
async function found(announced: Announced): Promise<NonNullable<ReturnType<Announced["active"]["peek"]>>> {
  return new Promise((resolve) => {
    const look = (broadcast: ReturnType<Announced["active"]["peek"]>): void => {
      if (broadcast) resolve(broadcast);
    };
    look(announced.active.peek());
    announced.active.subscribe(look);
  });
}
