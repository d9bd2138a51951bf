// SPDX-License-Identifier: Apache-2.0

import { timeOfDay } from "../model/clock.ts";
import { instant } from "../model/units.ts";
import { h, KeyedList, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { CaseSide, RollCase } from "../wire/documents.ts";

export interface SettlementOptions {
  readonly nameOf: (venue: string) => string;
  readonly zone: string;
  /** Settle a case: this side of it is right. */
  readonly keep: (found: RollCase, side: CaseSide) => void;
  readonly t: Translate;
}

/** Marks of one person that contradict each other, with all sides to see; somebody says which is right. */
export function settlementList(options: SettlementOptions): View<readonly RollCase[]> {
  const { t } = options;
  const list = h("ol", { class: "cases" });
  const nothing = h("p", { class: "empty" }, t("settle.none"));
  const cases = new KeyedList<RollCase>(list, ({ kind, person }) => `${kind}:${person}`, (found) => settlementView(found, options));
  return {
    element: h("div", {}, h("p", { class: "hint" }, t("settle.hint")), nothing, list),
    show: (shown) => {
      nothing.hidden = shown.length > 0;
      cases.show(shown);
    },
  };
}

function settlementView({ kind, name, post }: RollCase, options: SettlementOptions): View<RollCase> {
  const { t } = options;
  const title = h("h3", {}, name === "" ? t("settle.forgotten") : name);
  const sides = h("ul", { class: "sides" });
  let shown: RollCase;
  const rows = new KeyedList<CaseSide>(sides, ({ uid }) => uid, (side) => sideView(side, () => { options.keep(shown, side); }, options));
  return {
    element: h("li", { class: "case" }, title, post === "" ? null : h("p", { class: "case-post" }, post), h("p", { class: "case-kind" }, t(`settle.${kind}`)), sides),
    show: (found) => {
      shown = found;
      rows.show(found.sides);
    },
  };
}

function sideView(side: CaseSide, keep: () => void, { nameOf, zone, t }: SettlementOptions): View<CaseSide> {
  const said = h("span");
  return {
    element: h(
      "li",
      {},
      h("strong", {}, nameOf(side.venue)),
      said,
      h("button", { type: "button", class: "button", onclick: keep }, t("settle.keep")),
    ),
    show: ({ status, substitute, noted_at }) => {
      const what = substitute === null ? t(`status.${status}`) : `${t(`status.${status}`)}: ${substitute}`;
      setText(said, t("settle.side", { what, time: timeOfDay(instant(noted_at), zone) }));
    },
  };
}
