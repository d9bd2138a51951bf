// SPDX-License-Identifier: Apache-2.0

import { type Filter, rollTotals, type Row, shownRows } from "../model/roll.ts";
import { h, KeyedList, setAttribute, setText } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import { type MarkedRow, rollRow, type RowActions, type RowSurroundings } from "./roll-row.ts";

const FILTERS: readonly Filter[] = ["all", "expected", "present", "substituted", "excused"];

export interface RollActions extends RowActions {
  readonly scan: () => void;
  readonly walkIn: () => void;
  /** A hand scanner wrote into the search and pressed Enter; returns whether it was a code. */
  readonly typed: (text: string) => boolean;
}

export interface RollState {
  /** undefined while the roll hasn't come yet. */
  readonly rows: readonly Row[] | undefined;
  readonly isSealed: boolean;
}

/** The roll of one venue: search, scan, filters that carry the sums, and the people. */
export class RollList {
  readonly element: HTMLElement;
  readonly #t: Translate;
  readonly #list: KeyedList<MarkedRow>;
  readonly #filters = new Map<Filter, { readonly button: HTMLButtonElement; readonly count: HTMLElement }>();
  readonly #empty = h("p", { class: "roll-empty", role: "status" });
  readonly #scan: HTMLButtonElement;
  readonly #walkIn: HTMLButtonElement;
  #query = "";
  #filter: Filter = "all";
  #state: RollState = { rows: undefined, isSealed: false };

  /** `camera` is what shows while codes are read; it stands under the search. */
  constructor({ actions, surroundings, camera }: { actions: RollActions; surroundings: RowSurroundings; camera: HTMLElement }) {
    const t = (this.#t = surroundings.t);
    const host = h("ul", { class: "rows" });
    this.#list = new KeyedList<MarkedRow>(host, ({ row }) => row.person.uuid, (marked) => rollRow(marked, actions, surroundings));
    const search = h("input", {
      type: "search",
      "aria-label": t("desk.search"),
      placeholder: t("desk.search"),
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => { this.#search(search.value); },
      onkeydown: (event) => {
        if ((event as KeyboardEvent).key !== "Enter" || !actions.typed(search.value)) return;
        search.value = "";
        this.#search("");
      },
    });
    this.#scan = h("button", { type: "button", class: "button primary", onclick: () => { actions.scan(); } }, t("desk.scan"));
    this.#walkIn = h("button", { type: "button", class: "button", onclick: () => { actions.walkIn(); } }, t("desk.walkin"));
    const filters = h("div", { class: "filters", role: "group", "aria-label": t("desk.filter") }, ...FILTERS.map((filter) => this.#button(filter)));
    this.element = h(
      "section",
      { class: "roll", "aria-label": t("desk.roll") },
      h("div", { class: "roll-head" }, search, h("div", { class: "roll-ways" }, this.#scan, this.#walkIn), camera, filters),
      this.#empty,
      host,
    );
  }

  show(state: RollState): void {
    this.#state = state;
    const rows = state.rows ?? [];
    const totals = rollTotals(rows);
    for (const [filter, { button, count }] of this.#filters) {
      setText(count, String(filter === "all" ? rows.length : totals[filter]));
      setAttribute(button, "aria-pressed", String(filter === this.#filter));
    }
    this.#scan.disabled = this.#walkIn.disabled = state.isSealed;
    const shown = shownRows(rows, this.#query, this.#filter);
    this.#list.show(shown.map((row) => ({ row, isSealed: state.isSealed })));
    this.#empty.hidden = shown.length > 0;
    setText(this.#empty, this.#emptySentence(state.rows));
  }

  #emptySentence(rows: readonly Row[] | undefined): string {
    if (rows === undefined) return this.#t("desk.roll.loading");
    if (rows.length === 0) return this.#t("desk.roll.empty");
    return this.#query === "" ? this.#t("desk.empty.filter") : this.#t("desk.empty", { query: this.#query });
  }

  #button(filter: Filter): HTMLButtonElement {
    const count = h("b", {}, "0");
    const choose = (): void => {
      this.#filter = filter;
      this.show(this.#state);
    };
    const button = h("button", { type: "button", class: "filter", "data-status": filter, onclick: choose }, count, this.#t(`status.${filter}`));
    this.#filters.set(filter, { button, count });
    return button;
  }

  #search(query: string): void {
    this.#query = query.trim();
    this.show(this.#state);
  }
}
