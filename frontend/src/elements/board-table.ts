// SPDX-License-Identifier: Apache-2.0

import { attending, type BoardLine, expected, type Sums } from "../model/board.ts";
import { h, KeyedList, setAttribute, setText, type View } from "../ui/dom.ts";
import type { TextKey, Translate } from "../ui/text.ts";

const COLUMNS = ["invited", "walkIns", "present", "substituted", "excused", "absent", "heads", "sealed"] as const;
type Column = (typeof COLUMNS)[number];

export interface BoardTableOptions {
  readonly label: string;
  /** Where a line's name leads to; nothing by default. */
  readonly hrefOf?: (key: string) => string;
  readonly t: Translate;
}

/** Lines of the board with their sum at the foot, each with a bar of how many have come. */
export function boardTable({ label, hrefOf, t }: BoardTableOptions): View<readonly BoardLine[]> {
  const body = h("tbody");
  const foot = lineView({ name: t("board.sum"), isSum: true, t });
  const lines = new KeyedList<BoardLine>(body, ({ key }) => key, ({ key, name }) => lineView({ name, href: hrefOf?.(key), t }));
  const head = h("tr", {}, h("th", { scope: "col" }, label), ...COLUMNS.map((column) => h("th", { scope: "col" }, t(headOf(column)))), h("th", { scope: "col" }, t("board.came")));
  const table = h("table", { class: "board-table" }, h("thead", {}, head), body, h("tfoot", {}, foot.element));
  return {
    // Scrolled with the keyboard too where it is wider than the page.
    element: h("div", { class: "board-scroll", tabindex: 0, role: "region", "aria-label": label }, table),
    show: (shown) => {
      lines.show(shown);
      const sum = added(shown.map(({ sums }) => sums));
      foot.show({ key: "", name: "", sums: sum });
    },
  };
}

interface LineOptions {
  readonly name: string;
  readonly href?: string | undefined;
  readonly isSum?: boolean;
  readonly t: Translate;
}

function lineView({ name, href, isSum = false, t }: LineOptions): View<BoardLine> {
  const cells = new Map(COLUMNS.map((column) => [column, h("td", { "data-label": t(headOf(column)), "data-column": column })]));
  const bar = h("progress", { max: 1, value: 0, "aria-label": t("board.came") });
  const share = h("span");
  const title = href === undefined ? name : h("a", { href, target: "_blank" }, name);
  const element = h("tr", isSum ? { class: "board-sum" } : {}, h("th", { scope: "row" }, title), ...cells.values(), h("td", { class: "board-share", "data-label": t("board.came") }, bar, share));
  return {
    element,
    show: ({ sums }) => {
      for (const [column, cell] of cells) setText(cell, wording(column, sums));
      const [came, all] = [attending(sums), expected(sums)];
      bar.max = Math.max(1, all);
      bar.value = came;
      setText(share, all === 0 ? "–" : `${Math.floor((100 * came) / all)}%`);
      setAttribute(element, "data-sealed", String(sums.sealed === sums.venues));
    },
  };
}

function wording(column: Column, sums: Sums): string {
  if (column === "sealed") return `${sums.sealed}/${sums.venues}`;
  // Who moved is said beside who came uninvited: both are here without being invited here.
  if (column === "walkIns") return sums.moved === 0 ? String(sums.walkIns) : `${sums.walkIns} (${sums.moved > 0 ? "+" : "−"}${Math.abs(sums.moved)})`;
  return String(sums[column] ?? "–");
}

function headOf(column: Column): TextKey {
  return `board.${column}`;
}

function added(all: readonly Sums[]): Sums {
  const sum = (field: (sums: Sums) => number): number => all.reduce((total, sums) => total + field(sums), 0);
  const counted = all.filter(({ heads }) => heads !== undefined);
  return {
    venues: sum((sums) => sums.venues),
    invited: sum((sums) => sums.invited),
    walkIns: sum((sums) => sums.walkIns),
    moved: sum((sums) => sums.moved),
    present: sum((sums) => sums.present),
    substituted: sum((sums) => sums.substituted),
    excused: sum((sums) => sums.excused),
    absent: sum((sums) => sums.absent),
    heads: counted.length === 0 ? undefined : sum((sums) => sums.heads ?? 0),
    sealed: sum((sums) => sums.sealed),
    cases: sum((sums) => sums.cases),
  };
}
