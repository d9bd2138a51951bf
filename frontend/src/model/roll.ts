// SPDX-License-Identifier: Apache-2.0

import type { RollPerson } from "../wire/documents.ts";
import { matches } from "./folding.ts";
import { isAbout, type Mark, type Presence } from "./marks.ts";

export type Filter = "all" | Presence;

/** One line of the roll: what the journal says, overlaid with what was marked here since. */
export interface Row {
  readonly person: RollPerson;
  readonly status: Presence;
  readonly substituteName: string;
  /** On what paper somebody stands in, as far as this device knows. */
  readonly paper: string;
  /** When the device noted what stands, as ISO 8601 tells it; null where nothing was noted. */
  readonly notedAt: string | null;
  /** What the journal says, without the marks of this device. */
  readonly before: Presence;
  readonly isPending: boolean;
  /** Whether this is the mark made last on this device. */
  readonly isNewest: boolean;
  readonly refusal: string | undefined;
}

/** invited + walkIns + movedIn − movedOut = present + substituted + excused + expected. */
export interface RollTotals {
  readonly invited: number;
  readonly walkIns: number;
  readonly movedIn: number;
  readonly movedOut: number;
  readonly present: number;
  readonly substituted: number;
  readonly excused: number;
  readonly expected: number;
  /** Guests of honour in the room, outside the sum. */
  readonly guests: number;
  readonly pending: number;
}

/** Lay this device's marks, the oldest first, over the roll. */
export function rowsOf(people: readonly RollPerson[], marks: readonly Mark[]): readonly Row[] {
  const newest = marks.findLast((mark) => mark.refusal === undefined);
  return withUnlisted(people, marks).map((person) => {
    const own = marks.filter((mark) => isAbout(mark, person));
    const pending = own.findLast((mark) => mark.refusal === undefined);
    const after = pending ? personAfter(person, pending) : person;
    return {
      person: after,
      status: after.status,
      substituteName: after.substitute ?? "",
      paper: pending?.paper ?? "",
      notedAt: after.noted_at,
      before: person.status,
      isPending: pending !== undefined,
      isNewest: pending !== undefined && pending === newest,
      refusal: own.at(-1)?.refusal,
    };
  });
}

/** The roll after the journal has taken a mark in. */
export function withMark(people: readonly RollPerson[], mark: Mark): readonly RollPerson[] {
  return withUnlisted(people, [mark]).map((person) => (isAbout(mark, person) ? personAfter(person, mark) : person));
}

function personAfter(person: RollPerson, { uid, status, substituteName, notedAt }: Mark): RollPerson {
  const substitute = status === "substituted" ? substituteName : null;
  return { ...person, status, substitute, mark: uid, noted_at: notedAt, seated_at: null };
}

/** Those of whom this device knows and the roll doesn't yet: without an invitation, or known by the badge alone. */
function withUnlisted(people: readonly RollPerson[], marks: readonly Mark[]): readonly RollPerson[] {
  const added: RollPerson[] = [];
  for (const mark of marks) {
    const isListed = [...people, ...added].some((person) => isAbout(mark, person));
    if (!isListed && (mark.walkIn ?? mark.badge) !== undefined) added.push(unlisted(mark));
  }
  return added.length === 0 ? people : [...added, ...people];
}

function unlisted({ person, badge, walkIn, uid }: Mark): RollPerson {
  return {
    uuid: person ?? `badge:${badge ?? uid}`,
    name: walkIn?.name ?? "",
    post: walkIn?.post ?? "",
    organisation: walkIn?.organisation ?? "",
    number: "",
    seat: "",
    badge: badge ?? "",
    status: "expected",
    substitute: null,
    mark: null,
    noted_at: null,
    home: walkIn ? null : "",
    seated_at: null,
    is_guest: false,
    is_walk_in: walkIn !== undefined,
  };
}

/** Whether the person is here for the counts of this roll: guests of honour are counted apart, and some went elsewhere. */
function isCounted({ person }: Row): boolean {
  return !person.is_guest && person.seated_at === null;
}

/** Sums of the rows as shown. */
export function rollTotals(rows: readonly Row[]): RollTotals {
  const counted = rows.filter(isCounted);
  const count = (status: Presence): number => counted.filter((row) => row.status === status).length;
  const here = counted.filter((row) => row.status !== "expected");
  const movedOut = rows.filter(({ person }) => !person.is_guest && person.seated_at !== null).length;
  const invited = counted.filter(({ person }) => person.home === null && !person.is_walk_in).length + movedOut;
  const uninvited = counted.filter(({ person, status }) => status === "expected" && (person.is_walk_in || person.home !== null)).length;
  return {
    invited,
    walkIns: here.filter(({ person }) => person.is_walk_in).length,
    movedIn: here.filter(({ person }) => person.home !== null && !person.is_walk_in).length,
    movedOut,
    present: count("present"),
    substituted: count("substituted"),
    excused: count("excused"),
    expected: count("expected") - uninvited,
    guests: rows.filter(({ person, status }) => person.is_guest && status !== "expected").length,
    pending: rows.filter((row) => row.isPending).length,
  };
}

/** The row marked last stays under its old filter until it is answered or another is marked: no row goes from under a thumb. */
export function shownRows(rows: readonly Row[], query: string, filter: Filter): readonly Row[] {
  const wanted = query.trim();
  return rows.filter(
    (row) =>
      (filter === "all" || row.status === filter || (row.isNewest && row.before === filter)) &&
      (wanted === "" || matches(wanted, `${row.person.name} ${row.person.post} ${row.person.organisation} ${row.person.number} ${row.substituteName}`)),
  );
}
