// SPDX-License-Identifier: Apache-2.0

import { h } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Deck } from "../wire/documents.ts";
import { type AddressOf, lazyDeckPicture } from "./deck-picture.ts";

/** The conference's decks to be read through; a deck's pages are fetched once it is opened and as they come into view. */
export function deckList(decks: readonly Deck[], addressOf: AddressOf, t: Translate): HTMLElement {
  if (decks.length === 0) return h("p", { class: "empty" }, t("phone.materials.empty"));
  return h("div", { class: "decks" }, ...decks.map((deck) => deckDetails(deck, addressOf, t)));
}

function deckDetails(deck: Deck, addressOf: AddressOf, t: Translate): HTMLElement {
  const pages = h("div", { class: "deck-pages" });
  const open = (): void => {
    if (pages.childElementCount > 0) return;
    const total = deck.pages.length;
    pages.append(
      ...deck.pages.map((page, index) =>
        lazyDeckPicture(addressOf, { ...page, name: page.image, alt: t("slide.label", { page: index + 1, pages: total, title: deck.title }) }),
      ),
    );
  };
  const summary = h("summary", {}, h("strong", {}, deck.title), h("span", {}, t("phone.materials.pages", { pages: deck.pages.length })));
  return h("details", { class: "deck", ontoggle: open }, summary, pages);
}
