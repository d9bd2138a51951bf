// SPDX-License-Identifier: Apache-2.0

import { arranged, type Arrangement, inOrder, type WallOrder } from "../model/arrangement.ts";
import { elapsed } from "../model/clock.ts";
import { FILM, PRODUCTION_DESK } from "../model/films.ts";
import type { Act } from "../model/keys.ts";
import type { ChosenScene } from "../model/scenes.ts";
import { turnClock } from "../model/turn.ts";
import { instant, type Milliseconds } from "../model/units.ts";
import { shortName } from "../model/venues.ts";
import { type QueueEntry, standbyVenue, wallTiles } from "../model/wall.ts";
import { venueName } from "../model/composition.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Backstage, Floor, Plan, Totals } from "../wire/documents.ts";
import { itemList, queueList, type QueueState, totalsBar } from "./console-lists.ts";
import { type Addressee, noticesPanel, type NoticesState, talkPanel, type TalkState } from "./console-words.ts";
import { keysDialog } from "./keys-dialog.ts";
import { type Monitor, monitor } from "./monitor.ts";
import { sceneBar } from "./scene-bar.ts";
import { selectedPanel, type SelectedState } from "./selected-panel.ts";
import { Tabs } from "./tabs.ts";
import { WallGrid } from "./wall-grid.ts";

export interface ConsoleOptions {
  readonly plan: Plan;
  readonly zone: string;
  readonly lineStatus: HTMLElement;
  readonly languageSwitch: HTMLElement;
  readonly acts: Readonly<Record<Act, () => void>>;
  readonly call: (venue: string) => void;
  readonly dismiss: () => void;
  readonly look: (venue: string | undefined) => void;
  readonly select: (venue: string) => void;
  readonly setOrder: (order: WallOrder) => void;
  readonly setSound: (kind: "standby" | "programme", isOn: boolean) => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly setScene: (scene: ChosenScene) => void;
  readonly lowerHand: (venue: string) => void;
  readonly answerHelp: (venue: string) => void;
  readonly sendNotice: (to: Addressee, text: string) => Promise<boolean>;
  readonly openTalk: (venue: string) => void;
  readonly sendMessage: (venue: string, text: string) => Promise<boolean>;
  readonly slides: HTMLElement;
  readonly sources: HTMLElement;
  readonly t: Translate;
}

export interface VenuesState {
  readonly floor: Floor | undefined;
  readonly backstage: Backstage | undefined;
  readonly order: WallOrder;
  readonly selected: string | undefined;
  readonly now: Milliseconds;
}

export interface CourseState {
  readonly floor: Floor | undefined;
  readonly backstage: Backstage | undefined;
  readonly queue: readonly QueueEntry[];
  readonly now: Milliseconds;
  readonly hasStandby: boolean;
  readonly hasProgramme: boolean;
}

type Buttons = Readonly<Record<"open" | "close" | "air" | "pair" | "release" | "undo" | "dismiss", HTMLButtonElement>>;

/** Speaking times that the director can agree on, in minutes; 0 for none. */
const LIMITS_MIN = [0, 2, 3, 5, 10, 15];

/** The director's console: the wall on the left, what is cut and said on the right. */
export class ConsoleView {
  readonly element: HTMLElement;
  readonly keys: HTMLDialogElement;
  readonly wall: WallGrid;
  readonly standby: Monitor;
  readonly programme: Monitor;
  readonly #options: ConsoleOptions;
  readonly #totals: View<Totals | undefined>;
  readonly #selected: View<SelectedState>;
  readonly #queue: View<QueueState>;
  readonly #scenes: View<Floor | undefined>;
  readonly #items: View<Floor | undefined>;
  readonly #notices: View<NoticesState>;
  readonly #talk: View<TalkState>;
  readonly #tabs: Tabs;
  readonly #limit: HTMLSelectElement;
  readonly #phase = h("p", { class: "phase", role: "status" });
  readonly #buttons: Buttons;
  readonly #papers: HTMLAnchorElement;
  readonly #board: HTMLAnchorElement;
  readonly #check: HTMLAnchorElement;
  readonly #orders: Readonly<Record<WallOrder, HTMLButtonElement>>;
  #arrangement: Arrangement | undefined;

  constructor(options: ConsoleOptions) {
    this.#options = options;
    const { plan, zone, t, acts } = options;
    this.keys = keysDialog(t);
    this.wall = new WallGrid({ onSelect: options.select, onCall: options.call, onLook: options.look, t });
    this.#totals = totalsBar(t);
    this.#selected = selectedPanel({ call: acts.standby, lowerHand: options.lowerHand, answerHelp: options.answerHelp }, t);
    this.#queue = queueList(options.call, t);
    this.#scenes = sceneBar(options.setScene, t);
    this.#items = itemList(plan, acts.next, t);
    this.#notices = noticesPanel({ plan, zone, send: options.sendNotice, t });
    this.#talk = talkPanel({ plan, zone, open: options.openTalk, send: options.sendMessage, t });
    this.#tabs = new Tabs(
      [
        { id: "items", label: t("console.items"), panel: this.#items.element },
        { id: "notices", label: t("console.notice"), panel: this.#notices.element },
        { id: "talk", label: t("console.talk"), panel: this.#talk.element },
        { id: "slides", label: t("slide.panel"), panel: options.slides },
        { id: "sources", label: t("source.panel"), panel: options.sources },
      ],
      t("console.panels"),
    );
    this.#limit = h("select", { class: "limit", "aria-label": t("console.limit") }, ...LIMITS_MIN.map((minutes) => h("option", { value: minutes }, minutes === 0 ? t("console.limit.none") : t("console.limit.minutes", { minutes }))));
    this.#buttons = this.#makeButtons();
    this.#papers = h("a", { class: "button small primary", href: "papers/" }, t("console.papers"));
    this.#board = h("a", { class: "button small", href: "board/", target: "_blank" }, t("console.board"));
    this.#check = h("a", { class: "button small", href: "check/", target: "_blank" }, t("console.check"));
    const { air, pair, dismiss, release, undo } = this.#buttons;
    const sound = (kind: "standby" | "programme") => (isOn: boolean) => { options.setSound(kind, isOn); };
    this.standby = monitor({ kind: "standby", onSound: sound("standby"), actions: [air, pair, this.#limit, dismiss], t });
    this.programme = monitor({ kind: "programme", onSound: sound("programme"), actions: [release, undo], t });
    this.#orders = { attention: this.#orderButton("attention"), plan: this.#orderButton("plan") };
    this.element = h("main", { class: "console" }, this.#head(), this.#left(), this.#right());
  }

  showVenues({ floor, backstage, order, selected, now }: VenuesState): void {
    const tiles = wallTiles(this.#options.plan, floor, backstage);
    this.#arrangement = arranged(this.#arrangement, tiles, now, this.wall.isPointedAt);
    this.wall.show(order === "plan" ? tiles : inOrder(tiles, this.#arrangement.order), selected, now);
    this.#selected.show({ tile: tiles.find((tile) => tile.venue.code === selected), now });
    this.#totals.show(backstage?.totals);
    for (const [name, button] of Object.entries(this.#orders)) setAttribute(button, "aria-pressed", String(name === order));
  }

  /** The speaking time for the next airing, in seconds; null for none. */
  get limit(): number | null {
    return Number(this.#limit.value) * 60 || null;
  }

  showCourse({ floor, backstage, queue, now, hasStandby, hasProgramme }: CourseState): void {
    const called = standbyVenue(floor);
    this.standby.show({ name: this.#nameOf(called), note: "", cover: "", hasPicture: hasStandby });
    const isCovered = floor?.phase === "open" && floor.scene === "holding";
    const cover = isCovered ? this.#options.t("console.covered") : "";
    const clock = turnClock(floor, now);
    const names = floor?.on_air.flatMap((code) => this.#nameOf(code) ?? []).join(" + ");
    this.programme.show({ name: names === "" ? undefined : names, note: clock?.text ?? "", cover, hasPicture: hasProgramme });
    setAttribute(this.programme.element, "data-clock", clock?.kind ?? null);
    this.#queue.show({ entries: queue, rule: floor?.queue_rule ?? "time", now });
    this.#scenes.show(floor);
    this.#items.show(floor);
    this.#notices.show({ floor, backstage });
    this.#showPhase(floor, now);
    this.#showButtons(floor, backstage);
  }

  showTalk(state: TalkState): void {
    this.#talk.show(state);
    this.#tabs.count("talk", state.unseen.length);
  }

  /** Bring the thread to the front. */
  selectTalk(): void {
    this.#tabs.select("talk");
  }

  #nameOf(code: string | undefined): string | undefined {
    if (code === PRODUCTION_DESK) return this.#options.t("source.desk");
    if (code === FILM) return this.#options.t("source.film");
    return code === undefined ? undefined : shortName(venueName(this.#options.plan, code));
  }

  #showPhase(floor: Floor | undefined, now: Milliseconds): void {
    const phase = floor?.phase ?? "planned";
    setAttribute(this.#phase, "data-phase", phase);
    const time = floor?.opened_at ? elapsed(instant(floor.opened_at), now) : "";
    setText(this.#phase, this.#options.t(`console.phase.${phase}`, { time }));
  }

  #showButtons(floor: Floor | undefined, backstage: Backstage | undefined): void {
    const { open, close, air, pair, release, undo, dismiss } = this.#buttons;
    const { hub } = this.#options.plan.conference;
    const isOpen = floor?.phase === "open";
    const called = standbyVenue(floor);
    open.hidden = floor?.phase !== "planned";
    close.hidden = !isOpen;
    this.#papers.hidden = floor?.phase !== "closed";
    this.#check.hidden = floor?.phase !== "planned";
    air.disabled = !isOpen || called === undefined;
    pair.disabled = air.disabled || floor?.on_air.length !== 1 || floor.scene === "clip";
    dismiss.disabled = called === undefined;
    release.disabled = floor === undefined || floor.on_air.every((code) => code === hub);
    undo.disabled = backstage?.can_undo !== true;
  }

  #makeButtons(): Buttons {
    const { t, acts, open, close, dismiss } = this.#options;
    const button = (kind: string, run: () => void, ...content: readonly (string | HTMLElement)[]): HTMLButtonElement =>
      h("button", { type: "button", class: `button small ${kind}`, onclick: run }, ...content);
    return {
      open: button("primary", open, t("console.open")),
      close: button("", close, t("console.close")),
      air: button("air", acts.air, t("console.air"), h("kbd", { title: "Enter" }, "↵")),
      pair: button("", acts.pair, t("console.pair"), h("kbd", {}, "D")),
      release: button("", acts.release, t("console.release"), h("kbd", {}, "R")),
      undo: button("", acts.undo, t("console.undo"), h("kbd", {}, "U")),
      dismiss: button("", dismiss, t("console.release.standby")),
    };
  }

  #head(): HTMLElement {
    const { plan, lineStatus, languageSwitch, acts, t } = this.#options;
    const { open, close } = this.#buttons;
    const help = h("button", { type: "button", class: "button small", onclick: () => { acts.help(); } }, "?", h("span", { class: "quiet" }, t("console.keys")));
    return h(
      "header",
      { class: "console-head" },
      h("h1", { title: plan.conference.name }, plan.conference.name),
      this.#phase,
      this.#totals.element,
      h("div", { class: "console-tools" }, open, close, this.#board, this.#check, this.#papers, help),
      h("div", { class: "console-line" }, lineStatus, languageSwitch),
    );
  }

  #left(): HTMLElement {
    const { t } = this.#options;
    const orders = h("div", { class: "orders", role: "group", "aria-label": t("console.order") }, this.#orders.attention, this.#orders.plan);
    return h("section", { class: "console-left", "aria-label": t("console.wall") }, this.wall.element, this.wall.preview, h("div", { class: "wall-foot" }, this.#selected.element, orders));
  }

  #right(): HTMLElement {
    return h(
      "div",
      { class: "console-right" },
      h("div", { class: "monitors" }, this.standby.element, this.programme.element),
      this.#scenes.element,
      this.#queue.element,
      this.#tabs.element,
    );
  }

  #orderButton(order: WallOrder): HTMLButtonElement {
    const { t, setOrder } = this.#options;
    return h("button", { type: "button", class: "order", onclick: () => { setOrder(order); } }, t(`console.order.${order}`));
  }
}
