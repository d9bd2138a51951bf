// SPDX-License-Identifier: Apache-2.0

import { elapsed } from "../model/clock.ts";
import { ms, type Milliseconds } from "../model/units.ts";
import { received } from "../model/venue-health.ts";
import type { Tile } from "../model/wall.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import { remedyText, type Translate } from "../ui/text.ts";
import { healthWords } from "./health-words.ts";

export interface SelectedActions {
  readonly call: () => void;
  readonly lowerHand: (venue: string) => void;
  readonly answerHelp: (venue: string) => void;
}

export interface SelectedState {
  /** The selected venue; undefined for none. */
  readonly tile: Tile | undefined;
  readonly now: Milliseconds;
}

const MINUTE_MS = 60_000;

/** The selected venue in a few lines, with what can be done about it. */
export function selectedPanel(actions: SelectedActions, t: Translate): View<SelectedState> {
  const [name, state, facts] = [h("strong"), h("span", { class: "selected-state" }), h("span")];
  let venue = "";
  const call = h("button", { type: "button", class: "button small", onclick: () => { actions.call(); } }, t("console.call"), h("kbd", {}, "S"));
  const lower = h("button", { type: "button", class: "button small", onclick: () => { actions.lowerHand(venue); } }, t("console.hand.lower"));
  const help = h("button", { type: "button", class: "button small", onclick: () => { actions.answerHelp(venue); } }, t("console.help.answer"));
  const element = h(
    "section",
    { class: "selected", "aria-label": t("console.selected") },
    h("div", { class: "selected-text" }, name, state, facts),
    h("div", { class: "selected-actions" }, lower, help, call),
  );
  return {
    element,
    show: ({ tile, now }) => {
      venue = tile?.venue.code ?? "";
      setAttribute(element, "data-health", tile?.row?.health ?? null);
      setText(name, tile?.venue.name ?? t("console.selected.none"));
      setText(state, tile ? stateOf(tile, now, t) : t("console.standby.nothing"));
      setText(facts, tile ? factsOf(tile, now, t) : "");
      call.hidden = tile === undefined || tile.standing === "standby" || tile.standing === "on_air";
      lower.hidden = !tile?.row?.hand_at;
      help.hidden = !tile?.row?.help_at;
    },
  };
}

/** What is wrong, for how long, and what to do. */
function stateOf({ row }: Tile, now: Milliseconds, t: Translate): string {
  return row ? [healthWords(row, now, t), remedyText(row.cause, t)].filter((part) => part !== "").join(". ") : "";
}

function factsOf({ row }: Tile, now: Milliseconds, t: Translate): string {
  if (!row) return "";
  const facts = [t("console.selected.counts", { ...row })];
  if (row.headcount !== null) facts.push(t("console.selected.headcount", { count: row.headcount }));
  if (row.spoke_s > 0) facts.push(t("console.selected.spoke", { time: elapsed(ms(0), ms(row.spoke_s * 1_000)) }));
  const minutes = Math.floor(received(row, now) / MINUTE_MS);
  if (minutes > 0) facts.push(t("console.selected.received", { minutes }));
  if (row.losses > 0) facts.push(t("console.selected.losses", { count: row.losses }));
  return facts.join(" · ");
}
