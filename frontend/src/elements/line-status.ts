// SPDX-License-Identifier: Apache-2.0

import type { LineState } from "../media/dialer.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import { Refused } from "../wire/client.ts";

/** One plain sentence about the line; a refusal is told in the server's own words. */
export function lineStatus(t: Translate): View<LineState> {
  const label = h("span");
  const element = h("p", { class: "line-status", role: "status" }, h("span", { class: "dot", "aria-hidden": "true" }), label);
  return {
    element,
    show: (state) => {
      setAttribute(element, "data-state", state.kind === "dialling" && state.attempt > 1 ? "down" : state.kind);
      setText(label, sentence(state, t));
    },
  };
}

function sentence(state: LineState, t: Translate): string {
  if (state.kind === "up") return t("line.up");
  if (state.kind === "down" && state.error instanceof Refused) return state.error.message;
  return state.attempt === 1 && state.kind === "dialling" ? t("line.dialling") : t("line.down", { attempt: state.attempt });
}
