// SPDX-License-Identifier: Apache-2.0

import type { GreetingLine, GreetingPage } from "../wire/documents.ts";

/** A line of the greeting list, and whether it came since somebody last said "seen". */
export interface ShownGuest {
  readonly line: GreetingLine;
  readonly isNew: boolean;
}

export interface ShownGreeting {
  readonly listed: readonly ShownGuest[];
  /** Whoever came after the list was locked. */
  readonly late: readonly ShownGuest[];
}

/**
 * The list as it is shown. `seen` holds whom the chair has seen on it, undefined before the first
 * list came: then nobody is new, for nobody was waited for.
 */
export function shownGreeting({ lines }: GreetingPage, seen: ReadonlySet<string> | undefined): ShownGreeting {
  const shown = lines.map((line) => ({ line, isNew: seen !== undefined && !seen.has(line.person) }));
  return {
    listed: shown.filter(({ line }) => line.standing !== "late"),
    late: shown.filter(({ line }) => line.standing === "late"),
  };
}

/** Everybody on the list now. */
export function peopleOn({ lines }: GreetingPage): readonly string[] {
  return lines.map(({ person }) => person);
}
