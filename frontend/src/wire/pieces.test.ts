// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import type { Piece } from "./client.ts";
import { PiecewisePictures } from "./pieces.ts";

const WHOLE = "0123456789".repeat(2_000);

/** Gives what is asked for, or fails once so many pieces have been given. */
function shelf(failsAfter = Infinity): { readonly asked: number[]; piece: (name: string, from: number, size: number) => Promise<Piece> } {
  const asked: number[] = [];
  const piece = (_name: string, from: number, size: number): Promise<Piece> => {
    asked.push(from);
    if (asked.length === failsAfter + 1) return Promise.reject(new Error("pushed aside"));
    return Promise.resolve({ part: new Blob([WHOLE.slice(from, from + size)]), total: WHOLE.length });
  };
  return { asked, piece };
}

test("a picture that came in pieces is whole", async () => {
  const from = shelf();
  const picture = await new PiecewisePictures(from).fetch("a.webp", "low", new AbortController().signal);
  expect(await picture.text()).toBe(WHOLE);
  expect(from.asked.length).toBeGreaterThan(1);
});

test("what has come of a picture that was pushed aside doesn't come again", async () => {
  const from = shelf(2);
  const pictures = new PiecewisePictures(from);
  const fetch = (): Promise<Blob> => pictures.fetch("a.webp", "low", new AbortController().signal);
  await expect(fetch()).rejects.toThrow("pushed aside");
  expect(await (await fetch()).text()).toBe(WHOLE);
  expect(from.asked.filter((start) => start === 0)).toHaveLength(1);
});
