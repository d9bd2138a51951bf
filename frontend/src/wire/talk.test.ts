// SPDX-License-Identifier: Apache-2.0

import { expect, test, vi } from "vitest";
import { floor } from "../model/fixtures.ts";
import type { Thread } from "./documents.ts";
import { Talk } from "./talk.ts";

const thread = (...seqs: readonly number[]): Thread => ({
  seq: seqs.at(-1) ?? 0,
  venue: "LD-673",
  lines: seqs.map((seq) => ({ seq, at: "2022-10-31T01:00:00Z", from_hub: true, text: `dòng ${seq}` })),
});

function listening(...answers: readonly Thread[]): { talk: Talk; asked: string[]; stored: Map<string, string>; onChange: () => void } {
  const [asked, stored] = [[] as string[], new Map<string, string>()];
  const onChange = vi.fn<() => void>();
  const get = <T>(path: string): Promise<T> => {
    asked.push(path);
    return Promise.resolve(answers[asked.length - 1] as T);
  };
  const storage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) };
  return { talk: new Talk({ client: { get }, storage, key: "seen", onChange }), asked, stored, onChange };
}

test("a thread is read when the document tells of a new line, and not before", async () => {
  const { talk, asked, onChange } = listening(thread(4), thread(4, 9));

  talk.hear(floor(), "LD-673");
  expect(asked).toEqual([]);
  talk.hear(floor({ threads: { "LD-673": 4 } }), "LD-673");
  await vi.waitFor(() => { expect(talk.lines("LD-673")).toEqual(thread(4).lines); });
  talk.hear(floor({ threads: { "LD-673": 4 } }), "LD-673");
  talk.hear(floor({ threads: { "LD-673": 9, "LD-674": 8 } }), "LD-673");
  await vi.waitFor(() => { expect(talk.lines("LD-673")).toEqual(thread(4, 9).lines); });

  expect(asked).toEqual(["venues/LD-673/messages", "venues/LD-673/messages"]);
  expect(onChange).toHaveBeenCalledTimes(2);
});

test("threads that nobody has looked at are named, the newest first, until they are opened", async () => {
  const { talk, stored } = listening(thread(4));
  const threads = { "LD-673": 4, "LD-674": 8 };

  talk.hear(floor({ threads }), undefined);
  expect(talk.unseen(undefined)).toEqual(["LD-674", "LD-673"]);
  talk.hear(floor({ threads }), "LD-673");
  await vi.waitFor(() => { expect(talk.unseen(undefined)).toEqual(["LD-674"]); });

  expect(stored.get("seen")).toBe('{"LD-673":4}');
});
