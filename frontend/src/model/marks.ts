// SPDX-License-Identifier: Apache-2.0

import type { RollPerson } from "../wire/documents.ts";

export type Presence = RollPerson["status"];

/** A mark that was made on this device: still on its way, or refused with a sentence. */
export interface Mark {
  readonly uid: string;
  /** The person's id; undefined for somebody who is known by the badge alone. */
  readonly person: string | undefined;
  readonly badge: string | undefined;
  readonly status: Presence;
  readonly substituteName: string;
  readonly paper: string;
  /** When the device noted it, as ISO 8601 tells it. */
  readonly notedAt: string;
  /** Who came without an invitation; undefined for everybody else. */
  readonly walkIn: WalkIn | undefined;
  readonly refusal: string | undefined;
}

export interface WalkIn {
  readonly name: string;
  readonly post: string;
  readonly organisation: string;
}

interface Posted {
  readonly uid: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const PRESENCES: Readonly<Record<string, Presence>> = {
  checkins: "present",
  withdrawals: "expected",
  substitutes: "substituted",
  excuses: "excused",
  "walk-ins": "present",
};

/** The presence that a command leads to, by the last part of its path; undefined for others. */
export function presenceAfter(path: string): Presence | undefined {
  return PRESENCES[path.slice(path.lastIndexOf("/") + 1)];
}

/** The mark that a command makes; undefined for commands that mark nobody. */
export function markOf({ uid, path, fields }: Posted, refusal?: string): Mark | undefined {
  const status = presenceAfter(path);
  if (status === undefined) return undefined;
  const text = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
  const isWalkIn = path.endsWith("/walk-ins");
  return {
    uid,
    // The server knows somebody without an invitation by the uid of the command that told of them.
    person: isWalkIn ? uid : text("person") || undefined,
    badge: text("badge") || undefined,
    status,
    substituteName: text("substitute_name"),
    paper: text("paper"),
    notedAt: text("noted_at"),
    walkIn: isWalkIn ? { name: text("name"), post: text("post"), organisation: text("organisation") } : undefined,
    refusal,
  };
}

/** Whether a mark is about this person. */
export function isAbout(mark: Mark, { uuid, badge }: Pick<RollPerson, "uuid" | "badge">): boolean {
  return mark.person === uuid || (mark.badge !== undefined && mark.badge === badge);
}

/** The uid of the newest mark of a person that this device knows of; null if it knows of none. */
export function newestMark(person: RollPerson, waiting: readonly Mark[]): string | null {
  return waiting.findLast((mark) => isAbout(mark, person))?.uid ?? person.mark;
}
