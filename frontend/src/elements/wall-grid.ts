// SPDX-License-Identifier: Apache-2.0

import { decodeStill } from "../media/still.ts";
import { ms, type Milliseconds } from "../model/units.ts";
import type { Tile } from "../model/wall.ts";
import type { Still } from "../model/wallframe.ts";
import { h, KeyedList, setAttribute } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import { wallPreview } from "./wall-preview.ts";
import { type TileView, wallTile } from "./wall-tile.ts";

export interface WallGridOptions {
  readonly onSelect: (venue: string) => void;
  /** Called for a double click: the tile is meant, and the director means business. */
  readonly onCall: (venue: string) => void;
  /** Called with the venue that is looked at more closely; undefined for none. */
  readonly onLook: (venue: string | undefined) => void;
  readonly t: Translate;
}

/** A pointer that hasn't moved for this long has been left lying there. */
const POINTING_MS = 5_000;
/** Four larger pictures a second come from a hall; without one for this long its stills have to do. */
const CLOSER_MS = 2_000;

type Direction = "left" | "right" | "up" | "down";

/** All venues at once: a listbox of stills, moved over with the arrow keys. */
export class WallGrid {
  readonly element: HTMLElement;
  /** The larger picture of one tile; to be put where it may lie over everything. */
  readonly preview: HTMLElement;
  readonly #tiles = new Map<string, TileView>();
  readonly #list: KeyedList<Tile>;
  readonly #options: WallGridOptions;
  readonly #preview: ReturnType<typeof wallPreview>;
  #shown: readonly Tile[] = [];
  #now = ms(0);
  /** The venue of the tile that is looked at more closely. */
  #previewed: string | undefined;
  #closerAt = -CLOSER_MS;
  #pointedAt: number | undefined;
  #order: readonly string[] = [];
  #selected: string | undefined;

  constructor(options: WallGridOptions) {
    this.#options = options;
    this.#preview = wallPreview(options.t);
    this.element = h("div", { class: "wall", role: "listbox", tabindex: 0, "aria-label": options.t("console.wall") });
    this.preview = this.#preview.element;
    this.#list = new KeyedList<Tile>(this.element, (tile) => tile.venue.code, (tile) => this.#create(tile));
    this.element.addEventListener("click", (event) => { this.#pick(event, options.onSelect); });
    this.element.addEventListener("dblclick", (event) => { this.#pick(event, options.onCall); });
    this.#followPointer();
  }

  /** Whether somebody is pointing at a tile, so that none may move. */
  get isPointedAt(): boolean {
    return this.#pointedAt !== undefined && performance.now() - this.#pointedAt < POINTING_MS;
  }

  show(tiles: readonly Tile[], selected: string | undefined, now: Milliseconds): void {
    [this.#shown, this.#now] = [tiles, now];
    this.#showPreview();
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

  async paint({ venue, jpeg }: Still): Promise<void> {
    const tile = this.#tiles.get(venue);
    await tile?.paint(jpeg);
    const isCloser = performance.now() - this.#closerAt < CLOSER_MS;
    if (tile && venue === this.#previewed && !isCloser) this.#preview.paint(tile.still, { isCloser });
  }

  /** Paint a larger picture of the venue that is looked at more closely. */
  async paintCloser(venue: string, jpeg: Uint8Array<ArrayBuffer>): Promise<void> {
    if (venue !== this.#previewed) return;
    const picture = await decodeStill(jpeg).catch(() => undefined);
    if (!picture) return;
    this.#closerAt = performance.now();
    this.#preview.paint(picture, { isCloser: true });
    picture.close();
  }

  /** Move the selection as the tiles stand on the page. */
  move(direction: Direction): void {
    const columns = getComputedStyle(this.element).gridTemplateColumns.split(" ").length;
    const steps = { left: -1, right: 1, up: -columns, down: columns };
    const from = this.#selected === undefined ? -1 : this.#order.indexOf(this.#selected);
    const to = from === -1 ? 0 : Math.min(this.#order.length - 1, Math.max(0, from + steps[direction]));
    const code = this.#order[to];
    if (code === undefined) return;
    this.#options.onSelect(code);
    this.#look(code);
  }

  #followPointer(): void {
    const wall = this.element;
    wall.addEventListener("pointermove", () => { this.#pointedAt = performance.now(); }, { passive: true });
    wall.addEventListener("pointerover", (event) => {
      if (event.pointerType === "mouse") this.#look(codeOf(event));
    });
    const leave = (): void => {
      this.#pointedAt = undefined;
      this.#look(undefined);
    };
    wall.addEventListener("pointerleave", leave);
    wall.addEventListener("blur", leave);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#look(undefined);
    });
  }

  /** Look at one tile more closely; undefined for none. */
  #look(code: string | undefined): void {
    const tile = code === undefined ? undefined : this.#tiles.get(code);
    if (this.#previewed !== (tile ? code : undefined)) {
      this.#previewed = tile ? code : undefined;
      this.#closerAt = -CLOSER_MS;
      this.#options.onLook(this.#previewed);
    }
    if (!tile) {
      this.#preview.hide();
      return;
    }
    this.#preview.paint(tile.still, { isCloser: false });
    this.#showPreview();
    this.#preview.placeBeside(tile.element);
  }

  #showPreview(): void {
    const tile = this.#shown.find(({ venue }) => venue.code === this.#previewed);
    if (tile) this.#preview.show({ tile, now: this.#now });
  }

  #create(tile: Tile): TileView {
    const view = wallTile(tile, this.#options.t);
    this.#tiles.set(tile.venue.code, view);
    return view;
  }

  #pick(event: Event, then: (venue: string) => void): void {
    const code = codeOf(event);
    if (code !== undefined) then(code);
  }
}

function codeOf(event: Event): string | undefined {
  return (event.target as Element).closest<HTMLElement>("[data-venue]")?.dataset["venue"];
}
