// SPDX-License-Identifier: Apache-2.0

import { h } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Sheet, SheetCounts } from "../wire/documents.ts";
import { ask, tell } from "./dialogs.ts";

const BELONGING = ["invited", "walk_ins", "moved_in", "moved_out"] as const;
const WHERE = ["present", "substituted", "excused", "absent"] as const;

export interface Sealing {
  readonly sheet: Sheet;
  /** What this device hasn't sent: sealed without that, the sheet would be wrong at once. */
  readonly waiting: number;
  /** Open cases, which the server puts before anything else. */
  readonly cases: number;
}

/**
 * Show the sum and whatever stands in the way, and ask whether the roll is to be closed.
 *
 * A head count that differs can be explained; nothing else can. Resolves to the note on it
 * (empty: none was needed), or null if nothing is to be sealed.
 */
export async function askToSeal({ sheet, waiting, cases }: Sealing, t: Translate): Promise<string | null> {
  const { numbers, hindrances } = sheet;
  const inRoom = numbers.present + numbers.substituted + numbers.guests;
  const isExplicable = numbers.headcount !== null && numbers.headcount !== inRoom && cases === 0;
  const sentences = [...(waiting > 0 ? [t("sheet.waiting", { count: waiting })] : []), ...hindrances];
  const answer = await ask(
    {
      title: t("sheet.seal.title"),
      content: [sumTable(numbers, t), ...sentences.map((sentence) => h("p", { class: "hindrance" }, sentence)), h("p", { class: "dialog-hint" }, t("sheet.seal.hint"))],
      fields: isExplicable ? [{ name: "note", label: t("sheet.note"), isRequired: true, isLong: true, suggestions: [t("sheet.note.staff"), t("sheet.note.left")] }] : [],
      confirm: t("sheet.seal"),
      isBarred: waiting > 0 || (hindrances.length > 0 && !isExplicable),
    },
    t,
  );
  return answer && (answer["note"] ?? "");
}

/** Tell under which number and hash the roll was closed. */
export function tellSealed({ number, version, hash }: Sheet, t: Translate): Promise<void> {
  const line = (name: string, value: string): HTMLElement => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  const facts = h(
    "dl",
    { class: "sheet-facts" },
    line(t("sheet.number"), number ?? ""),
    line(t("sheet.version"), String(version)),
    line(t("sheet.hash"), hash ?? ""),
  );
  return tell(t("sheet.seal.done"), [facts], t);
}

function sumTable(numbers: SheetCounts, t: Translate): HTMLElement {
  const { invited, walk_ins, moved_in, moved_out, present, substituted, excused, absent } = numbers;
  const line = (label: string, count: number, kind = ""): HTMLElement =>
    h("tr", { "data-kind": kind }, h("th", { scope: "row" }, label), h("td", {}, String(count)));
  return h(
    "table",
    { class: "sheet-table" },
    h("tbody", {}, ...BELONGING.filter((name) => name === "invited" || numbers[name] > 0).map((name) => line(t(`sheet.row.${name}`), name === "moved_out" ? -numbers[name] : numbers[name]))),
    h("tbody", {}, line(t("sheet.row.belonging"), invited + walk_ins + moved_in - moved_out, "sum")),
    h("tbody", {}, ...WHERE.map((name) => line(t(`sheet.row.${name}`), numbers[name]))),
    h("tbody", {}, line(t("sheet.row.where"), present + substituted + excused + absent, "sum")),
  );
}
