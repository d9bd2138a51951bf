// SPDX-License-Identifier: Apache-2.0

import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

export interface DeviceState {
  readonly waiting: number;
  readonly isOffline: boolean;
  /** Whether the page and the roll are on the device: it opens without a network. */
  readonly isReady: boolean;
}

/** What is on this device: whether it works without a network, how many marks wait, and the button that erases it. */
export function deviceLine(erase: () => void, t: Translate): View<DeviceState> {
  const sentence = h("p", { role: "status" });
  const element = h(
    "div",
    { class: "device" },
    sentence,
    h("button", { type: "button", class: "language", onclick: () => { erase(); } }, t("device.erase")),
  );
  return {
    element,
    show: (state) => {
      setAttribute(element, "data-state", state.waiting > 0 ? "waiting" : state.isOffline ? "offline" : "calm");
      setText(sentence, sentenceOf(state, t));
    },
  };
}

function sentenceOf({ waiting, isOffline, isReady }: DeviceState, t: Translate): string {
  if (waiting > 0) return t(isOffline ? "device.waiting.offline" : "device.waiting", { count: waiting });
  if (isOffline) return t("device.offline");
  return t(isReady ? "device.ready" : "device.preparing");
}
