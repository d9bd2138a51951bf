// SPDX-License-Identifier: Apache-2.0

import { canArrive } from "../model/arrival.ts";
import { timeOfDay } from "../model/clock.ts";
import type { Row } from "../model/roll.ts";
import { instant } from "../model/units.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

export interface RowActions {
  /** The big button: takes the person in, and otherwise only says what stands. */
  readonly tick: (row: Row) => void;
  /** The person is here after all, whatever was noted before. */
  readonly arrive: (row: Row) => void;
  readonly withdraw: (row: Row) => void;
  readonly substitute: (row: Row) => void;
  readonly excuse: (row: Row) => void;
}

export interface RowSurroundings {
  readonly zone: string;
  readonly nameOf: (venue: string) => string;
  readonly t: Translate;
}

/** What a row shows: the roll is sealed, or it may be marked. */
export interface MarkedRow {
  readonly row: Row;
  readonly isSealed: boolean;
}

/** One person of the roll: a big tick, the name, and the rarer things behind a fold. */
export function rollRow(first: MarkedRow, actions: RowActions, surroundings: RowSurroundings): View<MarkedRow> {
  const { t } = surroundings;
  let current = first.row;
  const [name, post, note] = [h("strong", {}), h("span", { class: "row-post" }), h("span", { class: "row-note" })];
  const refusal = h("p", { class: "row-refusal", role: "alert" });
  const tick = h("button", { type: "button", class: "tick", onclick: () => { actions.tick(current); } });
  const action = (label: string, run: (row: Row) => void): HTMLButtonElement =>
    h("button", { type: "button", class: "button small", onclick: () => { close(); run(current); } }, label);
  const arrive = action(t("desk.arrive"), actions.arrive);
  const substitute = action(t("desk.substitute"), actions.substitute);
  const excuse = action(t("desk.excuse"), actions.excuse);
  const withdraw = action(t("desk.withdraw"), actions.withdraw);
  const fold = h("div", { class: "row-fold", hidden: true }, arrive, substitute, excuse, withdraw);
  const more = h("button", { type: "button", class: "more", "aria-expanded": "false", onclick: () => { toggle(); } }, "⋯");
  const toggle = (): void => {
    fold.hidden = !fold.hidden;
    setAttribute(more, "aria-expanded", String(!fold.hidden));
  };
  const close = (): void => {
    if (!fold.hidden) toggle();
  };
  const element = h("li", { class: "row" }, tick, h("div", { class: "row-text" }, name, post, note), more, fold, refusal);
  return {
    element,
    show: ({ row, isSealed }) => {
      current = row;
      const shown = nameOf(row, t);
      setText(name, shown);
      setText(post, postOf(row));
      setAttribute(element, "data-status", row.person.seated_at === null ? row.status : "elsewhere");
      element.toggleAttribute("data-pending", row.isPending);
      setAttribute(tick, "aria-label", t(canArrive(row) ? "desk.tick" : "desk.ticked", { name: shown }));
      setAttribute(more, "aria-label", t("desk.more", { name: shown }));
      setText(note, noteOf(row, surroundings));
      setText(refusal, row.refusal ?? "");
      refusal.hidden = row.refusal === undefined;
      tick.disabled = more.disabled = isSealed;
      if (isSealed) close();
      arrive.hidden = row.status !== "substituted" && row.person.seated_at === null;
      substitute.hidden = excuse.hidden = row.person.is_walk_in || row.person.name === "";
      withdraw.hidden = row.status === "expected" || row.person.seated_at !== null;
    },
  };
}

/** The name, or what stands for it while only the badge is known. */
export function nameOf({ person }: Row, t: Translate): string {
  return person.name === "" ? t("desk.elsewhere.unknown", { badge: person.badge.slice(-4).toUpperCase() }) : person.name;
}

function postOf({ person: { post, organisation, seat } }: Row): string {
  return [post, organisation === "" || post.includes(organisation) ? "" : organisation, seat].filter((part) => part !== "").join(" · ");
}

/** What was noted last, and when; then where the person comes from, and whether it is sent. */
function noteOf(row: Row, { zone, nameOf: venueName, t }: RowSurroundings): string {
  const { person, notedAt } = row;
  const noted = row.status === "expected" ? "" : saidOf(row, t, venueName);
  const time = noted !== "" && notedAt !== null ? timeOfDay(instant(notedAt), zone) : "";
  const origin = person.is_walk_in
    ? t("desk.walkin.row")
    : person.is_guest
      ? t("desk.guest.row")
      : person.home !== null && person.home !== ""
        ? t("desk.elsewhere.row", { venue: venueName(person.home) })
        : "";
  return [noted, time, origin, row.isPending ? t("desk.unsent") : ""].filter((part) => part !== "").join(" · ");
}

function saidOf({ status, substituteName, paper, person }: Row, t: Translate, venueName: (venue: string) => string): string {
  if (person.seated_at !== null) return t("desk.elsewhere.seated", { venue: venueName(person.seated_at) });
  if (status !== "substituted") return t(`status.${status}`);
  return t(paper === "" ? "desk.substitute.by" : "desk.substitute.by.paper", { name: substituteName, paper });
}
