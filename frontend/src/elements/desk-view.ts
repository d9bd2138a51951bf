// SPDX-License-Identifier: Apache-2.0

import { timeOfDay } from "../model/clock.ts";
import { notices } from "../model/composition.ts";
import { placeInQueue, standing } from "../model/tally.ts";
import { instant } from "../model/units.ts";
import { h, KeyedList, setAttribute, setText } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Floor, Notice, Plan } from "../wire/documents.ts";
import { tallyBanner } from "./tally-banner.ts";

export interface DeskOptions {
  readonly plan: Plan;
  readonly venueName: string;
  readonly venue: string;
  readonly zone: string;
  readonly lineStatus: HTMLElement;
  readonly languageSwitch: HTMLElement;
  readonly roll: HTMLElement;
  readonly toggleHand: () => void;
  readonly callHelp: () => void;
  readonly saveHeadcount: (count: number) => void;
  readonly t: Translate;
}

const NOTICES_SHOWN = 3;

/** The venue operator's page: the tally, what can be asked for, the roll. */
export class DeskView {
  readonly element: HTMLElement;
  readonly #options: DeskOptions;
  readonly #tally;
  readonly #hand: HTMLButtonElement;
  readonly #helpSent = h("p", { class: "desk-sent", role: "status", hidden: true });
  readonly #headcountSaved = h("p", { class: "desk-sent", role: "status", hidden: true });
  readonly #notices: KeyedList<Notice>;
  readonly #noticeSection: HTMLElement;

  constructor(options: DeskOptions) {
    this.#options = options;
    const { t } = options;
    this.#tally = tallyBanner(t);
    this.#hand = h("button", { type: "button", class: "button primary", onclick: () => { options.toggleHand(); } });
    const help = h("button", { type: "button", class: "button", onclick: () => { options.callHelp(); } }, t("desk.help"));
    const noticeList = h("ul", { class: "notices" });
    this.#notices = new KeyedList<Notice>(noticeList, (notice) => String(notice.seq), (notice) => this.#notice(notice));
    this.#noticeSection = h("section", { "aria-label": t("desk.notices"), role: "status" }, noticeList);
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
      h("div", { class: "desk-asks" }, this.#hand, help),
      this.#helpSent,
      this.#noticeSection,
      this.#headcount(),
      options.roll,
    );
  }

  show(floor: Floor | undefined): void {
    const { plan, venue, t } = this.#options;
    const now = standing(floor, venue);
    this.#tally.show({ standing: now, place: placeInQueue(floor, venue) });
    setText(this.#hand, t(now === "queued" ? "desk.hand.lower" : "desk.hand.raise"));
    setAttribute(this.#hand, "aria-pressed", String(now === "queued"));
    this.#hand.disabled = floor?.phase !== "open" || now === "standby" || now === "on_air";
    const fresh = notices(floor, plan, venue).slice(0, NOTICES_SHOWN);
    this.#noticeSection.hidden = fresh.length === 0;
    this.#notices.show(fresh);
  }

  helpWasSent(at: string): void {
    setText(this.#helpSent, this.#options.t("desk.help.sent", { time: timeOfDay(instant(at), this.#options.zone) }));
    this.#helpSent.hidden = false;
  }

  headcountWasSaved(count: number): void {
    setText(this.#headcountSaved, this.#options.t("desk.headcount.saved", { count }));
    this.#headcountSaved.hidden = false;
  }

  #headcount(): HTMLElement {
    const { t, saveHeadcount } = this.#options;
    const input = h("input", { type: "number", name: "count", min: 0, max: 5000, inputmode: "numeric", required: true, autocomplete: "off" });
    const save = (event: Event): void => {
      event.preventDefault();
      saveHeadcount(input.valueAsNumber);
    };
    return h(
      "form",
      { class: "headcount", onsubmit: save },
      h("label", {}, h("span", {}, t("desk.headcount")), input),
      h("button", { type: "submit", class: "button" }, t("action.save")),
      this.#headcountSaved,
    );
  }

  #notice(notice: Notice): { element: HTMLElement; show: () => void } {
    const time = timeOfDay(instant(notice.at), this.#options.zone);
    const element = h("li", {}, h("time", { datetime: notice.at }, time), h("span", {}, notice.text));
    return { element, show: () => undefined };
  }
}
