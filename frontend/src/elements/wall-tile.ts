// SPDX-License-Identifier: Apache-2.0

import { decodeStill } from "../media/still.ts";
import type { Tile } from "../model/wall.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import { handIcon } from "../ui/icons.ts";
import { causeText, type Translate } from "../ui/text.ts";

export interface TileView extends View<Tile> {
  /** The newest still, painted. */
  readonly still: HTMLCanvasElement;
  paint(jpeg: Uint8Array<ArrayBuffer>): Promise<void>;
}

const WIDTH = 160;
const HEIGHT = 90;

/** One venue of the wall: its still, its name, its count, its health, its hand. */
export function wallTile(first: Tile, t: Translate): TileView {
  const canvas = h("canvas", { width: WIDTH, height: HEIGHT, "aria-hidden": "true" });
  // Hands the decoded picture over to the page without drawing it: 59 stills a second must cost nothing.
  const context = canvas.getContext("bitmaprenderer");
  const [count, spoken] = [h("span", { class: "tile-count" }), h("span", { class: "quiet" })];
  const mark = h("span", { class: "tile-mark", "aria-hidden": "true" }, handIcon());
  const element = h(
    "div",
    { class: "tile", role: "option", id: `tile-${first.venue.code}`, "data-venue": first.venue.code, "aria-selected": "false" },
    canvas,
    mark,
    h("span", { class: "tile-name", "aria-hidden": "true" }, first.shortName),
    h("span", { class: "quiet" }, first.venue.name),
    h("span", { class: "tile-line" }, h("span", { class: "dot", "aria-hidden": "true" }), count),
    spoken,
  );
  return {
    element,
    still: canvas,
    show: (tile) => {
      const { row, standing } = tile;
      setAttribute(element, "data-standing", standing);
      setAttribute(element, "data-health", row?.health ?? "grey");
      element.toggleAttribute("data-connected", row?.connected ?? false);
      setText(count, row ? `${row.present + row.substituted}/${row.invited}` : "–");
      setAttribute(mark, "data-kind", row?.help_at ? "help" : row?.hand_at ? "hand" : null);
      setText(spoken, spokenLine(tile, t));
    },
    paint: async (jpeg) => {
      try {
        context?.transferFromImageBitmap(await decodeStill(jpeg));
        element.toggleAttribute("data-still", true);
      } catch {
        // A still that is no JPEG is one of many; the next comes in two seconds.
      }
    },
  };
}

/** What the eye gets from colours and signs, in words. */
function spokenLine({ row, standing }: Tile, t: Translate): string {
  if (!row) return "";
  const parts = [t("console.selected.counts", { ...row }), row.cause === "" ? t(`health.${row.health}`) : causeText(row.cause, t)];
  if (standing === "on_air" || standing === "standby") parts.push(t(`tally.${standing}`));
  if (row.hand_at) parts.push(t("console.tile.hand"));
  if (row.help_at) parts.push(t("console.tile.help"));
  return parts.join(", ");
}
