// SPDX-License-Identifier: Apache-2.0

import { h, setAttribute, setText } from "../ui/dom.ts";

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly panel: HTMLElement;
}

/** Panels that share one place; the arrow keys move between their tabs, as the pattern of WAI-ARIA has it. */
export class Tabs {
  readonly element: HTMLElement;
  readonly #tabs: ReadonlyMap<string, { readonly button: HTMLElement; readonly badge: HTMLElement; readonly panel: HTMLElement }>;

  constructor(tabs: readonly Tab[], label: string) {
    this.#tabs = new Map(tabs.map((tab) => [tab.id, this.#make(tab)]));
    const parts = [...this.#tabs.values()];
    const list = h("div", { class: "tab-list", role: "tablist", "aria-label": label }, ...parts.map(({ button }) => button));
    list.addEventListener("keydown", (event) => { this.#move(event); });
    this.element = h("section", { class: "tabs" }, list, ...parts.map(({ panel }) => panel));
    const first = tabs[0];
    if (first) this.select(first.id);
  }

  select(id: string): void {
    for (const [other, { button, panel }] of this.#tabs) {
      const isSelected = other === id;
      setAttribute(button, "aria-selected", String(isSelected));
      setAttribute(button, "tabindex", isSelected ? "0" : "-1");
      panel.hidden = !isSelected;
    }
  }

  /** Show a number beside a tab's label; 0 for none. */
  count(id: string, number: number): void {
    const badge = this.#tabs.get(id)?.badge;
    if (!badge) return;
    badge.hidden = number === 0;
    setText(badge, String(number));
  }

  #make({ id, label, panel }: Tab): { button: HTMLElement; badge: HTMLElement; panel: HTMLElement } {
    const badge = h("span", { class: "tab-count", hidden: true });
    const select = (): void => { this.select(id); };
    const button = h("button", { type: "button", role: "tab", id: `tab-${id}`, class: "tab", "aria-controls": `panel-${id}`, onclick: select }, label, badge);
    const host = h("div", { class: "tab-panel", role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}` }, panel);
    return { button, badge, panel: host };
  }

  #move(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const ids = [...this.#tabs.keys()];
    const at = ids.findIndex((id) => this.#tabs.get(id)?.button.getAttribute("aria-selected") === "true");
    const next = ids.at((at + step) % ids.length);
    if (next === undefined) return;
    this.select(next);
    this.#tabs.get(next)?.button.focus();
  }
}
