// SPDX-License-Identifier: Apache-2.0

import { elapsed } from "../model/clock.ts";
import { instant, type Milliseconds } from "../model/units.ts";
import { shortName } from "../model/venues.ts";
import { type QueueEntry, standbyVenue, type Tile, type WallOrder, wallTiles } from "../model/wall.ts";
import { venueName } from "../model/composition.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Backstage, Floor, Plan, Totals } from "../wire/documents.ts";
import { keysDialog, noticeForm } from "./console-forms.ts";
import { itemList, queueList, type QueueState, totalsBar } from "./console-lists.ts";
import { type Monitor, monitor } from "./monitor.ts";
import { selectedPanel } from "./selected-panel.ts";
import { WallGrid } from "./wall-grid.ts";

export interface ConsoleOptions {
  readonly plan: Plan;
  readonly lineStatus: HTMLElement;
  readonly languageSwitch: HTMLElement;
  readonly acts: Readonly<Record<"air" | "standby" | "release" | "next" | "help", () => void>>;
  readonly call: (venue: string) => void;
  readonly dismiss: () => void;
  readonly select: (venue: string) => void;
  readonly setOrder: (order: WallOrder) => void;
  readonly setSound: (kind: "standby" | "programme", isOn: boolean) => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly setScene: (scene: Floor["scene"]) => void;
  readonly lowerHand: (venue: string) => void;
  readonly answerHelp: (venue: string) => void;
  readonly sendNotice: (venue: string | null, text: string) => Promise<boolean>;
  readonly t: Translate;
}

export interface VenuesState {
  readonly floor: Floor | undefined;
  readonly backstage: Backstage | undefined;
  readonly order: WallOrder;
  readonly selected: string | undefined;
}

export interface CourseState {
  readonly floor: Floor | undefined;
  readonly queue: readonly QueueEntry[];
  readonly now: Milliseconds;
  readonly hasStandby: boolean;
  readonly hasProgramme: boolean;
}

type Buttons = Readonly<Record<"open" | "close" | "scene" | "air" | "release" | "dismiss", HTMLButtonElement>>;

/** The director's console: the wall on the left, what is cut and said on the right. */
export class ConsoleView {
  readonly element: HTMLElement;
  readonly keys: HTMLDialogElement;
  readonly wall: WallGrid;
  readonly standby: Monitor;
  readonly programme: Monitor;
  readonly #options: ConsoleOptions;
  readonly #totals: View<Totals | undefined>;
  readonly #selected: View<Tile | undefined>;
  readonly #queue: View<QueueState>;
  readonly #items: View<Floor | undefined>;
  readonly #phase = h("p", { class: "phase", role: "status" });
  readonly #buttons: Buttons;
  readonly #papers: HTMLAnchorElement;
  readonly #orders: Readonly<Record<WallOrder, HTMLButtonElement>>;

  constructor(options: ConsoleOptions) {
    this.#options = options;
    const { plan, t, acts } = options;
    this.keys = keysDialog(t);
    this.wall = new WallGrid({ onSelect: options.select, onCall: options.call, t });
    this.#totals = totalsBar(t);
    this.#selected = selectedPanel({ call: acts.standby, lowerHand: options.lowerHand, answerHelp: options.answerHelp }, t);
    this.#queue = queueList(options.call, t);
    this.#items = itemList(plan, acts.next, t);
    this.#buttons = this.#makeButtons();
    this.#papers = h("a", { class: "button small primary", href: "papers/" }, t("console.papers"));
    const { air, dismiss, release } = this.#buttons;
    const sound = (kind: "standby" | "programme") => (isOn: boolean) => { options.setSound(kind, isOn); };
    this.standby = monitor({ kind: "standby", onSound: sound("standby"), actions: [air, dismiss], t });
    this.programme = monitor({ kind: "programme", onSound: sound("programme"), actions: [release], t });
    this.#orders = { attention: this.#orderButton("attention"), plan: this.#orderButton("plan") };
    this.element = h("main", { class: "console" }, this.#head(), this.#left(), this.#right());
  }

  showVenues({ floor, backstage, order, selected }: VenuesState): void {
    const tiles = wallTiles(this.#options.plan, floor, backstage, order);
    this.wall.show(tiles, selected);
    this.#selected.show(tiles.find((tile) => tile.venue.code === selected));
    this.#totals.show(backstage?.totals);
    for (const [name, button] of Object.entries(this.#orders)) setAttribute(button, "aria-pressed", String(name === order));
  }

  showCourse({ floor, queue, now, hasStandby, hasProgramme }: CourseState): void {
    const { plan } = this.#options;
    const [called, aired] = [standbyVenue(floor), floor?.on_air[0]];
    const name = (code: string | undefined): string | undefined => (code === undefined ? undefined : shortName(venueName(plan, code)));
    const airedFor = floor?.aired_at && aired !== undefined ? elapsed(instant(floor.aired_at), now) : "";
    this.standby.show({ name: name(called), note: "", cover: "", hasPicture: hasStandby });
    const isCovered = floor?.phase === "open" && floor.scene === "holding";
    const cover = isCovered ? this.#options.t("console.covered") : "";
    this.programme.show({ name: name(aired), note: airedFor, cover, hasPicture: hasProgramme });
    this.#queue.show({ entries: queue, now });
    this.#items.show(floor);
    this.#showPhase(floor, now);
    this.#showButtons(floor, called, aired);
  }

  #showPhase(floor: Floor | undefined, now: Milliseconds): void {
    const phase = floor?.phase ?? "planned";
    setAttribute(this.#phase, "data-phase", phase);
    const time = floor?.opened_at ? elapsed(instant(floor.opened_at), now) : "";
    setText(this.#phase, this.#options.t(`console.phase.${phase}`, { time }));
  }

  #showButtons(floor: Floor | undefined, called: string | undefined, aired: string | undefined): void {
    const { open, close, scene, air, release, dismiss } = this.#buttons;
    const isOpen = floor?.phase === "open";
    open.hidden = floor?.phase !== "planned";
    close.hidden = !isOpen;
    this.#papers.hidden = floor?.phase !== "closed";
    scene.hidden = !isOpen;
    setText(scene, this.#options.t(floor?.scene === "holding" ? "console.scene.speaker" : "console.scene.holding"));
    scene.classList.toggle("primary", floor?.scene === "holding");
    scene.dataset["scene"] = floor?.scene === "holding" ? "speaker" : "holding";
    air.disabled = !isOpen || called === undefined;
    dismiss.disabled = called === undefined;
    release.disabled = aired === undefined || aired === this.#options.plan.conference.hub;
  }

  #makeButtons(): Buttons {
    const { t, acts, open, close, dismiss, setScene } = this.#options;
    const button = (kind: string, run: () => void, ...content: readonly (string | HTMLElement)[]): HTMLButtonElement =>
      h("button", { type: "button", class: `button small ${kind}`, onclick: run }, ...content);
    return {
      open: button("primary", open, t("console.open")),
      close: button("", close, t("console.close")),
      scene: h("button", { type: "button", class: "button small", onclick: (event) => {
        setScene((event.currentTarget as HTMLElement).dataset["scene"] === "speaker" ? "speaker" : "holding");
      } }),
      air: button("air", acts.air, t("console.air"), h("kbd", {}, "Enter")),
      release: button("", acts.release, t("console.release"), h("kbd", {}, "R")),
      dismiss: button("", dismiss, t("console.release.standby")),
    };
  }

  #head(): HTMLElement {
    const { plan, lineStatus, languageSwitch, acts, t } = this.#options;
    const { open, close, scene } = this.#buttons;
    const help = h("button", { type: "button", class: "button small", onclick: () => { acts.help(); } }, "?", h("span", { class: "quiet" }, t("console.keys")));
    return h(
      "header",
      { class: "console-head" },
      h("h1", { title: plan.conference.name }, plan.conference.name),
      this.#phase,
      this.#totals.element,
      h("div", { class: "console-tools" }, scene, open, close, this.#papers, help),
      h("div", { class: "console-line" }, lineStatus, languageSwitch),
    );
  }

  #left(): HTMLElement {
    const { t } = this.#options;
    const orders = h("div", { class: "orders", role: "group", "aria-label": t("console.order") }, this.#orders.attention, this.#orders.plan);
    return h("section", { class: "console-left", "aria-label": t("console.wall") }, this.wall.element, h("div", { class: "wall-foot" }, this.#selected.element, orders));
  }

  #right(): HTMLElement {
    const { plan, sendNotice, t } = this.#options;
    return h(
      "div",
      { class: "console-right" },
      h("div", { class: "monitors" }, this.standby.element, this.programme.element),
      this.#queue.element,
      this.#items.element,
      noticeForm(plan, sendNotice, t),
    );
  }

  #orderButton(order: WallOrder): HTMLButtonElement {
    const { t, setOrder } = this.#options;
    return h("button", { type: "button", class: "order", onclick: () => { setOrder(order); } }, t(`console.order.${order}`));
  }
}
