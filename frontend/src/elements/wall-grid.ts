// SPDX-License-Identifier: Apache-2.0

import type { Tile } from "../model/wall.ts";
import type { Still } from "../model/wallframe.ts";
import { h, KeyedList, setAttribute } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import { type TileView, wallTile } from "./wall-tile.ts";

export interface WallGridOptions {
  readonly onSelect: (venue: string) => void;
  /** Called for a double click: the tile is meant, and the director means business. */
  readonly onCall: (venue: string) => void;
  readonly t: Translate;
}

type Direction = "left" | "right" | "up" | "down";

/** All venues at once: a listbox of stills, moved over with the arrow keys. */
export class WallGrid {
  readonly element: HTMLElement;
  readonly #tiles = new Map<string, TileView>();
  readonly #list: KeyedList<Tile>;
  readonly #options: WallGridOptions;
  #order: readonly string[] = [];
  #selected: string | undefined;

  constructor(options: WallGridOptions) {
    this.#options = options;
    this.element = h("div", { class: "wall", role: "listbox", tabindex: 0, "aria-label": options.t("console.wall") });
    this.#list = new KeyedList<Tile>(this.element, (tile) => tile.venue.code, (tile) => this.#create(tile));
    this.element.addEventListener("click", (event) => { this.#pick(event, options.onSelect); });
    this.element.addEventListener("dblclick", (event) => { this.#pick(event, options.onCall); });
  }

  show(tiles: readonly Tile[], selected: string | undefined): void {
    this.#order = tiles.map((tile) => tile.venue.code);
    this.#list.show(tiles);
    if (selected === this.#selected) return;
    for (const code of [this.#selected, selected]) {
      const tile = code === undefined ? undefined : this.#tiles.get(code);
      if (tile) setAttribute(tile.element, "aria-selected", String(code === selected));
    }
    this.#selected = selected;
    const element = selected === undefined ? undefined : this.#tiles.get(selected)?.element;
    setAttribute(this.element, "aria-activedescendant", element?.id ?? null);
    element?.scrollIntoView({ block: "nearest" });
  }

  paint({ venue, jpeg }: Still): void {
    void this.#tiles.get(venue)?.paint(jpeg);
  }

  /** Move the selection as the tiles stand on the page. */
  move(direction: Direction): void {
    const columns = getComputedStyle(this.element).gridTemplateColumns.split(" ").length;
    const steps = { left: -1, right: 1, up: -columns, down: columns };
    const from = this.#selected === undefined ? -1 : this.#order.indexOf(this.#selected);
    const to = from === -1 ? 0 : Math.min(this.#order.length - 1, Math.max(0, from + steps[direction]));
    const code = this.#order[to];
    if (code !== undefined) this.#options.onSelect(code);
  }

  #create(tile: Tile): TileView {
    const view = wallTile(tile, this.#options.t);
    this.#tiles.set(tile.venue.code, view);
    return view;
  }

  #pick(event: Event, then: (venue: string) => void): void {
    const code = (event.target as Element).closest<HTMLElement>("[data-venue]")?.dataset["venue"];
    if (code !== undefined) then(code);
  }
}
