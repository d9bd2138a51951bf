// SPDX-License-Identifier: Apache-2.0

import { fitted, type Wanted } from "../model/slides.ts";
import { h, setAttribute } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

/** A page ready to be painted. */
export interface Painted extends Wanted {
  readonly bitmap: ImageBitmap;
  readonly isSharp: boolean;
}

/**
 * The slide, drawn dot by dot at the size that it has on the page.
 *
 * `data-page` and `data-deck` of the canvas name what is painted, `data-sharp` whether it is the
 * sharp picture; without a page it is hidden.
 */
export class SlideLayer {
  readonly element = h("div", { class: "slide-layer" });
  readonly #canvas = h("canvas", { role: "img", hidden: true });
  readonly #t: Translate;
  #painted: Painted | undefined;

  constructor(t: Translate) {
    this.#t = t;
    this.element.append(this.#canvas);
    new ResizeObserver(() => { this.#draw(); }).observe(this.element);
  }

  show(painted: Painted | undefined): void {
    this.#painted = painted;
    this.#canvas.hidden = painted === undefined;
    this.#draw();
  }

  #draw(): void {
    const { clientWidth, clientHeight } = this.element;
    const context = this.#canvas.getContext("2d");
    if (!this.#painted || !context || clientWidth === 0) return;
    const { deck, page, bitmap, isSharp } = this.#painted;
    const box = { width: Math.round(clientWidth * devicePixelRatio), height: Math.round(clientHeight * devicePixelRatio) };
    if (this.#canvas.width !== box.width) this.#canvas.width = box.width;
    if (this.#canvas.height !== box.height) this.#canvas.height = box.height;
    const { x, y, width, height } = fitted(deck.pages[page - 1] ?? bitmap, box);
    context.clearRect(0, 0, box.width, box.height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, x, y, width, height);
    setAttribute(this.#canvas, "data-deck", deck.id);
    setAttribute(this.#canvas, "data-page", String(page));
    setAttribute(this.#canvas, "data-sharp", String(isSharp));
    setAttribute(this.#canvas, "aria-label", this.#t("slide.label", { page, pages: deck.pages.length, title: deck.title }));
  }
}
