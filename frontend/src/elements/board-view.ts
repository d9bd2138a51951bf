// SPDX-License-Identifier: Apache-2.0

import { attending, boardLines, type BoardLines, expected, gapsOf, type Rows, type Sums, sumsOf } from "../model/board.ts";
import { h, setText, type View } from "../ui/dom.ts";
import { type TextKey, tierText, type Translate } from "../ui/text.ts";
import type { BoardGroups, CaseSide, Plan, RollCase } from "../wire/documents.ts";
import { boardTable } from "./board-table.ts";
import { gapList } from "./gap-list.ts";
import { groupTable } from "./group-table.ts";
import { settlementList } from "./settlement-list.ts";
import { type Tab, Tabs } from "./tabs.ts";

export interface BoardOptions {
  readonly title: string;
  readonly plan: Plan;
  readonly zone: string;
  /** Stands in the head of the page: links, the line, the language. */
  readonly tools: readonly HTMLElement[];
  /** Whether it is of the whole conference: a single branch needs no sums by cluster, tier, organisation and post. */
  readonly isWhole: boolean;
  readonly deskOf: (code: string) => string;
  readonly keep: (found: RollCase, side: CaseSide) => void;
  readonly t: Translate;
}

const FIGURES = ["invited", "walkIns", "substituted", "excused", "absent", "heads"] as const;

/** The roll call of many venues on one page: sums, what is missing, what contradicts itself. */
export class BoardView {
  readonly element: HTMLElement;
  readonly #options: BoardOptions;
  readonly #tabs: Tabs;
  readonly #came = h("strong");
  readonly #all = h("span");
  readonly #bar: HTMLProgressElement;
  readonly #sealed = h("strong");
  readonly #figures = FIGURES.map((figure) => ({ figure, value: h("dd", {}, "–") }));
  readonly #lines: Readonly<Record<keyof BoardLines, ReturnType<typeof boardTable>>>;
  readonly #organisations: ReturnType<typeof groupTable>;
  readonly #posts: ReturnType<typeof groupTable>;
  readonly #gaps: ReturnType<typeof gapList>;
  readonly #cases: View<readonly RollCase[]>;

  constructor(options: BoardOptions) {
    this.#options = options;
    const { deskOf, zone, keep, plan, t } = options;
    this.#bar = h("progress", { max: 1, value: 0, "aria-label": t("board.came") });
    this.#lines = {
      tiers: boardTable({ label: t("board.tiers"), t }),
      clusters: boardTable({ label: t("board.clusters"), t }),
      venues: boardTable({ label: t("board.venues"), hrefOf: deskOf, t }),
    };
    this.#organisations = groupTable(t("board.organisations"), t);
    this.#posts = groupTable(t("board.posts"), t);
    this.#gaps = gapList(deskOf, t);
    const names = new Map(plan.venues.map((venue) => [venue.code, venue.name]));
    this.#cases = settlementList({ nameOf: (code) => names.get(code) ?? code, zone, keep, t });
    this.#tabs = new Tabs(this.#panels(), t("board.panels"));
    this.element = h("main", { class: "board" }, this.#head(), this.#summary(), this.#tabs.element);
  }

  /** `guests` are the guests of honour who are here, in no count but that of heads. */
  showRows(rows: Rows, guests: number): void {
    const { plan, t } = this.#options;
    const lines = boardLines(plan, rows, (tier) => tierText(tier, t));
    for (const group of ["tiers", "clusters", "venues"] as const) this.#lines[group].show(lines[group]);
    const gaps = gapsOf(plan, rows, guests);
    this.#gaps.show(gaps);
    this.#tabs.count("gaps", new Set(gaps.flatMap(({ venues }) => venues.map(({ code }) => code))).size);
    this.#showSummary(sumsOf(Object.values(rows)));
  }

  showGroups({ organisations, posts }: BoardGroups): void {
    this.#organisations.show(organisations);
    this.#posts.show(posts);
  }

  showCases(cases: readonly RollCase[]): void {
    this.#cases.show(cases);
    this.#tabs.count("cases", cases.length);
  }

  #showSummary(whole: Sums): void {
    setText(this.#came, String(attending(whole)));
    setText(this.#all, `/${expected(whole)}`);
    this.#bar.max = Math.max(1, expected(whole));
    this.#bar.value = attending(whole);
    setText(this.#sealed, this.#options.t("board.sealed.of", { sealed: whole.sealed, venues: whole.venues }));
    for (const { figure, value } of this.#figures) setText(value, String(whole[figure] ?? "–"));
  }

  #panels(): readonly Tab[] {
    const { isWhole, t } = this.#options;
    const panel = (id: string, label: TextKey, element: HTMLElement): Tab => ({ id, label: t(label), panel: element });
    const venues = panel("venues", "board.venues", this.#lines.venues.element);
    const troubles = [panel("gaps", "board.gaps", this.#gaps.element), panel("cases", "board.cases", this.#cases.element)];
    if (!isWhole) return [venues, ...troubles];
    return [
      panel("clusters", "board.clusters", this.#lines.clusters.element),
      venues,
      panel("tiers", "board.tiers", this.#lines.tiers.element),
      panel("organisations", "board.organisations", this.#organisations.element),
      panel("posts", "board.posts", this.#posts.element),
      ...troubles,
    ];
  }

  #head(): HTMLElement {
    const { title, plan, tools } = this.#options;
    return h("header", { class: "board-head" }, h("div", {}, h("p", {}, plan.conference.name), h("h1", {}, title)), h("div", { class: "board-tools" }, ...tools));
  }

  #summary(): HTMLElement {
    const { t } = this.#options;
    return h(
      "section",
      { class: "board-summary", "aria-label": t("board.sum") },
      h("p", { class: "board-came" }, this.#came, this.#all, h("small", {}, t("board.wall.came")), this.#bar),
      h("dl", {}, ...this.#figures.map(({ figure, value }) => h("div", {}, h("dt", {}, t(`board.${figure}`)), value))),
      h("p", { class: "board-sealed" }, this.#sealed),
    );
  }
}
