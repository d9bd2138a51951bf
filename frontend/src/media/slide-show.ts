// SPDX-License-Identifier: Apache-2.0

import { redialDelay } from "../model/backoff.ts";
import { type Errand, errands, type Wanted } from "../model/slides.ts";
import type { Deck } from "../wire/documents.ts";
import { type Getter, Signal } from "./signals.ts";

/** A page that is ready to be painted. */
export interface SlidePicture<Bitmap> extends Wanted {
  readonly bitmap: Bitmap;
  /** False for a small picture that stands in until the sharp one is here. */
  readonly isSharp: boolean;
}

export interface SlideShowOptions<Bitmap> {
  readonly fetch: (image: string, priority: RequestPriority, signal: AbortSignal) => Promise<Blob>;
  readonly decode: (picture: Blob) => Promise<Bitmap>;
  /** Resolves when the page has nothing better to do. */
  readonly idle: () => Promise<void>;
  readonly pause: (delay: number) => Promise<void>;
}

interface Coming {
  readonly image: string;
  readonly picture: Promise<Blob>;
  readonly abort: AbortController;
}

/**
 * Has the pages of decks ready before they are asked for. The picture on show stays until the
 * next one, small or sharp, is decoded; a line that carries one page in five seconds carries one
 * at a time, and the one that is wanted now pushes aside whatever was being fetched ahead.
 */
export class SlideShow<Bitmap extends { close(): void } = ImageBitmap> {
  readonly #options: SlideShowOptions<Bitmap>;
  readonly #picture = new Signal<SlidePicture<Bitmap> | undefined>(undefined);
  readonly #fetched = new Map<string, Blob>();
  readonly #decoded = new Map<string, Bitmap>();
  #wanted: Wanted | undefined;
  #coming: Coming | undefined;
  #round = 0;
  #list = "";

  readonly out: { readonly picture: Getter<SlidePicture<Bitmap> | undefined> } = { picture: this.#picture };

  constructor(options: SlideShowOptions<Bitmap>) {
    this.#options = options;
  }

  /** Show a page as soon as it is there, and fetch what may come after it. */
  show(wanted: Wanted | undefined, ahead: readonly Deck[]): void {
    const list = errands(wanted, ahead);
    const key = JSON.stringify(list);
    if (key === this.#list && wanted?.deck.id === this.#wanted?.deck.id) return;
    this.#list = key;
    this.#wanted = wanted;
    if (!wanted) this.#picture.set(undefined);
    const next = list.find((errand) => !this.#isDone(errand))?.image;
    if (this.#coming && this.#coming.image !== next) this.#coming.abort.abort();
    this.#round += 1;
    this.#publish();
    void this.#run(list, this.#round);
  }

  async #run(list: readonly Errand[], round: number): Promise<void> {
    const isOver = (): boolean => round !== this.#round;
    for (const errand of list) {
      const { image, urgency } = errand;
      if (this.#isDone(errand) && (urgency === "idle" || !this.#fetched.has(image))) continue;
      if (urgency === "idle") await this.#options.idle();
      if (isOver()) return;
      const began = performance.now();
      const picture = await this.#fetch(image, urgency === "now" ? "high" : "low", isOver);
      // What nobody waits for leaves the line to sound and picture for as long as it took it from them.
      if (urgency === "idle" && !errand.standsFor) await this.#options.pause(performance.now() - began);
      if (isOver()) return;
      if (picture && urgency !== "idle") await this.#decode(image, picture);
      if (isOver()) return;
      if (urgency === "now") this.#publish();
    }
    this.#forget(list);
  }

  #isDone({ image, standsFor }: Errand): boolean {
    return this.#fetched.has(image) || (standsFor !== undefined && this.#fetched.has(standsFor));
  }

  /** The picture, asked for until it is there; undefined when there is none, or the show went on. */
  async #fetch(image: string, priority: RequestPriority, isOver: () => boolean): Promise<Blob | undefined> {
    for (let attempt = 1; !isOver(); attempt += 1) {
      const known = this.#fetched.get(image);
      if (known) return known;
      try {
        const picture = await this.#ask(image, priority);
        this.#fetched.set(image, picture);
        return picture;
      } catch (error) {
        if (error instanceof Error && error.name === "Refused") return undefined;
        if (!isOver()) await this.#options.pause(redialDelay(attempt, Math.random()));
      }
    }
    return undefined;
  }

  #ask(image: string, priority: RequestPriority): Promise<Blob> {
    if (this.#coming?.image === image) return this.#coming.picture;
    const abort = new AbortController();
    const picture = this.#options.fetch(image, priority, abort.signal);
    const coming = { image, picture, abort };
    const done = (): void => {
      if (this.#coming === coming) this.#coming = undefined;
    };
    picture.then(done, done);
    this.#coming = coming;
    return picture;
  }

  async #decode(image: string, picture: Blob): Promise<void> {
    if (this.#decoded.has(image)) return;
    try {
      const bitmap = await this.#options.decode(picture);
      if (this.#decoded.has(image)) bitmap.close();
      else this.#decoded.set(image, bitmap);
    } catch {
      // A picture that came damaged is fetched anew at the next turn.
      this.#fetched.delete(image);
    }
  }

  #publish(): void {
    const wanted = this.#wanted;
    const page = wanted?.deck.pages[wanted.page - 1];
    if (!wanted || !page) return;
    const sharp = this.#decoded.get(page.image);
    const bitmap = sharp ?? this.#decoded.get(page.thumbnail);
    if (bitmap) this.#picture.set({ ...wanted, bitmap, isSharp: sharp !== undefined });
  }

  /** Let go of decoded pages that are far from the one on show. */
  #forget(list: readonly Errand[]): void {
    const near = new Set(list.filter(({ urgency }) => urgency !== "idle").map(({ image }) => image));
    for (const [image, bitmap] of this.#decoded) {
      if (near.has(image) || bitmap === this.#picture.peek()?.bitmap) continue;
      bitmap.close();
      this.#decoded.delete(image);
    }
  }
}
