// SPDX-License-Identifier: Apache-2.0

import { afterEach, beforeEach, expect, test } from "vitest";
import { Client, type Command } from "./client.ts";
import { Outbox, type OutboxOptions } from "./outbox.ts";
import { type Asked, serve, type Served } from "./server.fixture.ts";

interface Entry {
  readonly uid: string;
  readonly person: string;
}

let served: Served;
let journal: Entry[];
let misbehave: (asked: Asked) => boolean;
let log: string[];

/** A server that keeps a journal: the same uid twice is one entry. */
beforeEach(async () => {
  journal = [];
  log = [];
  misbehave = () => false;
  served = await serve((asked) => {
    const entry = JSON.parse(asked.body) as Entry;
    const isNew = !journal.some(({ uid }) => uid === entry.uid);
    const recorded = (): void => {
      if (isNew) journal.push(entry);
    };
    if (entry.person === "lost answer" && isNew) {
      recorded();
      asked.drop();
    } else if (entry.person === "unknown") {
      asked.answer(404, { code: "person_is_unknown", message: "Không có người này.", fields: {} });
    } else if (!misbehave(asked)) {
      recorded();
      asked.answer(isNew ? 201 : 200, { seq: journal.length, uid: entry.uid, kind: "checkin.recorded", at: "" });
    }
  });
});

afterEach(() => { served.close(); });

function memory(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

function outboxOf(storage = memory(), changes: Partial<OutboxOptions> = {}): { outbox: Outbox; settled: (count: number) => Promise<void> } {
  const client = new Client({ origin: served.origin, slug: "s", bearer: "b", language: "vi" });
  let waiting: (() => void) | undefined;
  const note = (what: string, command: Command): void => {
    log.push(`${what} ${String(command.fields["person"])}`);
    waiting?.();
  };
  const outbox = new Outbox({
    send: (command) => client.send(command),
    storage,
    key: "outbox",
    onChange: () => waiting?.(),
    onAnswer: (command, receipt) => { note(`seq ${receipt.seq}`, command); },
    onRefusal: (command, refusal) => { note(refusal.message, command); },
    delay: () => 1,
    ...changes,
  });
  const settled = async (count: number): Promise<void> => {
    while (log.length < count || outbox.pending.length > 0) await new Promise<void>((resolve) => (waiting = resolve));
  };
  return { outbox, settled };
}

test("commands go out one by one, in their order", async () => {
  const { outbox, settled } = outboxOf();
  for (const person of ["a", "b", "c"]) outbox.post("checkins", { person });
  expect(outbox.pending).toHaveLength(3);
  await settled(3);
  expect(journal.map((entry) => entry.person)).toEqual(["a", "b", "c"]);
  expect(log).toEqual(["seq 1 a", "seq 2 b", "seq 3 c"]);
});

test("a lost answer is asked for again under the same uid: one entry, one answer", async () => {
  const { outbox, settled } = outboxOf();
  outbox.post("checkins", { person: "lost answer" });
  await settled(1);
  expect(journal).toHaveLength(1);
  expect(log).toEqual(["seq 1 lost answer"]);
});

test("a refused command is told of and doesn't hold up the others", async () => {
  const { outbox, settled } = outboxOf();
  outbox.post("checkins", { person: "unknown" });
  outbox.post("checkins", { person: "a" });
  await settled(2);
  expect(log).toEqual(["Không có người này. unknown", "seq 1 a"]);
});

test("a server in trouble is tried until it is well again", async () => {
  let troubles = 3;
  misbehave = ({ answer }) => {
    if (troubles === 0) return false;
    troubles -= 1;
    answer(503, {});
    return true;
  };
  const { outbox, settled } = outboxOf();
  outbox.post("checkins", { person: "a" });
  await settled(1);
  expect([troubles, log]).toEqual([0, ["seq 1 a"]]);
});

test("what was not answered survives a reload, under its uid", async () => {
  const storage = memory();
  misbehave = ({ drop }) => {
    drop();
    return true;
  };
  const before = outboxOf(storage, { delay: () => 2_147_483_647 });
  const command = before.outbox.post("checkins", { person: "a" });
  misbehave = () => false;
  const after = outboxOf(storage);
  await after.settled(1);
  expect(journal).toEqual([{ uid: command.uid, person: "a" }]);
});
