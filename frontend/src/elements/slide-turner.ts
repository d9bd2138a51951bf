// SPDX-License-Identifier: Apache-2.0

import { pageBeside, type Wanted } from "../model/slides.ts";
import { h, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import { type AddressOf, deckPicture } from "./deck-picture.ts";

export interface SlideTurnerOptions {
  readonly addressOf: AddressOf;
  readonly step: (step: 1 | -1) => void;
  readonly t: Translate;
}

/** For whoever speaks at a venue on air: the page that all rooms see, and two big buttons. */
export function slideTurner({ addressOf, step, t }: SlideTurnerOptions): View<Wanted | undefined> {
  const picture = deckPicture(addressOf);
  const [place, title] = [h("strong", { role: "status" }), h("span")];
  const button = (by: 1 | -1, ...words: readonly string[]): HTMLButtonElement =>
    h("button", { type: "button", class: "button primary turn", onclick: () => { step(by); } }, ...words);
  const previous = button(-1, "‹ ", t("slide.previous"));
  const next = button(1, t("slide.next"), " ›");
  const element = h(
    "section",
    { class: "slide-turner", "aria-label": t("slide.deck"), hidden: true },
    picture.element,
    h("p", { class: "slide-turner-place" }, place, title),
    h("div", { class: "slide-turner-steps" }, previous, next),
    h("p", { class: "slide-turner-hint" }, t("slide.hint")),
  );
  return {
    element,
    show: (wanted) => {
      element.hidden = wanted === undefined;
      const page = wanted?.deck.pages[wanted.page - 1];
      if (!wanted || !page) return;
      const pages = wanted.deck.pages.length;
      picture.show({ ...page, name: page.image, alt: t("slide.label", { page: wanted.page, pages, title: wanted.deck.title }) });
      setText(place, t("slide.page", { page: wanted.page, pages }));
      setText(title, wanted.deck.title);
      previous.disabled = !pageBeside(wanted, -1);
      next.disabled = !pageBeside(wanted, 1);
    },
  };
}
