// SPDX-License-Identifier: Apache-2.0

import type { RollPerson } from "../wire/documents.ts";
import { matches } from "./folding.ts";

export type Presence = RollPerson["status"];
export type Filter = "all" | Presence;

/** A mark that was made here: still on its way, or refused with a sentence. */
export interface Mark {
  readonly uid: string;
  readonly person: string;
  readonly status: Presence;
  readonly substituteName: string;
  readonly refusal: string | undefined;
}

/** One line of the roll: what the journal says, overlaid with what was marked here since. */
export interface Row {
  readonly person: RollPerson;
  readonly status: Presence;
  readonly substituteName: string;
  readonly isPending: boolean;
  readonly refusal: string | undefined;
}

export interface RollTotals {
  readonly invited: number;
  readonly present: number;
  readonly substituted: number;
  readonly excused: number;
  readonly expected: number;
  readonly pending: number;
}

const PATHS: Readonly<Record<string, Presence>> = {
  checkins: "present",
  withdrawals: "expected",
  substitutes: "substituted",
  excuses: "excused",
};

/** The presence that a command leads to, by the last part of its path; undefined for others. */
export function presenceAfter(path: string): Presence | undefined {
  return PATHS[path.slice(path.lastIndexOf("/") + 1)];
}

export function rowsOf(people: readonly RollPerson[], marks: readonly Mark[]): readonly Row[] {
  const pending = new Map(marks.filter((mark) => mark.refusal === undefined).map((mark) => [mark.person, mark]));
  const refusals = new Map(marks.map((mark) => [mark.person, mark.refusal]));
  return people.map((person) => {
    const mark = pending.get(person.uuid);
    return {
      person,
      status: mark?.status ?? person.status,
      substituteName: mark?.substituteName ?? person.substitute ?? "",
      isPending: mark !== undefined,
      refusal: refusals.get(person.uuid),
    };
  });
}

/** The roll after the journal has taken a mark in. */
export function withMark(people: readonly RollPerson[], mark: Mark): readonly RollPerson[] {
  const substitute = mark.status === "substituted" ? mark.substituteName : null;
  return people.map((person) => (person.uuid === mark.person ? { ...person, status: mark.status, substitute } : person));
}

/** Sums of the rows as shown: invited = present + substituted + excused + expected. */
export function rollTotals(rows: readonly Row[]): RollTotals {
  const count = (status: Presence): number => rows.filter((row) => row.status === status).length;
  return {
    invited: rows.length,
    present: count("present"),
    substituted: count("substituted"),
    excused: count("excused"),
    expected: count("expected"),
    pending: rows.filter((row) => row.isPending).length,
  };
}

/** A row that was just marked stays under its old filter too until the mark is answered. */
export function shownRows(rows: readonly Row[], query: string, filter: Filter): readonly Row[] {
  const wanted = query.trim();
  return rows.filter(
    (row) =>
      (filter === "all" || row.status === filter || (row.isPending && row.person.status === filter)) &&
      (wanted === "" || matches(wanted, `${row.person.name} ${row.person.post} ${row.substituteName}`)),
  );
}
