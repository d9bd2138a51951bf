// SPDX-License-Identifier: Apache-2.0

import { elapsed } from "../model/clock.ts";
import { ms } from "../model/units.ts";
import type { Tile } from "../model/wall.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import { causeText, type Translate } from "../ui/text.ts";

export interface SelectedActions {
  readonly call: () => void;
  readonly lowerHand: (venue: string) => void;
  readonly answerHelp: (venue: string) => void;
}

/** The selected venue in one line, with what can be done about it. */
export function selectedPanel(actions: SelectedActions, t: Translate): View<Tile | undefined> {
  const [name, facts] = [h("strong"), h("span")];
  let venue = "";
  const call = h("button", { type: "button", class: "button small", onclick: () => { actions.call(); } }, t("console.call"), h("kbd", {}, "S"));
  const lower = h("button", { type: "button", class: "button small", onclick: () => { actions.lowerHand(venue); } }, t("console.hand.lower"));
  const help = h("button", { type: "button", class: "button small", onclick: () => { actions.answerHelp(venue); } }, t("console.help.answer"));
  const element = h(
    "section",
    { class: "selected", "aria-label": t("console.selected") },
    h("div", { class: "selected-text" }, name, facts),
    h("div", { class: "selected-actions" }, lower, help, call),
  );
  return {
    element,
    show: (tile) => {
      venue = tile?.venue.code ?? "";
      setAttribute(element, "data-health", tile?.row?.health ?? null);
      setText(name, tile?.venue.name ?? t("console.selected.none"));
      setText(facts, tile ? factsOf(tile, t) : t("console.standby.nothing"));
      call.hidden = tile === undefined || tile.standing === "standby" || tile.standing === "on_air";
      lower.hidden = !tile?.row?.hand_at;
      help.hidden = !tile?.row?.help_at;
    },
  };
}

function factsOf({ row }: Tile, t: Translate): string {
  if (!row) return "";
  const health = row.cause === "" ? t(`health.${row.health}`) : causeText(row.cause, t);
  const facts = [health.charAt(0).toUpperCase() + health.slice(1), t("console.selected.counts", { ...row })];
  if (row.headcount !== null) facts.push(t("console.selected.headcount", { count: row.headcount }));
  if (row.spoke_s > 0) facts.push(t("console.selected.spoke", { time: elapsed(ms(0), ms(row.spoke_s * 1_000)) }));
  if (row.losses > 0) facts.push(t("console.selected.losses", { count: row.losses }));
  return facts.join(" · ");
}
