// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import type { Floor } from "../wire/documents.ts";
import { deck, floor } from "./fixtures.ts";
import { decksAhead, errands, fitted, pageBeside, sceneOnShow, stepOf, wantedSlide } from "./slides.ts";

const SIX = deck("a", { pages: 6, item: 2 });
const turnedTo = (page: number, id = "a"): Floor => floor({ slide: { deck: id, page } });
const names = (page: number, urgency: string): readonly string[] =>
  errands({ deck: SIX, page }, []).filter((errand) => errand.urgency === urgency).map(({ image }) => image.replace(".webp", ""));

test("the slide of the moment is a page of a deck that is known here", () => {
  expect(wantedSlide(turnedTo(3), [SIX])).toEqual({ deck: SIX, page: 3 });
  expect(wantedSlide(turnedTo(3, "b"), [SIX])).toBeUndefined();
  expect(wantedSlide(turnedTo(7), [SIX])).toBeUndefined();
  expect(wantedSlide(floor(), [SIX])).toBeUndefined();
  expect(wantedSlide(undefined, [SIX])).toBeUndefined();
});

test("the page on show comes first, then the next two and the last one, then the rest", () => {
  expect(names(3, "now")).toEqual(["a-3-small", "a-3"]);
  expect(names(3, "near")).toEqual(["a-4-small", "a-5-small", "a-2-small", "a-4", "a-5", "a-2"]);
  expect(names(3, "idle")).toEqual(["a-6-small", "a-1-small", "a-6", "a-1"]);
});

test("every small picture is here before any sharp one but that on show", () => {
  const images = errands({ deck: SIX, page: 3 }, []).map(({ image }) => image);
  const sharp = images.filter((image) => !image.includes("small"));
  expect([sharp[0], images.findLastIndex((image) => image.includes("small"))]).toEqual(["a-3.webp", SIX.pages.length]);
});

test("at both ends of a deck there is nothing beyond", () => {
  expect(names(1, "near")).toEqual(["a-2-small", "a-3-small", "a-2", "a-3"]);
  expect(names(6, "near")).toEqual(["a-5-small", "a-5"]);
  expect(errands({ deck: SIX, page: 6 }, [])).toHaveLength(12);
});

test("decks of the running item and of the next are fetched last, each page once", () => {
  const other = deck("b", { pages: 2, item: 3 });
  const images = errands({ deck: SIX, page: 1 }, [SIX, other]).map(({ image }) => image);
  expect(images.slice(-4)).toEqual(["b-1-small.webp", "b-2-small.webp", "b-1.webp", "b-2.webp"]);
  expect(new Set(images).size).toBe(images.length);
  expect(errands(undefined, [other]).map(({ urgency }) => urgency)).toEqual(["idle", "idle", "idle", "idle"]);
});

test("decks lie ahead when they belong to the running item or the one after it", () => {
  const decks = [1, 2, 3, null].map((item, index) => deck(String(index), { pages: 1, item }));
  expect(decksAhead(floor({ item: 2 }), decks).map(({ item }) => item)).toEqual([2, 3]);
  expect(decksAhead(floor({ item: null }), decks).map(({ item }) => item)).toEqual([1]);
});

test("a scene with slides shows whoever speaks until the first slide is here", () => {
  const scenes = (["slides", "slides_speaker", "duo", "holding"] as const).map((scene) => floor({ scene }));
  expect(scenes.map((state) => sceneOnShow(state, false))).toEqual(["speaker", "speaker", "duo", "holding"]);
  expect(scenes.map((state) => sceneOnShow(state, true))).toEqual(["slides", "slides_speaker", "duo", "holding"]);
  expect(sceneOnShow(undefined, true)).toBe("holding");
});

test("a step stays within the deck", () => {
  expect(pageBeside({ deck: SIX, page: 5 }, 1)?.page).toBe(6);
  expect(pageBeside({ deck: SIX, page: 6 }, 1)).toBeUndefined();
  expect(pageBeside({ deck: SIX, page: 1 }, -1)).toBeUndefined();
});

test("presenters' clickers turn on both pages, brackets on the console, arrows on the desk", () => {
  const press = (key: string, page: "console" | "desk", ctrlKey = false): number | undefined =>
    stepOf({ key, ctrlKey, metaKey: false, altKey: false }, page);
  expect(["PageDown", "PageUp"].map((key) => [press(key, "console"), press(key, "desk")])).toEqual([[1, 1], [-1, -1]]);
  expect(["[", "]", "ArrowRight"].map((key) => press(key, "console"))).toEqual([-1, 1, undefined]);
  expect(["ArrowRight", "ArrowLeft", "]"].map((key) => press(key, "desk"))).toEqual([1, -1, undefined]);
  expect(press("PageDown", "desk", true)).toBeUndefined();
});

test("a picture stands whole in the middle of its box, dot by dot where it fits", () => {
  expect(fitted({ width: 1920, height: 1080 }, { width: 1920, height: 1080 })).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
  expect(fitted({ width: 1440, height: 1080 }, { width: 1366, height: 768 })).toEqual({ x: 171, y: 0, width: 1024, height: 768 });
  expect(fitted({ width: 1920, height: 1080 }, { width: 1366, height: 768 })).toEqual({ x: 0, y: 0, width: 1366, height: 768 });
});
