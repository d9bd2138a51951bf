// SPDX-License-Identifier: Apache-2.0

import { h, setText } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

/** How many heads the operator counted in the room. */
export class HeadcountForm {
  readonly element: HTMLElement;
  readonly #saved = h("p", { class: "desk-sent", role: "status", hidden: true });
  readonly #t: Translate;

  constructor(save: (count: number) => void, t: Translate) {
    this.#t = t;
    const input = h("input", { type: "number", name: "count", min: 0, max: 5000, inputmode: "numeric", required: true, autocomplete: "off" });
    const submit = (event: Event): void => {
      event.preventDefault();
      save(input.valueAsNumber);
    };
    this.element = h(
      "form",
      { class: "headcount", onsubmit: submit },
      h("label", {}, h("span", {}, t("desk.headcount")), input),
      h("button", { type: "submit", class: "button" }, t("action.save")),
      this.#saved,
    );
  }

  wasSaved(count: number): void {
    setText(this.#saved, this.#t("desk.headcount.saved", { count }));
    this.#saved.hidden = false;
  }
}
