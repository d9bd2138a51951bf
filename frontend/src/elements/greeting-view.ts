// SPDX-License-Identifier: Apache-2.0

import { timeOfDay } from "../model/clock.ts";
import type { ShownGreeting, ShownGuest } from "../model/greeting.ts";
import { instant } from "../model/units.ts";
import { h, KeyedList, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

export interface GreetingOptions {
  readonly conference: string;
  readonly zone: string;
  readonly tools: readonly HTMLElement[];
  readonly lock: () => void;
  readonly unlock: () => void;
  readonly seen: () => void;
  readonly t: Translate;
}

export interface GreetingState extends ShownGreeting {
  readonly lockedAt: string | null;
}

/** Whom the chair greets, in type that is read from two metres; newcomers are marked until they are seen. */
export class GreetingView {
  readonly element: HTMLElement;
  readonly #options: GreetingOptions;
  readonly #state = h("p", { class: "greeting-state", role: "status" });
  readonly #empty: HTMLElement;
  readonly #listed: KeyedList<ShownGuest>;
  readonly #late: KeyedList<ShownGuest>;
  readonly #lateSection: HTMLElement;
  readonly #lock: HTMLButtonElement;
  readonly #unlock: HTMLButtonElement;
  readonly #seen: HTMLButtonElement;

  constructor(options: GreetingOptions) {
    this.#options = options;
    const { conference, tools, lock, unlock, seen, t } = options;
    const listed = h("ol", { class: "greeted" });
    const late = h("ol", { class: "greeted" });
    const create = ({ line }: ShownGuest): View<ShownGuest> => guestView(line, t);
    this.#listed = new KeyedList<ShownGuest>(listed, ({ line }) => line.person, create);
    this.#late = new KeyedList<ShownGuest>(late, ({ line }) => line.person, create);
    this.#empty = h("p", { class: "empty" }, t("greeting.empty"));
    this.#lateSection = h("section", { class: "greeting-late" }, h("h2", {}, t("greeting.late")), late);
    const button = (kind: string, run: () => void, label: string): HTMLButtonElement => h("button", { type: "button", class: `button ${kind}`, onclick: run }, label);
    this.#lock = button("primary", lock, t("greeting.lock"));
    this.#unlock = button("", unlock, t("greeting.unlock"));
    this.#seen = button("", seen, t("greeting.seen"));
    this.element = h(
      "main",
      { class: "greeting" },
      h("header", { class: "greeting-head" }, h("h1", {}, t("greeting.title")), h("p", {}, conference), this.#state, h("div", { class: "board-tools" }, this.#seen, this.#lock, this.#unlock, ...tools)),
      this.#empty,
      listed,
      this.#lateSection,
    );
  }

  show({ listed, late, lockedAt }: GreetingState): void {
    const { zone, t } = this.#options;
    this.#listed.show(listed);
    this.#late.show(late);
    this.#empty.hidden = listed.length > 0;
    this.#lateSection.hidden = late.length === 0;
    this.#seen.hidden = ![...listed, ...late].some(({ isNew }) => isNew);
    this.#lock.hidden = lockedAt !== null;
    this.#lock.disabled = listed.length === 0;
    this.#unlock.hidden = lockedAt === null;
    setAttribute(this.#state, "data-locked", String(lockedAt !== null));
    setText(this.#state, lockedAt === null ? t("greeting.open", { number: listed.length }) : t("greeting.locked", { number: listed.length, time: timeOfDay(instant(lockedAt), zone) }));
  }
}

function guestView({ name, post, organisation, venue }: ShownGuest["line"], t: Translate): View<ShownGuest> {
  const note = h("span", { class: "greeted-note" });
  const element = h(
    "li",
    {},
    h("div", {}, h("strong", {}, name), note, h("span", {}, [post, organisation].filter(Boolean).join(", "))),
    h("em", {}, venue),
  );
  return {
    element,
    show: ({ line: { standing }, isNew }) => {
      setAttribute(element, "data-new", String(isNew));
      setAttribute(element, "data-standing", standing);
      setText(note, standing === "gone" ? t("greeting.gone") : isNew ? t("greeting.new") : "");
    },
  };
}
