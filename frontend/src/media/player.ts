// SPDX-License-Identifier: Apache-2.0

import * as Watch from "@moq/watch";
import { type Decoded, lossBetween } from "../model/reception.ts";
import { dB, type Decibels, ms } from "../model/units.ts";
import type { VenueStatus } from "../wire/documents.ts";
import type { ReadingLine } from "./reading.ts";
import type { RenditionChoice } from "./rendition-choice.ts";
import { Effect, type Getter, Signal } from "./signals.ts";

export interface PlayerOptions {
  readonly line: Getter<ReadingLine | undefined>;
  /** The broadcast to play: `floor/feed/<code>` or `backstage/feed/<code>`. */
  readonly path: string;
  readonly canvas: HTMLCanvasElement;
  readonly muted: Getter<boolean>;
  readonly choice: RenditionChoice;
}

/**
 * The player's buffer. Its own "real-time" mode follows the round trip, which on a provincial
 * line underruns at every hiccup; a quarter of a second doesn't.
 */
const LATENCY = Watch.Net.Time.Milli(250);
/** −120 dBFS: below what any converter tells from nothing. */
const SILENCE = 1e-12;
/** Long enough for the relay to hear that a clogging size isn't wanted any more. */
const RELIEF_MS = 100;
const PROBE_WIDTH = 32;
const PROBE_HEIGHT = 18;

/** What a player really did since it was last asked. */
export type PlayerReport = Pick<VenueStatus, "painted_fps" | "heard_db" | "rendition" | "loss" | "delay_ms">;

/** Plays one broadcast: the picture onto a canvas, the sound through the loudspeakers. */
export class Player {
  readonly #hasPicture = new Signal(false);
  readonly #effect = new Effect();
  readonly #probe = new OffscreenCanvas(PROBE_WIDTH, PROBE_HEIGHT).getContext("2d", { willReadFrequently: true });
  #analyser: AnalyserNode | undefined;
  #canvas: HTMLCanvasElement;
  #paintedFrames = 0;
  #lastLook: Uint8ClampedArray | undefined;
  readonly #video: Watch.Video.Decoder;
  readonly #choice: RenditionChoice;
  #decoded: Decoded | undefined;
  #judged: Decoded | undefined;

  readonly path: string;
  readonly out: {
    readonly hasPicture: Getter<boolean>;
    /** The rendition that is taken, by its track. */
    readonly rendition: Getter<string | undefined>;
  };

  constructor({ line, path, canvas, muted, choice }: PlayerOptions) {
    this.path = path;
    this.#choice = choice;
    this.#canvas = canvas;
    const broadcast = this.#steadyBroadcast(line, Watch.Net.Path.from(path));
    const target = new Signal<Watch.Video.Target | undefined>(undefined);
    const videoSource = new Watch.Video.Source({ broadcast, supported: Watch.Video.Decoder.supported, target });
    const isTaken = this.#take(choice, videoSource, target);
    this.out = { hasPicture: this.#hasPicture, rendition: videoSource.out.track };
    const audioSource = new Watch.Audio.Source({ broadcast, supported: Watch.Audio.Decoder.supported });
    const sync = new Watch.Sync({
      latency: LATENCY,
      connection: line,
      video: videoSource.out.jitter,
      audio: audioSource.out.jitter,
    });
    const video = new Watch.Video.Decoder(videoSource, sync, { enabled: isTaken });
    this.#video = video;
    const hears = new Signal(false);
    const audio = new Watch.Audio.Decoder(audioSource, sync, { enabled: hears });
    const emitter = new Watch.Audio.Emitter(audio, { volume: 1, muted });
    this.#effect.proxy(hears, emitter.out.enabled);
    this.#paint(video.out.frame);
    this.#listen(audio.out.root, audio.out.stalled);
    for (const part of [emitter, audio, video, sync, audioSource, videoSource, broadcast]) {
      this.#effect.cleanup(() => { part.close(); });
    }
  }

  close(): void {
    this.#effect.close();
  }

  /** What the player did since the last call; ask once a second. */
  takeReport(): PlayerReport {
    return {
      painted_fps: this.takePaintedFrames(),
      heard_db: this.loudness(),
      rendition: this.out.rendition.peek() ?? null,
      loss: this.#takeLoss(),
      delay_ms: this.#delay(),
    };
  }

  /**
   * How many frames were painted since the last call that asked. Zero when the picture hasn't
   * changed since then: a frozen source that goes on sending is not a living picture.
   */
  takePaintedFrames(): number {
    const painted = this.#paintedFrames;
    this.#paintedFrames = 0;
    if (!this.#probe || painted === 0) return 0;
    this.#probe.drawImage(this.#canvas, 0, 0, PROBE_WIDTH, PROBE_HEIGHT);
    const look = this.#probe.getImageData(0, 0, PROBE_WIDTH, PROBE_HEIGHT).data;
    const isFrozen = this.#lastLook?.every((value, index) => value === look[index]) ?? false;
    this.#lastLook = look;
    return isFrozen ? 0 : painted;
  }

  /** Loudness of what is being played now, a silent hall's included; null while nothing is played. */
  loudness(): Decibels | null {
    if (!this.#analyser || this.#analyser.context.state !== "running") return null;
    const samples = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    return dB(10 * Math.log10(Math.max(power, SILENCE)));
  }

  /** Tell the line's choice of sizes how the last second went; to be called once a second while on show. */
  judgeLine(): void {
    const before = this.#judged;
    this.#judged = this.#decodedSoFar();
    const renditions = this.#video.source.out.catalog.peek()?.renditions ?? {};
    this.#choice.hear(renditions, this.out.rendition.peek(), this.#lossSince(before, this.#judged));
  }

  /**
   * Follow the choice of a size; tells whether pictures are to be taken at all.
   *
   * The library keeps a size until the next one has caught up with it, and has no gap so. On a line
   * that the larger one has clogged the smaller never catches up: there the larger goes first.
   */
  #take(choice: RenditionChoice, source: Watch.Video.Source, target: Signal<Watch.Video.Target | undefined>): Getter<boolean> {
    const isTaken = new Signal(true);
    let before = 0;
    this.#effect.run((effect) => {
      const { name, below, isSpared } = choice.of(effect.get(source.out.catalog)?.renditions ?? {}, effect);
      const isRelief = target.peek() !== undefined && below > before;
      before = below;
      if (name !== target.peek()?.name) target.set(name === undefined ? undefined : { name });
      isTaken.set(!isSpared && !isRelief);
      if (isRelief && !isSpared) effect.timer(() => { isTaken.set(true); }, RELIEF_MS);
    });
    return isTaken;
  }

  #takeLoss(): number | null {
    const before = this.#decoded;
    this.#decoded = this.#decodedSoFar();
    return this.#lossSince(before, this.#decoded);
  }

  #decodedSoFar(): Decoded | undefined {
    const frames = this.#video.out.stats.peek()?.frameCount;
    return frames === undefined ? undefined : { frames, at: ms(performance.now()) };
  }

  #lossSince(before: Decoded | undefined, now: Decoded | undefined): number | null {
    return now ? lossBetween(before, now, this.#video.source.out.config.peek()?.framerate) : null;
  }

  /** How far the picture is behind the newest that arrived. */
  #delay(): number | null {
    const [painted, newest] = [this.#video.out.timestamp.peek(), this.#video.out.buffered.peek().at(-1)?.end];
    return painted === undefined || newest === undefined ? null : Math.round(Math.max(0, newest - painted));
  }

  /**
   * The broadcast with a catalog that changes only when what is to be decoded does.
   *
   * Publishers refine bitrate and jitter as they go. The library starts decoder and loudspeaker
   * anew for each such note, which is a gap in the sound.
   */
  #steadyBroadcast(connection: Getter<ReadingLine | undefined>, name: Watch.Net.Path.Valid): Watch.Broadcast {
    const announced = new Watch.Broadcast({ connection, enabled: true, name });
    const catalog = new Signal<Watch.Hang.Catalog.Root | undefined>(undefined);
    let lastEssence = "";
    this.#effect.cleanup(() => { announced.close(); });
    this.#effect.subscribe(announced.out.catalog, (fresh) => {
      const essence = essenceOf(fresh);
      if (essence !== lastEssence) catalog.set(fresh);
      lastEssence = essence;
    });
    return new Watch.Broadcast({ connection, enabled: true, name, catalogFormat: "manual", catalog });
  }

  /**
   * The library's renderer blanks the canvas when frames stop; at a cut or on a lost line the
   * last picture is to stay until there is a better one.
   */
  #paint(frame: Getter<VideoFrame | undefined>): void {
    const context = this.#canvas.getContext("2d", { alpha: false });
    this.#effect.run((effect) => {
      const current = effect.get(frame);
      if (!current || !context) return;
      effect.animate(() => {
        if (this.#canvas.width !== current.displayWidth) this.#canvas.width = current.displayWidth;
        if (this.#canvas.height !== current.displayHeight) this.#canvas.height = current.displayHeight;
        context.drawImage(current, 0, 0);
        this.#paintedFrames += 1;
        this.#hasPicture.set(true);
      });
    });
  }

  #listen(root: Getter<AudioNode | undefined>, stalled: Getter<boolean>): void {
    this.#effect.run((effect) => {
      const node = effect.get(root);
      if (!node || effect.get(stalled)) return;
      const analyser = new AnalyserNode(node.context, { fftSize: 2048 });
      node.connect(analyser);
      this.#analyser = analyser;
      effect.cleanup(() => {
        analyser.disconnect();
        this.#analyser = undefined;
      });
    });
  }
}

/** What of a catalog a decoder is set up with. */
function essenceOf(catalog: Watch.Hang.Catalog.Root | undefined): string {
  const video = Object.entries(catalog?.video?.renditions ?? {});
  const audio = Object.entries(catalog?.audio?.renditions ?? {});
  return JSON.stringify([
    video.map(([name, { codec, container, description }]) => [name, codec, container, description]),
    audio.map(([name, { codec, container, description, sampleRate, numberOfChannels }]) => [
      name,
      [codec, container, description, sampleRate, numberOfChannels],
    ]),
  ]);
}
