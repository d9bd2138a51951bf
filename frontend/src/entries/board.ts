// SPDX-License-Identifier: Apache-2.0

import { boardWall } from "../elements/board-wall.ts";
import { BoardView } from "../elements/board-view.ts";
import { languageSwitch } from "../elements/language-switch.ts";
import { lineStatus } from "../elements/line-status.ts";
import { settle } from "../elements/settling.ts";
import { Toasts } from "../elements/toast.ts";
import { readBackstage } from "../media/backstage.ts";
import { Effect } from "../media/signals.ts";
import { boardLines, sumsOf } from "../model/board.ts";
import { inLanguage } from "../model/composition.ts";
import { h, mount } from "../ui/dom.ts";
import { tierText, translator } from "../ui/text.ts";
import { Client, Refused } from "../wire/client.ts";
import type { BoardGroups, Cases, Plan } from "../wire/documents.ts";
import { Follower } from "../wire/follower.ts";
import { readPage } from "../wire/page.ts";
import { untilAnswered } from "../wire/patience.ts";

/** The fragment of the address under which the page is the wall's picture at once. */
const WALL = "#wall";

const page = readPage(document);
const t = translator(page.language);
const client = new Client({ origin: location.origin, ...page });
const toasts = new Toasts();

const given = await untilAnswered(
  () => client.get<Plan>("plan"),
  (error) => { mount(h("main", { class: "board" }, h("p", { role: "alert" }, error instanceof Refused ? error.message : t("page.failed")))); },
);
const plan = inLanguage(given, page.language);

const { dialer, document: backstage } = readBackstage(client);

const status = lineStatus(t);
const showWall = (isOn: boolean): void => {
  history.replaceState(null, "", isOn ? WALL : location.pathname);
  document.documentElement.toggleAttribute("data-wall", isOn);
  if (isOn) document.documentElement.requestFullscreen().catch(() => undefined);
  else if (document.fullscreenElement) void document.exitFullscreen();
};
const view = new BoardView({
  title: t("board.title"),
  plan,
  zone: page.time_zone,
  tools: [
    h("button", { type: "button", class: "button", onclick: () => { showWall(true); } }, t("board.wall")),
    h("a", { class: "button", href: "workbook/", download: "" }, t("board.workbook")),
    h("a", { class: "button", href: "../greeting/", target: "_blank" }, t("greeting.title")),
    h("a", { class: "button", href: "../sheets/", target: "_blank" }, t("board.sheets")),
    h("a", { class: "button", href: "../" }, t("board.console")),
    status.element,
    languageSwitch(page.language, t),
  ],
  isWhole: true,
  deskOf: (code) => `../desk/${code}/`,
  keep: (found, side) => void settle(found, side, { client, toasts, refresh: () => { cases.refresh(); }, t }),
  t,
});
const wall = boardWall(plan.conference.name, () => { showWall(false); }, t);
mount(view.element, wall.element, toasts.element);

const groups = new Follower<BoardGroups>({ ask: () => client.get<BoardGroups>("board"), onValue: (value) => { view.showGroups(value); } });
const cases = new Follower<Cases>({ ask: () => client.get<Cases>("cases"), onValue: (value) => { view.showCases(value.cases); } });
new Effect((inner) => {
  const current = inner.get(backstage.out.value);
  if (!current) return;
  view.showRows(current.venues, current.totals.guests);
  const { clusters } = boardLines(plan, current.venues, (tier) => tierText(tier, t));
  wall.show({ whole: sumsOf(Object.values(current.venues)), clusters });
  groups.hear(current.seq);
  cases.hear(current.seq);
});
if (dialer) new Effect((inner) => { status.show(inner.get(dialer.out.state)); });

document.documentElement.toggleAttribute("data-wall", location.hash === WALL);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.documentElement.hasAttribute("data-wall")) showWall(false);
});
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement && document.documentElement.hasAttribute("data-wall")) showWall(false);
});
