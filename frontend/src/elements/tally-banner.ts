// SPDX-License-Identifier: Apache-2.0

import type { Standing } from "../model/tally.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import type { TextKey, Translate } from "../ui/text.ts";

export interface TallyState {
  readonly standing: Standing;
  readonly place: number | null;
}

/** How the venue stands to the floor, in words big enough to be read across a table. */
export function tallyBanner(t: Translate): View<TallyState> {
  const [title, hint] = [h("strong"), h("span")];
  const element = h("div", { class: "tally", role: "status", "aria-live": "assertive" }, title, hint);
  return {
    element,
    show: ({ standing, place }) => {
      const key: TextKey = `tally.${standing}`;
      setAttribute(element, "data-standing", standing);
      setText(title, t(key));
      setText(hint, t(`${key}.hint`, { place: place ?? "" }));
    },
  };
}
