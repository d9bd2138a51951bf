// SPDX-License-Identifier: Apache-2.0

import { elapsed } from "../model/clock.ts";
import { instant, type Milliseconds } from "../model/units.ts";
import { shortName } from "../model/venues.ts";
import type { QueueEntry } from "../model/wall.ts";
import { h, KeyedList, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Floor, Plan, PlanItem, Totals } from "../wire/documents.ts";

export interface QueueState {
  readonly entries: readonly QueueEntry[];
  /** The organiser's order of hands. */
  readonly rule: Floor["queue_rule"];
  readonly now: Milliseconds;
}

/** Who waits for the floor and for how long; a click calls the venue to stand-by. */
export function queueList(onCall: (venue: string) => void, t: Translate): View<QueueState> {
  const list = h("ol", { class: "queue" });
  const empty = h("p", { class: "empty" }, t("console.queue.empty"));
  const rule = h("span", { class: "queue-rule" });
  let now: Milliseconds;
  const rows = new KeyedList<QueueEntry>(list, ({ venue }) => venue.code, ({ venue }) => {
    const since = h("span", { class: "queue-since" });
    const call = h("button", { type: "button", onclick: () => { onCall(venue.code); } }, h("strong", {}, shortName(venue.name)), since);
    const element = h("li", {}, call);
    return {
      element,
      show: (entry) => {
        setAttribute(element, "data-standing", entry.standing);
        const wait = entry.since === null ? "" : t("console.queue.since", { time: elapsed(instant(entry.since), now) });
        setText(since, entry.standing === "standby" ? t("tally.standby") : wait);
      },
    };
  });
  return {
    element: h("section", { class: "panel queue-panel", "aria-label": t("console.queue") }, h("header", {}, h("h2", {}, t("console.queue")), rule), empty, list),
    show: (state) => {
      now = state.now;
      setText(rule, t(`console.queue.rule.${state.rule}`));
      empty.hidden = state.entries.length > 0;
      rows.show(state.entries);
    },
  };
}

/** The programme, item by item. */
export function itemList(plan: Plan, onNext: () => void, t: Translate): View<Floor | undefined> {
  const list = h("ol", { class: "console-items", tabindex: 0, "aria-label": t("console.items") });
  const next = h("button", { type: "button", class: "button small", onclick: () => { onNext(); } }, t("console.item.next"), h("kbd", {}, "N"));
  const rows = new KeyedList<PlanItem>(list, (item) => String(item.number), (item) => ({
    element: h("li", { title: item.title, "data-item": item.number }, h("b", {}, String(item.number)), h("span", {}, item.title)),
    show: () => undefined,
  }));
  rows.show(plan.items);
  const last = plan.items.at(-1)?.number ?? 0;
  let scrolledTo = 0;
  return {
    element: h("section", { class: "panel", "aria-label": t("console.items") }, list, h("footer", {}, next)),
    show: (floor) => {
      const current = floor?.item ?? 0;
      next.disabled = floor?.phase !== "open" || current >= last;
      for (const item of plan.items) {
        const element = rows.view(String(item.number))?.element;
        if (!element) continue;
        setAttribute(element, "data-moment", item.number < current ? "done" : item.number === current ? "now" : "later");
        setAttribute(element, "aria-current", item.number === current ? "step" : null);
        // Once an item, or whoever scrolls through the list is called back each second.
        if (item.number === current && scrolledTo !== current) element.scrollIntoView({ block: "nearest" });
      }
      scrolledTo = current;
    },
  };
}

const TOTALS = ["present", "substituted", "excused", "absent"] as const;

/** The board's sums, written so that they can be seen to balance. */
export function totalsBar(t: Translate): View<Totals | undefined> {
  const figure = (label: string): { readonly element: HTMLElement; readonly value: HTMLElement } => {
    const value = h("dd", {}, "–");
    return { element: h("div", {}, h("dt", {}, label), value), value };
  };
  const connected = figure(t("console.totals.connected"));
  const invited = figure(t("console.totals.invited"));
  const parts = TOTALS.map((part) => ({ part, ...figure(t(`console.totals.${part}`)) }));
  const element = h("dl", { class: "totals", "aria-label": t("console.totals") }, connected.element, invited.element, ...parts.map((part) => part.element));
  return {
    element,
    show: (totals) => {
      if (!totals) return;
      setText(connected.value, `${totals.connected}/${totals.venues}`);
      setText(invited.value, String(totals.invited));
      for (const { part, value } of parts) setText(value, String(totals[part]));
    },
  };
}
