// SPDX-License-Identifier: Apache-2.0

import { type Filter, rollTotals, type Row, shownRows } from "../model/roll.ts";
import { h, KeyedList, setAttribute, setText } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import { type RowActions, rollRow } from "./roll-row.ts";

const FILTERS: readonly Filter[] = ["all", "expected", "present", "substituted", "excused"];

export interface RollState {
  /** undefined while the roll hasn't come yet. */
  readonly rows: readonly Row[] | undefined;
  readonly isOffline: boolean;
}

/** The roll of one venue: search, filters that carry the sums, and the people. */
export class RollList {
  readonly element: HTMLElement;
  readonly #t: Translate;
  readonly #list: KeyedList<Row>;
  readonly #filters = new Map<Filter, { readonly button: HTMLButtonElement; readonly count: HTMLElement }>();
  readonly #balance = h("p", { class: "quiet", role: "status" });
  readonly #pending = h("p", { class: "roll-pending", role: "status" });
  readonly #empty = h("p", { class: "roll-empty", role: "status" });
  #query = "";
  #filter: Filter = "all";
  #state: RollState = { rows: undefined, isOffline: false };

  constructor(actions: RowActions, t: Translate) {
    this.#t = t;
    const host = h("ul", { class: "rows" });
    this.#list = new KeyedList<Row>(host, (row) => row.person.uuid, (row) => rollRow(row, actions, t));
    const search = h("input", {
      type: "search",
      "aria-label": t("desk.search"),
      placeholder: t("desk.search"),
      autocomplete: "off",
      spellcheck: "false",
      oninput: (event) => { this.#search((event.target as HTMLInputElement).value); },
    });
    this.element = h(
      "section",
      { class: "roll", "aria-label": t("desk.roll") },
      h(
        "div",
        { class: "roll-head" },
        search,
        h("div", { class: "filters", role: "group", "aria-label": t("desk.filter") }, ...FILTERS.map((filter) => this.#button(filter))),
        this.#pending,
        this.#balance,
      ),
      this.#empty,
      host,
    );
  }

  show(state: RollState): void {
    this.#state = state;
    const rows = state.rows ?? [];
    const totals = rollTotals(rows);
    for (const [filter, { button, count }] of this.#filters) {
      setText(count, String(filter === "all" ? totals.invited : totals[filter]));
      setAttribute(button, "aria-pressed", String(filter === this.#filter));
    }
    setText(this.#balance, this.#t("desk.balance", { ...totals }));
    this.#pending.hidden = totals.pending === 0;
    setText(this.#pending, this.#t(state.isOffline ? "desk.pending.offline" : "desk.pending", { count: totals.pending }));
    const shown = shownRows(rows, this.#query, this.#filter);
    this.#list.show(shown);
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
    const label = filter === "all" ? this.#t("desk.invited") : this.#t(`status.${filter}`);
    const button = h("button", { type: "button", class: "filter", "data-status": filter, onclick: choose }, count, label);
    this.#filters.set(filter, { button, count });
    return button;
  }

  #search(query: string): void {
    this.#query = query.trim();
    this.show(this.#state);
  }
}
