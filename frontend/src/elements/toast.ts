// SPDX-License-Identifier: Apache-2.0

import { h } from "../ui/dom.ts";

const SHOWN_MS = 8_000;

/** A corner of the page for short sentences about what just happened. */
export class Toasts {
  readonly element = h("div", { class: "toasts", role: "alert" });

  say(sentence: string, kind: "trouble" | "good" = "trouble"): void {
    const toast = h("p", { class: "toast", "data-kind": kind }, sentence);
    this.element.replaceChildren(toast);
    setTimeout(() => { toast.remove(); }, SHOWN_MS);
  }
}
