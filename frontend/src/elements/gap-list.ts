// SPDX-License-Identifier: Apache-2.0

import type { Gap } from "../model/board.ts";
import { h, KeyedList, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { PlanVenue } from "../wire/documents.ts";

/** What is missing, and at which venues; each leads to that venue's desk, to help there. */
export function gapList(hrefOf: (code: string) => string, t: Translate): View<readonly Gap[]> {
  const list = h("div", { class: "gaps" });
  const nothing = h("p", { class: "empty" }, t("board.gaps.none"));
  const gaps = new KeyedList<Gap>(list, ({ kind }) => kind, ({ kind }) => gapView(kind, hrefOf, t));
  return {
    element: h("div", {}, nothing, list),
    show: (shown) => {
      nothing.hidden = shown.length > 0;
      gaps.show(shown);
    },
  };
}

function gapView(kind: Gap["kind"], hrefOf: (code: string) => string, t: Translate): View<Gap> {
  const number = h("b");
  const venues = h("ul");
  const rows = new KeyedList<PlanVenue>(venues, ({ code }) => code, ({ code, name }) => ({
    element: h("li", {}, h("a", { href: hrefOf(code), target: "_blank" }, name)),
    show: () => undefined,
  }));
  return {
    element: h("section", { class: "gap", "data-kind": kind }, h("h3", {}, number, " ", t(`board.gap.${kind}`)), h("p", {}, t(`board.gap.${kind}.hint`)), venues),
    show: (gap) => {
      setText(number, String(gap.venues.length));
      rows.show(gap.venues);
    },
  };
}
