// SPDX-License-Identifier: Apache-2.0

import { timeOfDay } from "../model/clock.ts";
import { instant } from "../model/units.ts";
import { h, KeyedList, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { ThreadLine } from "../wire/documents.ts";

export interface ThreadOptions {
  /** Which side of the thread this page is. */
  readonly side: "hub" | "desk";
  readonly zone: string;
  /** Resolves to whether the line is in the journal, or safely on its way there. */
  readonly send: (text: string) => Promise<boolean>;
  readonly t: Translate;
}

/** The private lines between a desk and the hub, the newest at the bottom, and a field to write one. */
export function threadView({ side, zone, send, t }: ThreadOptions): View<readonly ThreadLine[] | undefined> {
  const list = h("ol");
  const log = h("div", { class: "thread-lines", tabindex: 0, "aria-label": t("thread.lines"), role: "log" }, list);
  const empty = h("p", { class: "empty" }, t(`thread.empty.${side}`));
  const text = h("input", { "aria-label": t("thread.text"), placeholder: t("thread.text"), maxlength: 500, required: true, autocomplete: "off" });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await send(text.value.trim())) text.value = "";
  };
  const rows = new KeyedList<ThreadLine>(list, (line) => String(line.seq), (first) => {
    const words = h("span");
    const element = h("li", { "data-own": String((first.from_hub ? "hub" : "desk") === side) }, h("time", { datetime: first.at }, timeOfDay(instant(first.at), zone)), words);
    return { element, show: (line) => { setText(words, line.text ?? t("thread.destroyed")); } };
  });
  return {
    element: h(
      "div",
      { class: "thread" },
      empty,
      log,
      h("form", { class: "thread-form", onsubmit: (event) => void submit(event) }, text, h("button", { type: "submit", class: "button small" }, t("action.send"))),
    ),
    show: (lines = []) => {
      empty.hidden = lines.length > 0;
      log.hidden = lines.length === 0;
      const isAtEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
      rows.show(lines);
      if (isAtEnd) log.scrollTop = log.scrollHeight;
    },
  };
}
