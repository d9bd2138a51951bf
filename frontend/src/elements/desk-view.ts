// SPDX-License-Identifier: Apache-2.0

import { timeOfDay } from "../model/clock.ts";
import { notices } from "../model/composition.ts";
import { placeInQueue, standing } from "../model/tally.ts";
import { turnClock } from "../model/turn.ts";
import { instant, type Milliseconds } from "../model/units.ts";
import { h, KeyedList, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Floor, Notice, Plan, ThreadLine } from "../wire/documents.ts";
import { tallyBanner } from "./tally-banner.ts";
import { threadView } from "./thread-view.ts";

export interface DeskOptions {
  readonly plan: Plan;
  readonly venueName: string;
  readonly venue: string;
  readonly zone: string;
  readonly lineStatus: HTMLElement;
  readonly languageSwitch: HTMLElement;
  /** The roll call, part by part. */
  readonly rollCall: readonly HTMLElement[];
  readonly slides: HTMLElement;
  readonly toggleHand: () => void;
  readonly callHelp: () => void;
  /** The operator has read the notice of this entry. */
  readonly confirmNotice: (seq: number) => void;
  readonly sendMessage: (text: string) => void;
  readonly t: Translate;
}

export interface DeskState {
  readonly floor: Floor | undefined;
  readonly now: Milliseconds;
  /** The notices that this desk has confirmed, by entry. */
  readonly confirmed: ReadonlySet<number>;
  readonly lines: readonly ThreadLine[] | undefined;
}

const NOTICES_SHOWN = 3;

/** The venue operator's page: the tally, what can be asked for, the roll. */
export class DeskView {
  readonly element: HTMLElement;
  readonly #options: DeskOptions;
  readonly #tally;
  readonly #hand: HTMLButtonElement;
  readonly #helpSent = h("p", { class: "desk-sent", role: "status", hidden: true });
  readonly #notices: KeyedList<Notice>;
  readonly #noticeSection: HTMLElement;
  readonly #thread: View<readonly ThreadLine[] | undefined>;
  #confirmed: ReadonlySet<number> = new Set();

  constructor(options: DeskOptions) {
    this.#options = options;
    const { t } = options;
    this.#tally = tallyBanner(t);
    this.#hand = h("button", { type: "button", class: "button primary", onclick: () => { options.toggleHand(); } });
    const help = h("button", { type: "button", class: "button", onclick: () => { options.callHelp(); } }, t("desk.help"));
    const noticeList = h("ul", { class: "notices" });
    this.#notices = new KeyedList<Notice>(noticeList, (notice) => String(notice.seq), (notice) => this.#notice(notice));
    this.#noticeSection = h("section", { "aria-label": t("desk.notices"), role: "status" }, noticeList);
    const send = (text: string): Promise<boolean> => {
      options.sendMessage(text);
      return Promise.resolve(true);
    };
    this.#thread = threadView({ side: "desk", zone: options.zone, send, t });
    this.element = h(
      "main",
      { class: "desk" },
      h(
        "header",
        { class: "desk-head" },
        h("div", { class: "desk-title" }, h("p", {}, options.plan.conference.name), h("h1", {}, options.venueName)),
        h("div", { class: "desk-tools" }, options.lineStatus, options.languageSwitch),
      ),
      this.#tally.element,
      options.slides,
      h("div", { class: "desk-asks" }, this.#hand, help),
      this.#helpSent,
      this.#noticeSection,
      h("details", { class: "desk-thread" }, h("summary", {}, t("desk.thread")), this.#thread.element),
      ...options.rollCall,
    );
  }

  show({ floor, now, confirmed, lines }: DeskState): void {
    const { plan, venue, t } = this.#options;
    const stand = standing(floor, venue);
    const clock = stand === "on_air" && floor?.on_air[0] === venue ? turnClock(floor, now) : undefined;
    this.#tally.show({ standing: stand, place: placeInQueue(floor, venue), clock });
    setText(this.#hand, t(stand === "queued" ? "desk.hand.lower" : "desk.hand.raise"));
    setAttribute(this.#hand, "aria-pressed", String(stand === "queued"));
    this.#hand.disabled = floor?.phase !== "open" || stand === "standby" || stand === "on_air";
    const fresh = notices(floor, plan, venue).slice(0, NOTICES_SHOWN);
    this.#confirmed = confirmed;
    this.#noticeSection.hidden = fresh.length === 0;
    this.#notices.show(fresh);
    this.#thread.show(lines);
  }

  /** Open the thread: the hub has written. */
  openThread(): void {
    this.#thread.element.closest("details")?.toggleAttribute("open", true);
  }

  helpWasSent(at: string): void {
    setText(this.#helpSent, this.#options.t("desk.help.sent", { time: timeOfDay(instant(at), this.#options.zone) }));
    this.#helpSent.hidden = false;
  }

  #notice(first: Notice): View<Notice> {
    const { zone, confirmNotice, t } = this.#options;
    const confirm = h("button", { type: "button", class: "button small", onclick: () => { confirmNotice(first.seq); } }, t("desk.notice.confirm"));
    const confirmed = h("span", { class: "notice-confirmed" }, t("desk.notice.confirmed"));
    const element = h("li", {}, h("time", { datetime: first.at }, timeOfDay(instant(first.at), zone)), h("span", { class: "notice-text" }, first.text), confirm, confirmed);
    return {
      element,
      show: (notice) => {
        const isConfirmed = this.#confirmed.has(notice.seq);
        confirm.hidden = isConfirmed;
        confirmed.hidden = !isConfirmed;
      },
    };
  }
}
