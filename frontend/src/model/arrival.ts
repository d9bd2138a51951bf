// SPDX-License-Identifier: Apache-2.0

import type { BadgeVerdict } from "./badge-check.ts";
import type { Mark } from "./marks.ts";
import type { Row } from "./roll.ts";

/** What the desk says to a scan. Only the first two lead to a mark. */
export type Arrival =
  | { readonly kind: "taken"; readonly row: Row }
  | { readonly kind: "taken_from_elsewhere" }
  | { readonly kind: "already_here"; readonly row: Row | undefined }
  | { readonly kind: "has_substitute"; readonly row: Row }
  | { readonly kind: "sits_elsewhere"; readonly row: Row }
  | { readonly kind: "sealed" }
  | { readonly kind: "forged" }
  | { readonly kind: "of_another_conference" }
  | { readonly kind: "garbled" }
  | { readonly kind: "unknown" };

/** Whether a tick or a scan may mark this row: nothing that stands is ever changed by either. */
export function canArrive({ status, person }: Row): boolean {
  return (status === "expected" || status === "excused") && person.seated_at === null;
}

/** Judge a badge against the roll. A badge that isn't in it is a person invited elsewhere. */
export function judgeBadge(
  { id, verdict }: { readonly id: string; readonly verdict: BadgeVerdict },
  { rows, waiting, isSealed }: { readonly rows: readonly Row[]; readonly waiting: readonly Mark[]; readonly isSealed: boolean },
): Arrival {
  if (verdict === "forged" || verdict === "of_another_conference") return { kind: verdict };
  const row = rows.find(({ person }) => person.badge === id);
  if (row) return judgeRow(row, isSealed);
  if (waiting.some((mark) => mark.badge === id && mark.refusal === undefined)) return { kind: "already_here", row: undefined };
  return isSealed ? { kind: "sealed" } : { kind: "taken_from_elsewhere" };
}

/** Judge somebody of the roll who stands before the desk. */
export function judgeRow(row: Row, isSealed: boolean): Arrival {
  if (row.status === "substituted") return { kind: "has_substitute", row };
  if (row.person.seated_at !== null) return { kind: "sits_elsewhere", row };
  if (row.status === "present") return { kind: "already_here", row };
  return isSealed ? { kind: "sealed" } : { kind: "taken", row };
}
