// SPDX-License-Identifier: Apache-2.0

import { h } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Sheet, SheetNumbers } from "../wire/documents.ts";
import { ask, tell } from "./dialogs.ts";

const BELONGING = ["invited", "walk_ins", "moved_in", "moved_out"] as const;
const WHERE = ["present", "substituted", "excused", "absent"] as const;

/**
 * Show the sum and whatever stands in the way, and ask whether the roll is to be closed.
 *
 * `waiting` counts what this device hasn't sent: sealed without that, the sheet would be wrong at
 * once. Resolves to the note on the head count (empty: none), or null if nothing is to be sealed.
 */
export async function askToSeal({ sheet, waiting }: { readonly sheet: Sheet; readonly waiting: number }, t: Translate): Promise<string | null> {
  const { numbers } = sheet;
  const hindrances = [...(waiting > 0 ? [t("sheet.waiting", { count: waiting })] : []), ...sheet.hindrances];
  const inRoom = numbers.present + numbers.substituted + numbers.guests;
  const differs = numbers.headcount !== null && numbers.headcount !== inRoom;
  const answer = await ask(
    {
      title: t("sheet.seal.title"),
      content: [
        sumTable(numbers, t),
        ...hindrances.map((sentence) => h("p", { class: "hindrance" }, sentence)),
        ...(differs ? [h("p", { class: "hindrance" }, t("sheet.headcount.differs", { count: numbers.headcount, inRoom }))] : []),
        h("p", { class: "dialog-hint" }, t("sheet.seal.hint")),
      ],
      fields: differs ? [{ name: "note", label: t("sheet.note"), isRequired: true, isLong: true, suggestions: [t("sheet.note.staff"), t("sheet.note.left")] }] : [],
      confirm: t("sheet.seal"),
      isBarred: hindrances.length > 0,
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

function sumTable(numbers: SheetNumbers, t: Translate): HTMLElement {
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
