// SPDX-License-Identifier: Apache-2.0

import type { Row } from "../model/roll.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

export interface RowActions {
  readonly tick: (row: Row) => void;
  readonly withdraw: (row: Row) => void;
  readonly substitute: (row: Row) => void;
  readonly excuse: (row: Row) => void;
}

/** One person of the roll: a big tick, the name, and the rarer things behind a fold. */
export function rollRow(first: Row, actions: RowActions, t: Translate): View<Row> {
  let current = first;
  const { name } = first.person;
  const [note, refusal] = [h("span", { class: "row-note" }), h("p", { class: "row-refusal", role: "alert" })];
  const tick = h("button", {
    type: "button",
    class: "tick",
    onclick: () => { (current.status === "expected" ? actions.tick : actions.withdraw)(current); },
  });
  const action = (label: string, run: (row: Row) => void): HTMLButtonElement =>
    h("button", { type: "button", class: "button small", onclick: () => { close(); run(current); } }, label);
  const withdraw = action(t("desk.withdraw"), actions.withdraw);
  const fold = h("div", { class: "row-fold", hidden: true }, action(t("desk.substitute"), actions.substitute), action(t("desk.excuse"), actions.excuse), withdraw);
  const more = h("button", { type: "button", class: "more", "aria-expanded": "false", "aria-label": t("desk.more", { name }), onclick: () => { toggle(); } }, "⋯");
  const toggle = (): void => {
    fold.hidden = !fold.hidden;
    setAttribute(more, "aria-expanded", String(!fold.hidden));
  };
  const close = (): void => {
    if (!fold.hidden) toggle();
  };
  const text = h("div", { class: "row-text" }, h("strong", {}, name), h("span", { class: "row-post" }, first.person.post), note);
  const element = h("li", { class: "row" }, tick, text, more, fold, refusal);
  return {
    element,
    show: (row) => {
      current = row;
      setAttribute(element, "data-status", row.status);
      element.toggleAttribute("data-pending", row.isPending);
      setAttribute(tick, "aria-pressed", String(row.status !== "expected"));
      setAttribute(tick, "aria-label", t(row.status === "expected" ? "desk.tick" : "desk.untick", { name }));
      setText(note, noteOf(row, t));
      setText(refusal, row.refusal ?? "");
      refusal.hidden = row.refusal === undefined;
      withdraw.hidden = row.status === "expected";
    },
  };
}

function noteOf(row: Row, t: Translate): string {
  if (row.isPending) return t("desk.sending");
  if (row.status === "substituted") return t("desk.substitute.by", { name: row.substituteName });
  return row.status === "excused" ? t("status.excused") : "";
}
