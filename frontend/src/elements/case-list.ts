// SPDX-License-Identifier: Apache-2.0

import { timeOfDay } from "../model/clock.ts";
import { instant } from "../model/units.ts";
import { h, KeyedList, setText, type View } from "../ui/dom.ts";
import type { RollCase } from "../wire/documents.ts";
import type { RowSurroundings } from "./roll-row.ts";

/** The cases of this venue, each side in words: the desk shows them, a person at the hub settles them. */
export function caseList(surroundings: RowSurroundings): View<readonly RollCase[]> {
  const { t } = surroundings;
  const host = h("ul", {});
  const list = new KeyedList<RollCase>(host, ({ kind, person }) => `${kind} ${person}`, (first) => caseView(first, surroundings));
  const element = h("section", { class: "cases", role: "status", "aria-label": t("case.title"), hidden: true }, h("h2", {}, t("case.title")), host, h("p", {}, t("case.hint")));
  return {
    element,
    show: (cases) => {
      element.hidden = cases.length === 0;
      list.show(cases);
    },
  };
}

function caseView({ name, post }: RollCase, { zone, nameOf, t }: RowSurroundings): View<RollCase> {
  const sides = h("span");
  const element = h("li", {}, h("strong", {}, name === "" ? t("case.forgotten") : name), h("span", { class: "row-post" }, post), sides);
  return {
    element,
    show: (shown) => {
      const told = shown.sides.map(({ venue, substitute, noted_at }) => {
        const values = { venue: nameOf(venue), substitute, time: timeOfDay(instant(noted_at), zone) };
        return t(substitute === null ? "case.side.present" : "case.side.substituted", values);
      });
      setText(sides, `${t(`case.${shown.kind}`)} ${told.join("; ")}.`);
    },
  };
}
