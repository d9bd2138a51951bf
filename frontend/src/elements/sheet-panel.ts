// SPDX-License-Identifier: Apache-2.0

import { timeOfDay } from "../model/clock.ts";
import type { RollTotals } from "../model/roll.ts";
import { instant } from "../model/units.ts";
import { h, setAttribute, setText } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Sheet } from "../wire/documents.ts";

export interface SheetState {
  readonly totals: RollTotals;
  /** undefined while the server hasn't told of it. */
  readonly sheet: Sheet | undefined;
}

export interface SheetPanelOptions {
  readonly zone: string;
  readonly seal: () => void;
  readonly reopen: () => void;
  readonly headcount: HTMLElement;
  /** Where this desk's sheet, badges and letters are to be printed; undefined for whoever only helps here. */
  readonly printing: string | undefined;
  readonly t: Translate;
}

/** The venue's sheet: how the sum stands, and whether it is sealed. */
export class SheetPanel {
  readonly element: HTMLDetailsElement;
  readonly #options: SheetPanelOptions;
  readonly #short = h("span", { role: "status" });
  readonly #sum = h("p", { class: "sheet-sum", role: "status" });
  readonly #status = h("p", { class: "sheet-status", role: "status" });
  readonly #seal: HTMLButtonElement;
  readonly #reopen: HTMLButtonElement;

  constructor(options: SheetPanelOptions) {
    this.#options = options;
    const { t } = options;
    this.#seal = h("button", { type: "button", class: "button", onclick: () => { options.seal(); } }, t("sheet.seal"));
    this.#reopen = h("button", { type: "button", class: "button", onclick: () => { options.reopen(); } }, t("sheet.reopen"));
    this.element = h(
      "details",
      { class: "sheet-panel" },
      h("summary", {}, h("strong", {}, t("sheet.title")), this.#short),
      this.#sum,
      this.#status,
      options.headcount,
      h("div", { class: "sheet-foot" }, this.#seal, this.#reopen),
      options.printing === undefined ? null : printing(options.printing, t),
    );
  }

  show({ totals, sheet }: SheetState): void {
    const { t } = this.#options;
    setText(this.#sum, sumSentence(totals, t));
    setText(this.#short, t(`sheet.short.${sheet?.status ?? "open"}`, { number: sheet?.number ?? "", missing: totals.expected }));
    setAttribute(this.element, "data-sheet", sheet?.status ?? "open");
    this.#status.hidden = sheet === undefined || sheet.status === "open";
    setText(this.#status, sheet ? statusSentence(sheet, this.#options) : "");
    this.#seal.hidden = sheet?.status !== "open";
    this.#reopen.hidden = sheet === undefined || sheet.status === "open";
  }
}

function printing(base: string, t: Translate): HTMLElement {
  const papers = (["sheet", "badges", "letters"] as const).map((paper) =>
    h("a", { href: `${base}${paper}/`, target: "_blank", rel: "noopener" }, t(`sheet.print.${paper}`)),
  );
  return h("p", { class: "sheet-foot" }, h("span", {}, t("sheet.print")), ...papers);
}

/** How many belong to this roll, and where they are, as two sums that are the same. */
export function sumSentence(totals: RollTotals, t: Translate): string {
  const { invited, walkIns, movedIn, movedOut } = totals;
  const parts = [
    t("sheet.invited", { count: invited }),
    ...(walkIns > 0 ? [`+ ${t("sheet.walk_ins", { count: walkIns })}`] : []),
    ...(movedIn > 0 ? [`+ ${t("sheet.moved_in", { count: movedIn })}`] : []),
    ...(movedOut > 0 ? [`− ${t("sheet.moved_out", { count: movedOut })}`] : []),
  ];
  const guests = totals.guests > 0 ? ` ${t("sheet.guests", { count: totals.guests })}` : "";
  return `${parts.join(" ")} = ${t("sheet.where", { ...totals })}.${guests}`;
}

function statusSentence(sheet: Sheet, { zone, t }: SheetPanelOptions): string {
  const values = {
    number: sheet.number,
    version: sheet.version,
    time: sheet.sealed_at === null ? "" : timeOfDay(instant(sheet.sealed_at), zone),
    hash: (sheet.hash ?? "").slice(0, 12),
  };
  return t(sheet.status === "changed" ? "sheet.changed" : "sheet.sealed", values);
}
