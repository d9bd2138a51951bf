// SPDX-License-Identifier: Apache-2.0

import { beforeEach, expect, test } from "vitest";
import { deck } from "../model/fixtures.ts";
import { SlideShow } from "./slide-show.ts";

/** A line whose pictures arrive when the test says so. */
class SlowLine {
  readonly asked: string[] = [];
  /** Whether there are small pictures; without them a test can look at the sharp ones alone. */
  hasSmall = false;
  readonly #waiting = new Map<string, { readonly arrive: (picture: Blob) => void; readonly fail: (error: Error) => void }>();

  fetch(image: string, priority: RequestPriority, signal: AbortSignal): Promise<Blob> {
    if (!this.hasSmall && image.includes("small")) return Promise.reject(Object.assign(new Error(image), { name: "Refused" }));
    this.asked.push(`${image} ${priority}`);
    return new Promise((arrive, fail) => {
      this.#waiting.set(image, { arrive, fail });
      signal.addEventListener("abort", () => { this.#leave(image)?.fail(new Error("aborted")); });
    });
  }

  get underWay(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  async arrive(image: string): Promise<void> {
    this.#leave(image)?.arrive(new Blob([image]));
    await settled();
  }

  async fail(image: string, name = "Unreachable"): Promise<void> {
    this.#leave(image)?.fail(Object.assign(new Error(image), { name }));
    await settled();
  }

  #leave(image: string): { readonly arrive: (picture: Blob) => void; readonly fail: (error: Error) => void } | undefined {
    const waiting = this.#waiting.get(image);
    this.#waiting.delete(image);
    return waiting;
  }
}

interface Bitmap {
  readonly image: string;
  isClosed: boolean;
  close(): void;
}

/** Long enough for every promise that can go on by itself. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve));
};

interface Held {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function held(): Held {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((go) => { resolve = go; });
  return { promise, resolve };
}

const DECK = deck("a", { pages: 9, item: 1 });
let line: SlowLine;
let decoded: Bitmap[];
let show: SlideShow<Bitmap>;
let goOn = held();

beforeEach(() => {
  const own = (line = new SlowLine());
  decoded = [];
  goOn.resolve();
  show = new SlideShow<Bitmap>({
    fetch: (image, priority, signal) => own.fetch(image, priority, signal),
    decode: async (picture) => {
      const bitmap = { image: await picture.text(), isClosed: false, close: () => { bitmap.isClosed = true; } };
      decoded.push(bitmap);
      return bitmap;
    },
    idle: () => Promise.resolve(),
    pause: () => goOn.promise,
  });
});

async function turn(page: number): Promise<void> {
  show.show({ deck: DECK, page }, []);
  await settled();
}

const shown = (): string | undefined => show.out.picture.peek()?.bitmap.image;
const page = (number: number): string => `a-${number}.webp`;

/** Let pictures come as they are asked for, until nothing is under way. */
async function calm(): Promise<void> {
  for (let image = line.underWay[0]; image !== undefined; image = line.underWay[0]) await line.arrive(image);
}

test("pages come one at a time: the one on show first, then those around it, then all others", async () => {
  await turn(3);
  await calm();
  expect(line.asked).toEqual([
    `${page(3)} high`,
    ...[4, 5, 2, 6, 7, 8, 9, 1].map((number) => `${page(number)} low`),
  ]);
  expect(decoded.map(({ image }) => image)).toEqual([3, 4, 5, 2].map(page));
});

test("a small picture of every page comes before sharp ones, but for the one on show", async () => {
  line.hasSmall = true;
  await turn(3);
  await calm();
  const small = [3, 4, 5, 2, 6, 7, 8, 9, 1].map((number) => `a-${number}-small.webp`);
  expect(line.asked.map((asked) => asked.split(" ")[0])).toEqual([...small.slice(0, 4), page(3), ...small.slice(4), ...[4, 5, 2, 6, 7, 8, 9, 1].map(page)]);
});

test("a small picture stands in until the sharp one is here", async () => {
  line.hasSmall = true;
  await turn(1);
  expect(shown()).toBeUndefined();
  await line.arrive("a-1-small.webp");
  expect([shown(), show.out.picture.peek()?.isSharp]).toEqual(["a-1-small.webp", false]);
  for (const number of [2, 3]) await line.arrive(`a-${number}-small.webp`);
  await line.arrive(page(1));
  expect([shown(), show.out.picture.peek()?.isSharp]).toEqual([page(1), true]);
});

test("the page on show stays until the next one is decoded", async () => {
  await turn(1);
  expect(shown()).toBeUndefined();
  await line.arrive(page(1));
  expect(shown()).toBe(page(1));
  await turn(7);
  expect(shown()).toBe(page(1));
  await line.arrive(page(7));
  expect([shown(), decoded[0]?.isClosed]).toEqual([page(7), false]);
});

test("a page that is decoded ahead is there at once", async () => {
  await turn(1);
  await line.arrive(page(1));
  await line.arrive(page(2));
  show.show({ deck: DECK, page: 2 }, []);
  expect(shown()).toBe(page(2));
});

test("the page that is wanted now pushes aside what was fetched ahead", async () => {
  await turn(1);
  await line.arrive(page(1));
  expect(line.underWay).toEqual([page(2)]);
  await turn(8);
  expect(line.underWay).toEqual([page(8)]);
});

test("what is under way and still comes next isn't begun anew", async () => {
  line.hasSmall = true;
  await turn(1);
  for (let image = line.underWay[0]; image !== undefined && image !== page(3); image = line.underWay[0]) await line.arrive(image);
  await turn(2);
  await line.arrive(page(3));
  expect([shown(), line.asked.filter((asked) => asked.startsWith(page(3)))]).toEqual([page(2), [`${page(3)} low`]]);
});

test("only the last of several quick turns is waited for", async () => {
  await turn(1);
  await line.arrive(page(1));
  for (const number of [5, 6, 7]) await turn(number);
  await line.arrive(page(7));
  expect(shown()).toBe(page(7));
  expect(decoded.map(({ image }) => image)).toEqual([page(1), page(7)]);
});

test("a picture that fails is asked for until it comes, one that doesn't exist isn't", async () => {
  await turn(1);
  await line.fail(page(1));
  expect(line.underWay).toEqual([page(1)]);
  await line.arrive(page(1));
  expect(shown()).toBe(page(1));
  await line.fail(page(2), "Refused");
  expect(line.underWay).toEqual([page(3)]);
});

test("decoded pages far from the one on show are let go of, but never the one on show", async () => {
  await turn(1);
  await calm();
  await turn(8);
  await calm();
  const open = decoded.filter(({ isClosed }) => !isClosed).map(({ image }) => image);
  expect([shown(), open.toSorted()]).toEqual([page(8), [7, 8, 9].map(page)]);
});

test("before the first slide the decks that lie ahead are fetched, and nothing is shown", async () => {
  show.show(undefined, [DECK]);
  await settled();
  await line.arrive(page(1));
  expect([line.asked, shown()]).toEqual([[`${page(1)} low`, `${page(2)} low`], undefined]);
});

test("what nobody waits for leaves a slow line free for as long as it took", async () => {
  await turn(1);
  for (const number of [1, 2, 3]) await line.arrive(page(number));
  goOn = held();
  await line.arrive(page(4));
  expect(line.underWay).toEqual([]);
  goOn.resolve();
  await settled();
  expect(line.underWay).toEqual([page(5)]);
});

test("without a slide there is no picture", async () => {
  await turn(1);
  await line.arrive(page(1));
  show.show(undefined, []);
  expect(shown()).toBeUndefined();
});
