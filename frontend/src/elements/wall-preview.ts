// SPDX-License-Identifier: Apache-2.0

import type { Milliseconds } from "../model/units.ts";
import { received } from "../model/venue-health.ts";
import type { Tile } from "../model/wall.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import { remedyText, type Translate } from "../ui/text.ts";
import { healthWords } from "./health-words.ts";

export interface PreviewState {
  readonly tile: Tile;
  readonly now: Milliseconds;
}

export interface WallPreview extends View<PreviewState> {
  /** Show the still of the venue's tile, or a larger picture that came for this preview alone. */
  paint(picture: HTMLCanvasElement | ImageBitmap, options: { readonly isCloser: boolean }): void;
  /** Stand beside a tile, wherever there is room. */
  placeBeside(tile: Element): void;
  hide(): void;
}

const STILL = { width: 320, height: 180 };
const GAP_PX = 8;
const MINUTE_MS = 60_000;

/** A tile at four times its size, with all that is known of its venue. Never in the pointer's way. */
export function wallPreview(t: Translate): WallPreview {
  const canvas = h("canvas", { ...STILL, "aria-hidden": "true" });
  const context = canvas.getContext("2d", { alpha: false });
  const [name, state, remedy, counts, minutes, hint] = [h("strong"), h("p", { class: "preview-state" }), h("p"), h("p"), h("p"), h("p", { class: "preview-hint" })];
  const text = h("div", { class: "preview-text" }, name, state, remedy, counts, minutes, hint);
  const element = h("aside", { class: "wall-preview", "aria-hidden": "true", hidden: true }, canvas, h("p", { class: "preview-closer" }, t("console.preview.closer")), text);
  return {
    element,
    show: ({ tile: { venue, row, standing }, now }) => {
      setAttribute(element, "data-health", row?.health ?? "grey");
      setText(name, venue.name);
      setText(state, row ? healthWords(row, now, t) : "");
      setText(remedy, row ? remedyText(row.cause, t) : "");
      setText(counts, row ? t("console.selected.counts", { ...row }) : "");
      const whole = row ? Math.floor(received(row, now) / MINUTE_MS) : 0;
      setText(minutes, whole > 0 ? t("console.preview.received", { minutes: whole }) : "");
      const isCalled = standing === "standby" || standing === "on_air";
      setText(hint, t(isCalled ? "console.preview.live" : row?.connected === true ? "console.preview.call" : "console.preview.select"));
    },
    paint: (picture, { isCloser }) => {
      element.toggleAttribute("data-closer", isCloser);
      context?.drawImage(picture, 0, 0, STILL.width, STILL.height);
    },
    placeBeside: (tile) => {
      element.hidden = false;
      const [at, own] = [tile.getBoundingClientRect(), element.getBoundingClientRect()];
      const right = at.right + GAP_PX;
      const left = right + own.width <= innerWidth ? right : at.left - GAP_PX - own.width;
      const top = Math.max(GAP_PX, Math.min(at.top, innerHeight - own.height - GAP_PX));
      element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    hide: () => { element.hidden = true; },
  };
}
