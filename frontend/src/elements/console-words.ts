// SPDX-License-Identifier: Apache-2.0

import { timeOfDay } from "../model/clock.ts";
import { venueName } from "../model/composition.ts";
import { instant } from "../model/units.ts";
import { shortName } from "../model/venues.ts";
import { h, KeyedList, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Backstage, Floor, Notice, Plan, ThreadLine } from "../wire/documents.ts";
import { threadView } from "./thread-view.ts";

/** To whom a notice goes: one venue, with `branch` it and all below it; null is everybody. */
export interface Addressee {
  readonly venue: string | null;
  readonly branch: boolean;
}

export interface NoticesState {
  readonly floor: Floor | undefined;
  readonly backstage: Backstage | undefined;
}

export interface NoticesOptions {
  readonly plan: Plan;
  readonly zone: string;
  /** Resolves to whether the notice is in the journal. */
  readonly send: (to: Addressee, text: string) => Promise<boolean>;
  readonly t: Translate;
}

const BRANCH = "branch:";

/** Write to all venues, a cluster or one, and see who hasn't confirmed yet. */
export function noticesPanel({ plan, zone, send, t }: NoticesOptions): View<NoticesState> {
  const list = h("ol", { class: "sent-notices" });
  const empty = h("p", { class: "empty" }, t("console.notice.none"));
  let unread: Backstage["unread"] = {};
  const rows = new KeyedList<Notice>(list, (notice) => String(notice.seq), (first) => {
    const [count, names] = [h("summary"), h("p")];
    const details = h("details", {}, count, names);
    const allRead = h("p", { class: "all-read" }, t("console.notice.read"));
    const to = first.venue === null ? t("console.notice.all") : t(first.branch ? "console.notice.branch" : "console.notice.one", { venue: shortName(venueName(plan, first.venue)) });
    const head = h("p", { class: "sent-head" }, h("time", { datetime: first.at }, timeOfDay(instant(first.at), zone)), h("b", {}, to));
    return {
      element: h("li", {}, head, h("p", {}, first.text), details, allRead),
      show: (notice) => {
        const missing = unread[String(notice.seq)] ?? [];
        details.hidden = missing.length === 0;
        allRead.hidden = missing.length > 0;
        setText(count, t("console.notice.unread", { count: missing.length }));
        setText(names, missing.map((code) => shortName(venueName(plan, code))).join(", "));
      },
    };
  });
  return {
    element: h("div", { class: "panel words" }, noticeForm(plan, send, t), empty, list),
    show: ({ floor, backstage }) => {
      unread = backstage?.unread ?? {};
      const sent = floor?.notices.toReversed() ?? [];
      empty.hidden = sent.length > 0;
      rows.show(sent);
    },
  };
}

function noticeForm(plan: Plan, send: NoticesOptions["send"], t: Translate): HTMLElement {
  const parents = new Set(plan.venues.map((venue) => venue.parent));
  const clusters = plan.venues.filter((venue) => venue.parent !== null && parents.has(venue.code));
  const option = (value: string, label: string): HTMLElement => h("option", { value }, label);
  const to = h(
    "select",
    { "aria-label": t("console.notice.to") },
    option("", t("console.notice.all")),
    h("optgroup", { label: t("console.notice.clusters") }, ...clusters.map(({ code, name }) => option(BRANCH + code, t("console.notice.branch", { venue: name })))),
    h("optgroup", { label: t("console.notice.venues") }, ...plan.venues.map(({ code, name }) => option(code, name))),
  );
  const text = h("input", { "aria-label": t("console.notice.text"), placeholder: t("console.notice.text"), maxlength: 500, required: true, autocomplete: "off" });
  const addressee = (value: string): Addressee => {
    if (value === "") return { venue: null, branch: false };
    return value.startsWith(BRANCH) ? { venue: value.slice(BRANCH.length), branch: true } : { venue: value, branch: false };
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await send(addressee(to.value), text.value.trim())) text.value = "";
  };
  return h(
    "form",
    { class: "notice-form", "aria-label": t("console.notice"), onsubmit: (event) => void submit(event) },
    to,
    text,
    h("button", { type: "submit", class: "button small" }, t("action.send")),
  );
}

export interface TalkState {
  /** The venue whose thread is open; undefined for none. */
  readonly venue: string | undefined;
  readonly lines: readonly ThreadLine[] | undefined;
  /** The venues with a line that the director hasn't seen, the newest first. */
  readonly unseen: readonly string[];
}

export interface TalkOptions {
  readonly plan: Plan;
  readonly zone: string;
  readonly open: (venue: string) => void;
  readonly send: (venue: string, text: string) => Promise<boolean>;
  readonly t: Translate;
}

/** The private thread with the selected venue's desk, and which other desks have written. */
export function talkPanel({ plan, zone, open, send, t }: TalkOptions): View<TalkState> {
  let venue: string | undefined;
  const title = h("h2");
  const thread = threadView({ side: "hub", zone, send: (text) => (venue === undefined ? Promise.resolve(false) : send(venue, text)), t });
  const nobody = h("p", { class: "empty" }, t("console.talk.none"));
  const waiting = h("div", { class: "talk-waiting" });
  const rows = new KeyedList<string>(waiting, (code) => code, (code) => ({
    element: h("button", { type: "button", class: "button small", onclick: () => { open(code); } }, shortName(venueName(plan, code))),
    show: () => undefined,
  }));
  return {
    element: h("div", { class: "panel talk" }, waiting, title, nobody, thread.element),
    show: (state) => {
      venue = state.venue;
      setText(title, venue === undefined ? "" : venueName(plan, venue));
      title.hidden = venue === undefined;
      thread.element.hidden = venue === undefined;
      nobody.hidden = venue !== undefined || state.unseen.length > 0;
      waiting.hidden = state.unseen.length === 0;
      thread.show(state.lines);
      rows.show(state.unseen);
    },
  };
}
