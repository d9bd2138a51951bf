// SPDX-License-Identifier: Apache-2.0

import { h, KeyedList, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { BoardGroup } from "../wire/documents.ts";

const COLUMNS = ["invited", "present", "substituted", "excused", "absent"] as const;

/** The roll by organisation or by post, of the invited people. */
export function groupTable(label: string, t: Translate): View<readonly BoardGroup[]> {
  const body = h("tbody");
  const lines = new KeyedList<BoardGroup>(body, ({ name }) => name, ({ name }) => lineView(name, t));
  const sum = lineView(t("board.sum"), t);
  sum.element.classList.add("board-sum");
  const head = h("tr", {}, h("th", { scope: "col" }, label), ...COLUMNS.map((column) => h("th", { scope: "col" }, t(`board.${column}`))), h("th", { scope: "col" }, t("board.came")));
  const table = h("table", { class: "board-table groups" }, h("thead", {}, head), body, h("tfoot", {}, sum.element));
  return {
    element: h("div", { class: "board-scroll", tabindex: 0, role: "region", "aria-label": label }, table),
    show: (groups) => {
      lines.show(groups);
      const total = (column: (typeof COLUMNS)[number]): number => groups.reduce((all, group) => all + group[column], 0);
      sum.show({ name: "", invited: total("invited"), present: total("present"), substituted: total("substituted"), excused: total("excused"), absent: total("absent") });
    },
  };
}

function lineView(name: string, t: Translate): View<BoardGroup> {
  const cells = new Map(COLUMNS.map((column) => [column, h("td", { "data-label": t(`board.${column}`) })]));
  const bar = h("progress", { max: 1, value: 0, "aria-label": t("board.came") });
  const share = h("span");
  const element = h("tr", {}, h("th", { scope: "row" }, name === "" ? t("board.unnamed") : name), ...cells.values(), h("td", { class: "board-share", "data-label": t("board.came") }, bar, share));
  return {
    element,
    show: (group) => {
      for (const [column, cell] of cells) setText(cell, String(group[column]));
      const came = group.present + group.substituted;
      bar.max = Math.max(1, group.invited);
      bar.value = came;
      setText(share, group.invited === 0 ? "–" : `${Math.floor((100 * came) / group.invited)}%`);
    },
  };
}
