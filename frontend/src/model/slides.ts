// SPDX-License-Identifier: Apache-2.0

import type { Deck, Floor } from "../wire/documents.ts";

/** A page of a deck, counted from 1. */
export interface Wanted {
  readonly deck: Deck;
  readonly page: number;
}

/** A picture that a screen is to have, in the order in which it is to come. */
export interface Errand {
  readonly image: string;
  readonly urgency: "now" | "near" | "idle";
  /** The sharp picture that this one stands in for, and is needless beside. */
  readonly standsFor?: string;
}

/** How many pages are kept decoded behind and ahead of the page on show: 8 MB each, so not all of them. */
const NEAR_BEFORE = 1;
const NEAR_AFTER = 2;

/** The slide of the moment; undefined without one, or while its deck isn't known here. */
export function wantedSlide(floor: Floor | undefined, decks: readonly Deck[]): Wanted | undefined {
  const slide = floor?.slide;
  const deck = decks.find(({ id }) => id === slide?.deck);
  return slide && deck && slide.page <= deck.pages.length ? { deck, page: slide.page } : undefined;
}

/** The scene as far as it can be composed: until a slide is here, whoever speaks is better than nothing. */
export function sceneOnShow(floor: Floor | undefined, hasSlide: boolean): Floor["scene"] {
  const scene = floor?.scene ?? "holding";
  return (scene === "slides" || scene === "slides_speaker") && !hasSlide ? "speaker" : scene;
}

/** The decks that may be asked for soon: those of the running item and of the one after it. */
export function decksAhead(floor: Floor | undefined, decks: readonly Deck[]): readonly Deck[] {
  const item = floor?.item ?? 0;
  return decks.filter((deck) => deck.item === item || deck.item === item + 1);
}

/**
 * What to fetch: the page on show first, then what may be turned to. Small pictures go before
 * sharp ones: a line of 128 kb/s carries a small one in a quarter of a second, and any page
 * that is turned to can be seen at once while its sharp picture is still to come.
 */
export function errands(wanted: Wanted | undefined, ahead: readonly Deck[]): readonly Errand[] {
  const own = wanted ? pagesFrom(wanted) : [];
  const others = ahead.filter(({ id }) => id !== wanted?.deck.id).flatMap(({ pages }) => pages);
  return [...own, ...others.map((page) => small(page, "idle")), ...others.map((page) => sharp(page, "idle"))];
}

function pagesFrom({ deck, page }: Wanted): readonly Errand[] {
  const others = [...range(page + 1, deck.pages.length), ...range(1, page - 1).toReversed()];
  const isNear = (number: number): boolean => number >= page - NEAR_BEFORE && number <= page + NEAR_AFTER;
  const pages = (numbers: readonly number[]): readonly Page[] => numbers.flatMap((number) => deck.pages[number - 1] ?? []);
  const [own, near, far] = [pages([page]), pages(others.filter(isNear)), pages(others.filter((number) => !isNear(number)))];
  return [
    ...own.map((one) => small(one, "now")),
    ...near.map((one) => small(one, "near")),
    ...own.map((one) => sharp(one, "now")),
    ...far.map((one) => small(one, "idle")),
    ...near.map((one) => sharp(one, "near")),
    ...far.map((one) => sharp(one, "idle")),
  ];
}

type Page = Deck["pages"][number];

function small({ image, thumbnail }: Page, urgency: Errand["urgency"]): Errand {
  return { image: thumbnail, urgency, standsFor: image };
}

function sharp({ image }: Page, urgency: Errand["urgency"]): Errand {
  return { image, urgency };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** The page that is `step` pages on; undefined beyond the first and the last. */
export function pageBeside({ deck, page }: Wanted, step: 1 | -1): Wanted | undefined {
  const other = page + step;
  return other >= 1 && other <= deck.pages.length ? { deck, page: other } : undefined;
}

const STEPS: Readonly<Record<string, 1 | -1>> = { PageDown: 1, PageUp: -1 };
const CONSOLE_STEPS: Readonly<Record<string, 1 | -1>> = { ...STEPS, "]": 1, "[": -1 };
const DESK_STEPS: Readonly<Record<string, 1 | -1>> = { ...STEPS, ArrowRight: 1, ArrowLeft: -1 };

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a presenter's clicker or a key asks for: a page on or a page back. */
export function stepOf({ key, ctrlKey, metaKey, altKey }: Pressed, page: "console" | "desk"): 1 | -1 | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return (page === "console" ? CONSOLE_STEPS : DESK_STEPS)[key];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A gap of so many dots beside a picture is a rounding, and would be seen as a line. */
const ROUNDING = 2;

/** Where a picture stands, whole and in the middle, in a box of whole dots. */
export function fitted(picture: Size, box: Size): Size & { readonly x: number; readonly y: number } {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const filling = (side: number, whole: number): number => (whole - side * scale <= ROUNDING ? whole : Math.round(side * scale));
  const [width, height] = [filling(picture.width, box.width), filling(picture.height, box.height)];
  return { x: Math.floor((box.width - width) / 2), y: Math.floor((box.height - height) / 2), width, height };
}
