// SPDX-License-Identifier: Apache-2.0

import { attending, type BoardLine, expected, type Sums } from "../model/board.ts";
import { shortName } from "../model/venues.ts";
import { h, KeyedList, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

export interface BoardWallState {
  readonly whole: Sums;
  readonly clusters: readonly BoardLine[];
}

const FIGURES = ["substituted", "excused", "absent", "walkIns"] as const;

/** The board as a picture for the hall: few figures, in type that is read from the last row. */
export function boardWall(conference: string, onLeave: () => void, t: Translate): View<BoardWallState> {
  const came = h("strong");
  const all = h("span");
  const bar = h("progress", { max: 1, value: 0, "aria-label": t("board.came") });
  const sealed = h("strong");
  const figures = FIGURES.map((figure) => ({ figure, value: h("dd", {}, "–") }));
  const grid = h("ol", { class: "wall-clusters" });
  const clusters = new KeyedList<BoardLine>(grid, ({ key }) => key, ({ name }) => clusterView(name, t));
  const leave = h("button", { type: "button", class: "button", onclick: onLeave }, t("board.wall.leave"), h("kbd", {}, "Esc"));
  return {
    element: h(
      "section",
      { class: "board-wall", "aria-label": t("board.wall") },
      h("header", {}, h("h1", {}, conference), leave),
      h(
        "div",
        { class: "wall-figures" },
        h("p", { class: "wall-came" }, came, all, h("small", {}, t("board.wall.came"))),
        h("dl", {}, ...figures.map(({ figure, value }) => h("div", {}, value, h("dt", {}, t(`board.${figure}`))))),
        h("p", { class: "wall-sealed" }, sealed, h("small", {}, t("board.wall.sealed"))),
      ),
      bar,
      grid,
    ),
    show: ({ whole, clusters: lines }) => {
      setText(came, String(attending(whole)));
      setText(all, ` / ${expected(whole)}`);
      bar.max = Math.max(1, expected(whole));
      bar.value = attending(whole);
      setText(sealed, `${whole.sealed}/${whole.venues}`);
      for (const { figure, value } of figures) setText(value, String(whole[figure]));
      clusters.show(lines);
    },
  };
}

function clusterView(name: string, t: Translate): View<BoardLine> {
  const came = h("b");
  const bar = h("progress", { max: 1, value: 0, "aria-label": t("board.came") });
  const sealed = h("span");
  const element = h("li", {}, h("h2", { title: name }, shortName(name)), came, bar, sealed);
  return {
    element,
    show: ({ sums }) => {
      setText(came, `${attending(sums)}/${expected(sums)}`);
      bar.max = Math.max(1, expected(sums));
      bar.value = attending(sums);
      setText(sealed, t("board.wall.cluster", { sealed: sums.sealed, venues: sums.venues }));
      setAttribute(element, "data-sealed", String(sums.sealed === sums.venues));
    },
  };
}
