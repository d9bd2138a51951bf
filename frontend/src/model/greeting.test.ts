// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import type { GreetingLine, GreetingPage } from "../wire/documents.ts";
import { peopleOn, shownGreeting } from "./greeting.ts";

const line = (person: string, standing: GreetingLine["standing"] = "here"): GreetingLine => ({
  person,
  name: person.toUpperCase(),
  post: "",
  organisation: "",
  venue: "",
  is_guest: true,
  standing,
});
const list = (...lines: readonly GreetingLine[]): GreetingPage => ({ seq: 1, locked_at: null, lines });
const marked = (page: GreetingPage, seen?: ReadonlySet<string>): unknown => shownGreeting(page, seen).listed.map(({ line: { person }, isNew }) => [person, isNew]);

test("nobody is new on the first list, and on later ones whoever wasn't seen is", () => {
  const first = list(line("b"));
  expect(marked(first)).toEqual([["b", false]]);
  expect(marked(list(line("a"), line("b")), new Set(peopleOn(first)))).toEqual([["a", true], ["b", false]]);
});

test("whoever came after the lock stands apart", () => {
  const { listed, late } = shownGreeting(list(line("a", "gone"), line("b"), line("c", "late")), new Set());
  expect([listed.map((guest) => guest.line.person), late.map((guest) => guest.line.person)]).toEqual([["a", "b"], ["c"]]);
});
