// SPDX-License-Identifier: Apache-2.0

import * as Publish from "@moq/publish";
import type { VenueStatus } from "../wire/documents.ts";
import type { SendingLine } from "./sending.ts";
import { Effect, type Getter } from "./signals.ts";

export interface SenderOptions {
  readonly line: Getter<SendingLine | undefined>;
  readonly venue: string;
  /** Whether the stage wants this venue's picture and sound now. */
  readonly sends: Getter<boolean>;
  /** How loud the microphone is sent, 0 to 1. */
  readonly gain: Getter<number>;
  readonly camera: Getter<MediaStreamTrack | undefined>;
  readonly openMicrophone: () => Promise<MediaStreamTrack | undefined>;
  readonly still: () => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** A larger still, for a director who looks at this venue more closely. */
  readonly closer: () => Promise<Uint8Array<ArrayBuffer> | undefined>;
  readonly status: () => VenueStatus;
}

const STILL_MS = 2_000;
const STATUS_MS = 1_000;
const LOOK_MS = 250;
/** 720 lines at 1.5 Mb/s: what 118 lines out of one province can carry, measured in DESIGN §5. */
const VIDEO: Publish.Video.EncoderConfig = {
  codec: "avc1",
  maxPixels: 1280 * 720,
  maxBitrate: 1_500_000,
  frameRate: 30,
  // Whoever joins at a cut is sent the running group from its start: short groups keep that burst small.
  keyframeInterval: 500 as Publish.Net.Time.Milli,
};
/** What a line of 512 kb/s carries beside the sound; a screen takes it when its own line has no room for more. */
const SMALL_VIDEO: Publish.Video.EncoderConfig = { ...VIDEO, maxPixels: 640 * 360, maxBitrate: 300_000, frameRate: 15 };
const NOBODY: ReadonlySet<Publish.Net.Track> = new Set();

/** Sends what a venue has to send: a pulse always, its feed when the stage asks for it. */
export class Sender {
  readonly #effect = new Effect();

  constructor(options: SenderOptions) {
    this.#effect.run((effect) => {
      const line = effect.get(options.line);
      if (line) this.#pulse(effect, line, options);
    });
    this.#effect.run((effect) => {
      const line = effect.get(options.line);
      if (line && effect.get(options.sends)) this.#feed(effect, line, options);
    });
  }

  close(): void {
    this.#effect.close();
  }

  #pulse(effect: Effect, line: SendingLine, { venue, still, closer, status }: SenderOptions): void {
    const broadcast = new Publish.Net.Broadcast();
    const readers = { still: new Set(NOBODY), look: new Set(NOBODY), "status.json": new Set(NOBODY) };
    const send = async (name: "still" | "look", take: SenderOptions["still"]): Promise<void> => {
      const jpeg = readers[name].size > 0 ? await take() : undefined;
      if (jpeg) readers[name].forEach((track) => { track.writeFrame(jpeg); });
    };
    const write = {
      "status.json": (): void => {
        readers["status.json"].forEach((track) => { track.writeJson(status()); });
      },
      still: (): void => void send("still", still),
      // Read by the stage only while a director looks at this venue: that is all a venue is told of it.
      look: (): void => void send("look", closer),
    };
    effect.cleanup(() => { broadcast.close(); });
    effect.spawn(async () => {
      for (let asked = await broadcast.requested(); asked; asked = await broadcast.requested()) {
        const { track } = asked;
        if (track.name !== "still" && track.name !== "look" && track.name !== "status.json") {
          track.close(new Error(`there is no track ${track.name} in a pulse`));
          continue;
        }
        const group = readers[track.name];
        group.add(track);
        void track.closed.then(() => group.delete(track));
        write[track.name]();
      }
    });
    effect.interval(write["status.json"], STATUS_MS);
    effect.interval(write.still, STILL_MS);
    effect.interval(write.look, LOOK_MS);
    line.publish(Publish.Net.Path.from("in", venue, "pulse"), broadcast);
  }

  #feed(effect: Effect, line: SendingLine, { venue, camera, gain, openMicrophone }: SenderOptions): void {
    const picture = effect.get(camera) as Publish.Video.StreamTrack | undefined;
    const sound = new Publish.Signals.Signal<Publish.Audio.Source | undefined>(undefined);
    const volume = new Publish.Signals.Signal(gain.peek());
    effect.run((inner) => { volume.set(inner.get(gain)); });
    effect.spawn(async () => {
      const track = await openMicrophone();
      if (!track) return;
      effect.cleanup(() => { track.stop(); });
      sound.set({ track: track as Publish.Audio.StreamTrack, kind: "voice" });
    });
    const broadcast = new Publish.Broadcast({
      connection: new Publish.Signals.Signal<SendingLine | undefined>(line),
      enabled: true,
      name: Publish.Net.Path.from("in", venue, "feed"),
      video: { ...(picture && { source: picture }), hd: { enabled: true, config: VIDEO }, sd: { enabled: true, config: SMALL_VIDEO } },
      audio: { enabled: true, source: sound, volume, channelCount: 1 },
    });
    effect.cleanup(() => { broadcast.close(); });
  }
}
