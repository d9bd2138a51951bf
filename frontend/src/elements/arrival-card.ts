// SPDX-License-Identifier: Apache-2.0

import type { Chime } from "../media/chime.ts";
import type { Arrival } from "../model/arrival.ts";
import { timeOfDay } from "../model/clock.ts";
import { instant } from "../model/units.ts";
import { h, setAttribute, setText } from "../ui/dom.ts";
import { nameOf, type RowSurroundings } from "./roll-row.ts";

const SHOWN_MS = 8_000;
const TONES: Readonly<Record<Arrival["kind"], Chime>> = {
  taken: "taken",
  taken_from_elsewhere: "taken",
  already_here: "known",
  has_substitute: "known",
  sits_elsewhere: "wrong",
  sealed: "wrong",
  forged: "wrong",
  of_another_conference: "wrong",
  garbled: "wrong",
  unknown: "wrong",
};

/** The answer to a scan, to be read from two metres away: who it is, and what the desk makes of it. */
export class ArrivalCard {
  readonly #title = h("strong", {});
  readonly #name = h("span", { class: "arrival-name" });
  readonly #hint = h("span", {});
  readonly #surroundings: RowSurroundings;
  readonly element = h("div", { class: "arrival", role: "alert", hidden: true, onclick: () => { this.#hide(); } }, this.#title, this.#name, this.#hint);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(surroundings: RowSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Show an answer; returns how it sounds. */
  show(arrival: Arrival): Chime {
    const { t, zone, nameOf: venueName } = this.#surroundings;
    const row = "row" in arrival ? arrival.row : undefined;
    const time = row?.notedAt ? timeOfDay(instant(row.notedAt), zone) : "";
    const chime = TONES[arrival.kind];
    setAttribute(this.element, "data-tone", chime);
    setText(this.#title, t(`arrival.${arrival.kind}`, { time }));
    setText(this.#name, row ? nameOf(row, t) : "");
    const values = { substitute: row?.substituteName ?? "", venue: row?.person.seated_at ? venueName(row.person.seated_at) : "" };
    setText(this.#hint, arrival.kind === "taken" ? (row?.person.post ?? "") : t(`arrival.${arrival.kind}.hint`, values));
    this.element.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#hide(); }, SHOWN_MS);
    return chime;
  }

  #hide(): void {
    this.element.hidden = true;
  }
}
