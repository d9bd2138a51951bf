// SPDX-License-Identifier: Apache-2.0

import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Client, type Command } from "./client.ts";
import { Courier, type Outcome } from "./courier.ts";
import { Outbox, type OutboxOptions } from "./outbox.ts";
import { newCommand } from "./patience.ts";
import { type Asked, serve, type Served } from "./server.fixture.ts";
import { DeskStore } from "./store.ts";

interface Entry {
  readonly uid: string;
  readonly person: string;
}

let served: Served;
let journal: Entry[];
let requests: number;
let misbehave: (asked: Asked) => boolean;
let log: string[];
let number = 0;
const open: Outbox[] = [];

function recorded(entry: Entry): { status: number; answer: unknown } {
  if (entry.person === "unknown") return { status: 404, answer: { code: "person_is_unknown", message: "Không có người này.", fields: {} } };
  const isNew = !journal.some(({ uid }) => uid === entry.uid);
  if (isNew) journal.push(entry);
  return { status: isNew ? 201 : 200, answer: { seq: journal.length, uid: entry.uid, kind: "checkin.recorded", at: "" } };
}

/** A server that keeps a journal: the same uid twice is one entry, whether alone or among others. */
beforeEach(async () => {
  [journal, log, requests] = [[], [], 0];
  misbehave = () => false;
  served = await serve((asked) => {
    requests += 1;
    if (misbehave(asked)) return;
    const body = JSON.parse(asked.body) as Entry & { readonly commands?: readonly Entry[] };
    if (!body.commands) {
      const { status, answer } = recorded(body);
      asked.answer(status, answer);
      return;
    }
    const answers = body.commands.map((entry) => {
      const { status, answer } = recorded(entry);
      return { uid: entry.uid, status, receipt: status < 400 ? answer : null, problem: status < 400 ? null : answer };
    });
    asked.answer(200, { answers });
  });
});

afterEach(() => {
  for (const outbox of open.splice(0)) outbox.close();
  served.close();
});

const mark = (person: string): Command => newCommand("venues/LD/checkins", { person });
const aName = (): string => `desk-${(number += 1)}`;

/** As a browser's lock manager: whoever asks later waits for whoever has it. */
const held = new Map<string, Promise<unknown>>();
const locks = {
  request: async (name: string, task: () => Promise<unknown>): Promise<unknown> => {
    const mine = (held.get(name) ?? Promise.resolve()).then(task);
    held.set(name, mine);
    return mine;
  },
} as Pick<LockManager, "request">;

async function outboxOf(name: string, changes: Partial<OutboxOptions> = {}): Promise<Outbox> {
  const client = new Client({ origin: served.origin, slug: "s", bearer: "b", language: "vi" });
  const courier = new Courier(client);
  const outbox = new Outbox({
    name,
    store: await DeskStore.open(name),
    locks,
    deliver: (waiting) => courier.deliver(waiting),
    onChange: () => undefined,
    onSettled: (outcomes: readonly Outcome[]) => {
      log.push(...outcomes.map(({ command, receipt, refusal }) => `${receipt ? `seq ${receipt.seq}` : (refusal?.message ?? "")} ${String(command.fields["person"])}`));
      return Promise.resolve();
    },
    onAnswerElsewhere: () => undefined,
    onLockedOut: (refusal) => { log.push(refusal.code); },
    onUnkept: () => { log.push("unkept"); },
    delay: () => 1,
    ...changes,
  });
  open.push(outbox);
  return outbox;
}

const settled = (outbox: Outbox): Promise<void> => vi.waitFor(() => { expect(outbox.pending).toEqual([]); }, 10_000);
const offline = (): void => {
  misbehave = ({ drop }) => {
    drop();
    return true;
  };
};
const online = (): void => { misbehave = () => false; };

test("what waited goes out in its order, many at once", async () => {
  offline();
  const outbox = await outboxOf(aName(), { delay: () => 2_147_483_647 });
  for (const person of ["a", "b", "c"]) await outbox.post(mark(person));
  expect(outbox.pending).toHaveLength(3);
  await vi.waitFor(() => { expect(requests).toBeGreaterThan(0); });
  [requests] = [0];
  online();
  await vi.waitFor(() => {
    outbox.retry();
    expect(log).toHaveLength(3);
  });
  await settled(outbox);
  expect(log).toEqual(["seq 1 a", "seq 2 b", "seq 3 c"]);
  expect(requests).toBeLessThan(3);
});

test("a lost answer is asked for again under the same uid: one entry, one answer", async () => {
  let isLost = false;
  misbehave = (asked) => {
    if (isLost) return false;
    isLost = true;
    recorded(JSON.parse(asked.body) as Entry);
    asked.drop();
    return true;
  };
  const outbox = await outboxOf(aName());
  await outbox.post(mark("a"));
  await settled(outbox);
  expect([journal.length, log]).toEqual([1, ["seq 1 a"]]);
});

test("a refused mark is told of and doesn't hold up the others", async () => {
  offline();
  const outbox = await outboxOf(aName());
  for (const person of ["unknown", "a", "b"]) await outbox.post(mark(person));
  online();
  await settled(outbox);
  expect(log).toEqual(["Không có người này. unknown", "seq 1 a", "seq 2 b"]);
});

test("a server in trouble is tried until it is well again", async () => {
  let troubles = 3;
  misbehave = ({ answer }) => {
    if (troubles === 0) return false;
    troubles -= 1;
    answer(503, {});
    return true;
  };
  const outbox = await outboxOf(aName());
  await outbox.post(mark("a"));
  await settled(outbox);
  expect([troubles, log]).toEqual([0, ["seq 1 a"]]);
});

test("what was not answered survives the page, under its uid", async () => {
  offline();
  const name = aName();
  const before = await outboxOf(name, { delay: () => 2_147_483_647 });
  const command = mark("a");
  await before.post(command);
  before.close();
  online();
  const after = await outboxOf(name);
  await vi.waitFor(() => { expect(journal).toEqual([{ uid: command.uid, person: "a" }]); });
  await settled(after);
});

test("two tabs share one queue, and each learns what the other has done", async () => {
  offline();
  const name = aName();
  const [one, other] = [await outboxOf(name), await outboxOf(name)];
  await one.post(mark("a"));
  await other.post(mark("b"));
  await vi.waitFor(() => { expect([one.pending.length, other.pending.length]).toEqual([2, 2]); });
  online();
  await Promise.all([settled(one), settled(other)]);
  expect(journal.map(({ person }) => person)).toEqual(["a", "b"]);
});

test("a link that was taken back stops the sending and loses nothing", async () => {
  misbehave = ({ answer }) => {
    answer(401, { code: "link_is_revoked", message: "Đã bị thu hồi.", fields: {} });
    return true;
  };
  const name = aName();
  const outbox = await outboxOf(name);
  await outbox.post(mark("a"));
  await vi.waitFor(() => { expect(log).toEqual(["link_is_revoked"]); });
  expect(outbox.pending).toHaveLength(1);
  online();
  await outboxOf(name);
  await vi.waitFor(() => { expect(log).toEqual(["link_is_revoked", "seq 1 a"]); });
});

test("where nothing can be kept, the user is told and it is sent all the same", async () => {
  const outbox = await outboxOf(aName(), { store: undefined });
  await outbox.post(mark("a"));
  await settled(outbox);
  expect(log).toEqual(["unkept", "seq 1 a"]);
});

test("a mark that can't be sent in a large batch gets through in smaller ones", async () => {
  misbehave = ({ answer, body }) => {
    const { commands } = JSON.parse(body) as { commands?: readonly unknown[] };
    if (!commands || commands.length < 10) return false;
    answer(413, { code: "body_is_too_large", message: "Dài quá.", fields: {} });
    return true;
  };
  const name = aName();
  const store = await DeskStore.open(name);
  for (let index = 0; index < 40; index += 1) await store.add(mark(`p${index}`));
  const outbox = await outboxOf(name);
  await vi.waitFor(() => { expect(journal).toHaveLength(40); }, 10_000);
  await settled(outbox);
  expect(journal.map(({ person }) => person)).toEqual(Array.from({ length: 40 }, (_, index) => `p${index}`));
});
