// SPDX-License-Identifier: Apache-2.0

import { pageBeside, type Wanted, wantedSlide } from "../model/slides.ts";
import { h, KeyedList, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Deck, Floor } from "../wire/documents.ts";
import { type AddressOf, deckPicture, lazyDeckPicture } from "./deck-picture.ts";

export interface SlidePanelState {
  readonly floor: Floor | undefined;
  readonly decks: readonly Deck[];
}

export interface SlidePanelOptions {
  readonly addressOf: AddressOf;
  readonly turn: (wanted: Wanted) => void;
  readonly step: (from: Wanted, step: 1 | -1) => void;
  /** The director looks at the list of decks: it had better be new. */
  readonly refresh: () => void;
  readonly t: Translate;
}

interface Thumbnail {
  readonly wanted: Wanted;
  readonly isShown: boolean;
}

/** The director's slides: a deck to choose, the page on show, the one that comes, and all of them. */
export class SlidePanel {
  readonly element: HTMLElement;
  readonly #options: SlidePanelOptions;
  readonly #chooser: HTMLSelectElement;
  readonly #shown: View<Wanted | undefined>;
  readonly #coming: View<Wanted | undefined>;
  readonly #place = h("p", { class: "slide-place", role: "status" });
  readonly #steps: Readonly<Record<"previous" | "next", HTMLButtonElement>>;
  readonly #thumbnails: KeyedList<Thumbnail>;
  readonly #empty: HTMLElement;
  readonly #body: HTMLElement;
  #state: SlidePanelState = { floor: undefined, decks: [] };
  #chosen: string | undefined;
  #lastShown: string | undefined;

  constructor(options: SlidePanelOptions) {
    this.#options = options;
    const { t, refresh } = options;
    const choose = (): void => {
      this.#chosen = this.#chooser.value;
      this.show(this.#state);
    };
    this.#chooser = h("select", { "aria-label": t("slide.deck"), onchange: choose, onpointerdown: refresh, onfocus: refresh });
    this.#shown = this.#pane("shown", "slide.now", "slide.none");
    this.#coming = this.#pane("coming", "slide.coming", "slide.end");
    const [back, on] = [h("kbd", {}, "PgUp"), h("kbd", {}, "PgDn")];
    this.#steps = { previous: this.#stepButton("previous", -1, "‹", back), next: this.#stepButton("next", 1, on, "›") };
    const list = h("ol", { class: "slide-thumbnails", "aria-label": t("slide.all") });
    this.#thumbnails = new KeyedList(list, ({ wanted }) => `${wanted.deck.id}/${wanted.page}`, ({ wanted }) => this.#thumbnail(wanted));
    this.#empty = h("p", { class: "empty" }, t("slide.decks.empty"));
    this.#body = h(
      "div",
      { class: "slide-body" },
      h("div", { class: "slide-choice" }, this.#chooser, this.#place),
      h("div", { class: "slide-panes" }, this.#shown.element, h("div", { class: "slide-side" }, this.#coming.element, h("div", { class: "slide-steps" }, this.#steps.previous, this.#steps.next))),
      list,
    );
    this.element = h("div", { class: "panel slides-panel" }, this.#empty, this.#body);
  }

  show(state: SlidePanelState): void {
    this.#state = state;
    const { decks, floor } = state;
    this.#empty.hidden = decks.length > 0;
    this.#body.hidden = decks.length === 0;
    const slide = wantedSlide(floor, decks);
    if (slide && slide.deck.id !== this.#lastShown) this.#chosen = slide.deck.id;
    this.#lastShown = slide?.deck.id;
    this.#showChoice();
    const now = this.#now();
    this.#shown.show(now && now.page > 0 ? now : undefined);
    this.#coming.show(now && pageBeside(now, 1));
    setText(this.#place, now && now.page > 0 ? this.#options.t("slide.page", { page: now.page, pages: now.deck.pages.length }) : "");
    const isOver = floor?.phase === "closed";
    this.#steps.previous.disabled = isOver || !now || !pageBeside(now, -1);
    this.#steps.next.disabled = isOver || !now || !pageBeside(now, 1);
    this.#thumbnails.show(now ? now.deck.pages.map((_, index) => ({ wanted: { deck: now.deck, page: index + 1 }, isShown: index + 1 === now.page })) : []);
  }

  /** Turn on or back within the chosen deck. */
  step(step: 1 | -1): void {
    const now = this.#now();
    if (now) this.#options.step(now, step);
  }

  /** Where the chosen deck stands; before its first page, page 0. */
  #now(): Wanted | undefined {
    const { floor, decks } = this.#state;
    const slide = wantedSlide(floor, decks);
    const deck = this.#chosenDeck();
    return deck && (slide?.deck.id === deck.id ? slide : { deck, page: 0 });
  }

  #chosenDeck(): Deck | undefined {
    const { floor, decks } = this.#state;
    return decks.find(({ id }) => id === this.#chosen) ?? decks.find(({ item }) => item === floor?.item) ?? decks[0];
  }

  #showChoice(): void {
    const { decks } = this.#state;
    const names = decks.map(({ id, title }) => [id, title] as const);
    if (JSON.stringify(names) !== this.#chooser.dataset["names"]) {
      this.#chooser.dataset["names"] = JSON.stringify(names);
      this.#chooser.replaceChildren(...names.map(([value, title]) => h("option", { value }, title)));
    }
    this.#chooser.value = this.#chosenDeck()?.id ?? "";
  }

  #pane(kind: string, title: "slide.now" | "slide.coming", nothing: "slide.none" | "slide.end"): View<Wanted | undefined> {
    const { addressOf, t } = this.#options;
    const picture = deckPicture(addressOf);
    const missing = h("p", { class: "slide-nothing" }, t(nothing));
    return {
      element: h("figure", { class: "slide-pane", "data-kind": kind }, h("figcaption", {}, t(title)), h("div", { class: "slide-frame" }, picture.element, missing)),
      show: (wanted) => {
        const page = wanted?.deck.pages[wanted.page - 1];
        missing.hidden = page !== undefined;
        picture.show(wanted && page && { ...page, name: kind === "shown" ? page.image : page.thumbnail, alt: this.#label(wanted) });
      },
    };
  }

  #stepButton(name: "previous" | "next", step: 1 | -1, ...signs: readonly (string | HTMLElement)[]): HTMLButtonElement {
    const text = this.#options.t(`slide.${name}`);
    return h("button", { type: "button", class: "button small", title: text, onclick: () => { this.step(step); } }, h("span", { class: "quiet" }, text), ...signs);
  }

  #thumbnail(wanted: Wanted): View<Thumbnail> {
    const { addressOf, turn, t } = this.#options;
    const page = wanted.deck.pages[wanted.page - 1];
    const picture = page ? lazyDeckPicture(addressOf, { ...page, name: page.thumbnail, alt: "" }) : null;
    const button = h("button", { type: "button", class: "slide-thumbnail", "aria-label": t("slide.turn", { page: wanted.page }), onclick: () => { turn(wanted); } }, picture, h("span", {}, String(wanted.page)));
    return {
      element: h("li", {}, button),
      show: ({ isShown }) => { setAttribute(button, "aria-current", isShown ? "page" : null); },
    };
  }

  #label({ deck, page }: Wanted): string {
    return this.#options.t("slide.label", { page, pages: deck.pages.length, title: deck.title });
  }
}
