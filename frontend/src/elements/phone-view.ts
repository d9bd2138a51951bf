// SPDX-License-Identifier: Apache-2.0

import { dayOf, timeOfDay } from "../model/clock.ts";
import { venueName } from "../model/composition.ts";
import type { DoorState } from "../model/door.ts";
import { instant } from "../model/units.ts";
import { h, KeyedList, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Language, Translate } from "../ui/text.ts";
import type { Floor, OwnPlace, Plan, PlanItem } from "../wire/documents.ts";
import { deckList } from "./deck-list.ts";
import type { AddressOf } from "./deck-picture.ts";

export interface PhoneOptions {
  readonly plan: Plan;
  readonly place: OwnPlace;
  readonly zone: string;
  readonly language: Language;
  readonly languageSwitch: HTMLElement;
  readonly addressOf: AddressOf;
  readonly t: Translate;
}

interface ItemState {
  readonly item: PlanItem;
  readonly moment: "done" | "now" | "later";
}

/** A delegate's own page: where to sit, what is on, what there is to read. */
export class PhoneView {
  readonly element: HTMLElement;
  readonly #options: PhoneOptions;
  readonly #phase = h("p", { class: "phone-phase", role: "status" });
  readonly #items: KeyedList<ItemState>;
  readonly #doorTitle = h("strong");
  readonly #doorDetail = h("span");
  readonly #door = h("p", { class: "door", role: "status", hidden: true }, this.#doorTitle, this.#doorDetail);
  readonly #status = h("dd");

  constructor(options: PhoneOptions) {
    this.#options = options;
    const { plan, t } = options;
    const items = h("ol", { class: "items" });
    this.#items = new KeyedList<ItemState>(items, ({ item }) => String(item.number), ({ item }) => this.#item(item));
    this.element = h(
      "main",
      { class: "phone" },
      h("header", {}, h("p", {}, plan.conference.organiser), options.languageSwitch, h("h1", {}, plan.conference.name), this.#phase),
      this.#door,
      this.#place(),
      h("section", {}, h("h2", {}, t("phone.programme")), items),
      h("section", {}, h("h2", {}, t("phone.materials")), deckList(plan.decks, options.addressOf, t)),
    );
  }

  show(floor: Floor | undefined): void {
    const { plan, zone, language, t } = this.#options;
    const startsAt = instant(plan.conference.starts_at);
    const phase = floor?.phase ?? "planned";
    setAttribute(this.#phase, "data-phase", phase);
    setText(this.#phase, t(`phone.${phase}`, { time: timeOfDay(startsAt, zone), day: dayOf(startsAt, zone, language) }));
    this.#items.show(plan.items.map((item) => ({ item, moment: momentOf(item, floor) })));
  }

  /** Say in large letters how far the check-in is. */
  showDoor(state: DoorState): void {
    const { t } = this.#options;
    this.#door.hidden = false;
    setAttribute(this.#door, "data-kind", state.kind);
    setText(this.#doorTitle, t(`phone.door.${state.kind}`));
    setText(this.#doorDetail, this.#doorWords(state));
    if (state.kind === "done") setText(this.#status, t("status.present"));
  }

  #doorWords(state: DoorState): string {
    const { plan, place, zone, t } = this.#options;
    switch (state.kind) {
      case "sending":
        return "";
      case "waiting":
        return t("phone.door.waiting.how", { time: timeOfDay(state.until, zone) });
      case "refused":
        return state.sentence;
      case "done": {
        const where = t("phone.door.done.where", { venue: venueName(plan, state.venue), time: timeOfDay(state.at, zone) });
        return state.venue === place.venue.code ? where : `${where}. ${t("phone.door.done.elsewhere", { venue: place.venue.name })}`;
      }
    }
  }

  #place(): HTMLElement {
    const { place, t } = this.#options;
    const { name, post, organisation, venue, status } = place;
    const row = (label: string, value: string): Node[] => (value === "" ? [] : [h("dt", {}, label), h("dd", {}, value)]);
    setText(this.#status, status === "guest" ? "" : t(`status.${status}`));
    return h(
      "section",
      { class: "place" },
      h("h2", {}, t("phone.place")),
      h("p", { class: "place-name" }, name),
      h("p", { class: "place-post" }, [post, organisation].filter(Boolean).join(", ")),
      h(
        "dl",
        {},
        ...row(t("phone.venue"), venue.name),
        ...row(t("phone.address"), venue.address),
        ...(status === "guest" ? [] : [h("dt", {}, t("phone.status")), this.#status]),
      ),
    );
  }

  #item(item: PlanItem): View<ItemState> {
    const note = h("span", { class: "item-note" });
    const speaker = [item.speaker, item.post].filter(Boolean).join(", ");
    const text = h("div", {}, h("strong", {}, item.title), speaker === "" ? null : h("span", {}, speaker), note);
    const element = h("li", {}, h("b", { "aria-hidden": "true" }, String(item.number)), text);
    return {
      element,
      show: ({ moment }) => {
        setAttribute(element, "data-moment", moment);
        setAttribute(element, "aria-current", moment === "now" ? "step" : null);
        setText(note, moment === "later" ? "" : this.#options.t(`phone.${moment}`));
      },
    };
  }
}

function momentOf(item: PlanItem, floor: Floor | undefined): ItemState["moment"] {
  if (floor?.phase === "closed" || item.number < (floor?.item ?? 0)) return "done";
  return item.number === floor?.item ? "now" : "later";
}
