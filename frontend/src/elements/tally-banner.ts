// SPDX-License-Identifier: Apache-2.0

import type { Standing } from "../model/tally.ts";
import type { TurnClock } from "../model/turn.ts";
import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import type { TextKey, Translate } from "../ui/text.ts";

export interface TallyState {
  readonly standing: Standing;
  readonly place: number | null;
  /** How long this venue has had the floor, or still has; undefined while it hasn't. */
  readonly clock: TurnClock | undefined;
}

/** How the venue stands to the floor, in words big enough to be read across a table. */
export function tallyBanner(t: Translate): View<TallyState> {
  const [title, hint] = [h("strong"), h("span")];
  // Outside the live region: a clock that is read out each second says nothing else any more.
  const time = h("time", { class: "tally-clock" });
  const status = h("div", { class: "tally-words", role: "status", "aria-live": "assertive" }, title, hint);
  const element = h("div", { class: "tally" }, status, time);
  return {
    element,
    show: ({ standing, place, clock }) => {
      const key: TextKey = `tally.${standing}`;
      setAttribute(element, "data-standing", standing);
      setText(title, t(key));
      setText(hint, t(`${key}.hint`, { place: place ?? "" }));
      time.hidden = clock === undefined;
      setAttribute(time, "data-clock", clock?.kind ?? null);
      setText(time, clock ? t(`desk.clock.${clock.kind}`, { time: clock.text.replace("+", "") }) : "");
    },
  };
}
