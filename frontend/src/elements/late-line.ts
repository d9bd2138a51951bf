// SPDX-License-Identifier: Apache-2.0

import type { Milliseconds } from "../model/units.ts";
import { h, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

/** One plain sentence while the programme that is shown is a late one. */
export function lateLine(t: Translate): View<Milliseconds | undefined> {
  const element = h("p", { class: "late", role: "status" });
  element.hidden = true;
  return {
    element,
    show: (delay) => {
      element.hidden = delay === undefined;
      if (delay !== undefined) setText(element, t("screen.late", { seconds: Math.round(delay / 1_000) }));
    },
  };
}
