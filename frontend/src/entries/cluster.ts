// SPDX-License-Identifier: Apache-2.0

import { BoardView } from "../elements/board-view.ts";
import { languageSwitch } from "../elements/language-switch.ts";
import { settle } from "../elements/settling.ts";
import { Toasts } from "../elements/toast.ts";
import { inLanguage, venueName } from "../model/composition.ts";
import { h, mount, setAttribute, setText } from "../ui/dom.ts";
import { translator, venueTitle } from "../ui/text.ts";
import { Client, Refused } from "../wire/client.ts";
import type { Branch, Cases, Plan } from "../wire/documents.ts";
import { Follower } from "../wire/follower.ts";
import { readPage } from "../wire/page.ts";
import { untilAnswered } from "../wire/patience.ts";

/** Plain questions over HTTP: the page is opened on telephones, and a branch is a few venues. */
const ASK_EVERY_MS = 2_000;

const page = readPage(document);
const t = translator(page.language);
const client = new Client({ origin: location.origin, ...page });
const toasts = new Toasts();

const given = await untilAnswered(
  () => client.get<Plan>("plan"),
  (error) => { mount(h("main", { class: "board" }, h("p", { role: "alert" }, error instanceof Refused ? error.message : t("page.failed")))); },
);
const plan = inLanguage(given, page.language);
const root = page.venue ?? "";
const label = h("span");
const line = h("p", { class: "line-status", role: "status" }, h("span", { class: "dot", "aria-hidden": "true" }), label);
const view = new BoardView({
  title: venueTitle(venueName(plan, root), t),
  plan,
  zone: page.time_zone,
  tools: [h("a", { class: "button", href: "sheets/", target: "_blank" }, t("board.sheets")), line, languageSwitch(page.language, t)],
  isWhole: false,
  deskOf: (code) => `desk/${code}/`,
  keep: (found, side) => void settle(found, side, { client, toasts, refresh: () => { cases.refresh(); }, t }),
  t,
});
mount(view.element, toasts.element);

const cases = new Follower<Cases>({ ask: () => client.get<Cases>("cases"), onValue: (value) => { view.showCases(value.cases); } });

function tell(isUp: boolean, sentence: string): void {
  setAttribute(line, "data-state", isUp ? "up" : "down");
  setText(label, sentence);
}

async function refresh(): Promise<void> {
  try {
    const branch = await client.get<Branch>("branch");
    view.showRows(branch.venues, 0);
    cases.hear(branch.seq);
    tell(true, t("line.up"));
  } catch (error) {
    tell(false, error instanceof Refused ? error.message : t("board.unreachable"));
  }
  setTimeout(() => void refresh(), ASK_EVERY_MS);
}

void refresh();
