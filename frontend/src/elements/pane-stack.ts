// SPDX-License-Identifier: Apache-2.0

import type { Composition, Plate } from "../model/composition.ts";
import { h, setAttribute, setText } from "../ui/dom.ts";
import { type Translate, venueTitle } from "../ui/text.ts";

interface Pane {
  readonly element: HTMLElement;
  readonly picture: HTMLElement;
  readonly show: (plate: Plate | undefined) => void;
}

/** The moving pictures of a screen: a pane for each broadcast that is on show, with its name plate. */
export class PaneStack {
  readonly element = h("div", { class: "panes" });
  readonly #panes = new Map<string, Pane>();
  readonly #t: Translate;

  constructor(t: Translate) {
    this.#t = t;
  }

  /** Where the canvas of a venue or source goes. */
  host(code: string): HTMLElement {
    return this.#pane(code).picture;
  }

  /** Put the panes that have a picture in their places; `onShow` begins with the one in front. */
  show(shown: Composition, onShow: readonly string[]): void {
    for (const code of onShow) this.#pane(code);
    for (const [code, { element, show }] of this.#panes) {
      const place = onShow.indexOf(code);
      setAttribute(element, "data-place", ["main", "second"][place] ?? null);
      show(shown.kind === "programme" ? shown.plates.get(code) : undefined);
    }
  }

  #pane(code: string): Pane {
    const known = this.#panes.get(code);
    if (known) return known;
    const pane = makePane(code, this.#t);
    this.#panes.set(code, pane);
    this.element.append(pane.element);
    return pane;
  }
}

function makePane(code: string, t: Translate): Pane {
  const [name, post] = [h("strong"), h("span")];
  const plate = h("div", { class: "plate" }, name, post);
  const picture = h("div", { class: "pane-picture" });
  return {
    element: h("div", { class: "pane", "data-venue": code }, picture, plate),
    picture,
    show: (shown) => {
      plate.hidden = shown === undefined;
      if (!shown) return;
      setText(name, shown.kind === "venue" ? venueTitle(shown.name, t) : shown.name);
      setText(post, { person: shown.post, venue: t("screen.speaking"), film: t("screen.film") }[shown.kind]);
    },
  };
}
