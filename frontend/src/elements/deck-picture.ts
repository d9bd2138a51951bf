// SPDX-License-Identifier: Apache-2.0

import { h, setAttribute, type View } from "../ui/dom.ts";

export interface DeckPictureState {
  /** The picture's name in the plan. */
  readonly name: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

export type AddressOf = (name: string) => Promise<string>;

/** A page of a deck on the page; the one before stays until it is here. */
export function deckPicture(addressOf: AddressOf): View<DeckPictureState | undefined> {
  const element = h("img", { class: "deck-picture", decoding: "async", alt: "" });
  let wanted = "";
  return {
    element,
    show: (state) => {
      element.hidden = state === undefined;
      if (!state || state.name === wanted) return;
      wanted = state.name;
      const put = (address: string): void => {
        if (wanted !== state.name) return;
        element.src = address;
        for (const name of ["alt", "width", "height"] as const) setAttribute(element, name, String(state[name]));
      };
      addressOf(state.name).then(put, () => {
        // Asked for again when it is shown again.
        if (wanted === state.name) wanted = "";
      });
    },
  };
}

/** The same, asked for only once it comes near the part of the page that is being looked at. */
export function lazyDeckPicture(addressOf: AddressOf, state: DeckPictureState): HTMLElement {
  const picture = deckPicture(addressOf);
  const { element } = picture;
  for (const name of ["width", "height"] as const) setAttribute(element, name, String(state[name]));
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.every(({ isIntersecting }) => !isIntersecting)) return;
      observer.disconnect();
      picture.show(state);
    },
    { rootMargin: "100%" },
  );
  observer.observe(element);
  return element;
}
