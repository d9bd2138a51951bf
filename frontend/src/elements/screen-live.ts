// SPDX-License-Identifier: Apache-2.0

import { type Composition, composition, freshNotice, nextItem, venueName } from "../model/composition.ts";
import { dayOf, timeOfDay } from "../model/clock.ts";
import { type Standing, standing } from "../model/tally.ts";
import { sceneOnShow } from "../model/slides.ts";
import { turnClock } from "../model/turn.ts";
import type { Milliseconds } from "../model/units.ts";
import { h, setAttribute, setText } from "../ui/dom.ts";
import { type Language, type Translate, venueTitle } from "../ui/text.ts";
import type { Floor, Plan } from "../wire/documents.ts";
import { DoorSign } from "./door-sign.ts";
import { type Painted, SlideLayer } from "./slide-layer.ts";
import { PaneStack } from "./pane-stack.ts";

export interface ScreenState {
  readonly floor: Floor | undefined;
  readonly now: Milliseconds;
  readonly isConnected: boolean;
  /** Whether the line has room for the small picture alone. */
  readonly isThin: boolean;
  /** The slide that is ready to be painted. */
  readonly slide: Painted | undefined;
  /** The venues and sources whose pictures are on show, the one in front first. */
  readonly onShow: readonly string[];
}

export interface ScreenOptions {
  readonly plan: Plan;
  readonly venue: string;
  readonly zone: string;
  readonly language: Language;
  readonly lineStatus: HTMLElement;
  readonly t: Translate;
}

/** What the hall sees: the programme with its plates, or a calm holding picture. */
export class ScreenView {
  readonly panes: PaneStack;
  readonly door: DoorSign;
  readonly #options: ScreenOptions;
  readonly #slides: SlideLayer;
  readonly #holdingTitle = h("p", { class: "holding-moment" });
  readonly #holdingNext = h("p", { class: "holding-next" });
  readonly #connected = h("p", { class: "holding-connected" });
  readonly #clocks = [h("time"), h("time")] as const;
  readonly #day = h("p", { class: "holding-day" });
  readonly #item = h("p", { class: "strip-item" });
  readonly #thin = h("p", { class: "strip-thin", role: "status" });
  readonly #turn = h("time", { class: "strip-turn" });
  readonly #noticeText = h("span");
  readonly #notice: HTMLElement;
  readonly #own = h("p", { class: "own", role: "status" });
  readonly #listening = h("p", { class: "own listening", role: "status", hidden: true });
  readonly element: HTMLElement;

  constructor(options: ScreenOptions) {
    this.#options = options;
    const { plan, venue, t } = options;
    const name = venueTitle(venueName(plan, venue), t);
    this.#slides = new SlideLayer(t);
    this.panes = new PaneStack(t);
    this.door = new DoorSign(t);
    this.#notice = h("p", { class: "notice", role: "status" }, h("strong", {}, t("screen.notice")), this.#noticeText);
    const holding = h(
      "section",
      { class: "holding" },
      h("p", { class: "holding-organiser" }, plan.conference.organiser),
      h("h1", {}, plan.conference.name),
      this.#holdingTitle,
      h("div", { class: "holding-clock" }, this.#clocks[0], this.#day),
      this.#holdingNext,
      this.#connected,
      this.door.element,
    );
    const strip = h(
      "header",
      { class: "strip" },
      this.#item,
      this.#turn,
      this.#thin,
      h("p", { class: "strip-venue" }, h("span", {}, name), this.#clocks[1]),
    );
    this.element = h("main", { class: "screen" }, this.panes.element, this.#slides.element, holding, strip, this.#notice, this.#own, this.#listening, options.lineStatus);
  }

  /** Tell the hall that its microphone is open for a test. */
  showListening(isListening: boolean): void {
    this.#listening.hidden = !isListening;
    setText(this.#listening, isListening ? this.#options.t("screen.listening") : "");
  }

  show(state: ScreenState): void {
    const { plan, venue, zone, language } = this.#options;
    const shown = composition(state.floor, plan);
    const own = standing(state.floor, venue);
    const scene = sceneOnShow(state.floor, state.slide !== undefined);
    const isReady = state.onShow.length > 0 || scene === "slides" || scene === "slides_speaker";
    setAttribute(this.element, "data-scene", scene);
    setAttribute(this.element, "data-shows", shown.kind === "programme" && isReady ? "programme" : "holding");
    this.#slides.show(state.slide);
    setAttribute(this.element, "data-own", own);
    this.#thin.hidden = !state.isThin;
    setText(this.#thin, state.isThin ? this.#options.t("screen.thin") : "");
    this.#clocks.forEach((clock) => { setText(clock, timeOfDay(state.now, zone)); });
    setText(this.#day, dayOf(state.now, zone, language));
    this.#showHolding(shown, state);
    this.#showProgramme(shown, state);
    this.#showOwn(own);
    const notice = freshNotice(state.floor, plan, venue, state.now);
    this.#notice.hidden = notice === undefined;
    setText(this.#noticeText, notice?.text ?? "");
  }

  #showHolding(shown: Composition, { floor, isConnected }: ScreenState): void {
    const { plan, venue, t } = this.#options;
    const name = (code: string): string => venueTitle(venueName(plan, code), t);
    const title = shown.kind === "programme" ? t("screen.awaiting", { venue: name(shown.onAir[0]) }) : t(`screen.${shown.moment}`);
    setText(this.#holdingTitle, title);
    const item = shown.kind === "programme" ? shown.item : nextItem(floor, plan);
    setAttribute(this.element, "data-phase", floor?.phase ?? "planned");
    const isOver = shown.kind === "holding" && shown.moment === "after";
    setText(this.#holdingNext, isOver ? t("screen.after.thanks") : item ? this.#itemLine(item.number, item.title) : "");
    setAttribute(this.#connected, "data-state", isConnected ? "up" : "down");
    setText(this.#connected, isConnected ? t("screen.connected", { venue: name(venue) }) : name(venue));
  }

  #showProgramme(shown: Composition, { floor, now, onShow }: ScreenState): void {
    const item = shown.kind === "programme" ? shown.item : undefined;
    setText(this.#item, item ? this.#itemLine(item.number, item.title) : "");
    this.#item.hidden = item === undefined;
    this.panes.show(shown, onShow);
    // A clock that nobody agreed on would hurry the chair; with an agreed time everybody sees it.
    const clock = floor?.limit_s == null ? undefined : turnClock(floor, now);
    this.#turn.hidden = clock === undefined;
    setAttribute(this.#turn, "data-clock", clock?.kind ?? null);
    setText(this.#turn, clock?.text ?? "");
  }

  #showOwn(own: Standing): void {
    const isCalled = own === "standby" || own === "on_air";
    this.#own.hidden = !isCalled;
    setText(this.#own, isCalled ? this.#options.t(`screen.own.${own}`) : "");
  }

  #itemLine(number: number, title: string): string {
    return `${this.#options.t("screen.item", { number })} · ${title}`;
  }
}
