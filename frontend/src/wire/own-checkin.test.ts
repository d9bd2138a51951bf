// SPDX-License-Identifier: Apache-2.0

import { expect, test, vi } from "vitest";
import type { DoorState } from "../model/door.ts";
import { instant } from "../model/units.ts";
import { type Command, Refused, Unreachable } from "./client.ts";
import type { Receipt } from "./documents.ts";
import { OwnCheckin } from "./own-checkin.ts";
import type { DoorCode } from "./page.ts";

const DOOR: DoorCode = { venue: "LD-673", code: "LuY3CtcB7tqo", noted_at: "2022-10-31T01:00:00Z", good_until: "2022-10-31T01:05:00Z" };
const AT = "2022-10-31T01:00:01Z";

function phone(door: DoorCode | null, storage: Map<string, string>, ...answers: Error[]): { sent: Command[]; states: DoorState[]; network: EventTarget } {
  const [sent, states, network] = [[] as Command[], [] as DoorState[], new EventTarget()];
  new OwnCheckin({
    door,
    send: (command): Promise<Receipt> => {
      sent.push(command);
      const answer = answers.shift();
      return answer ? Promise.reject(answer) : Promise.resolve({ seq: 7, uid: command.uid, kind: "checkin.recorded", at: AT });
    },
    storage: { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => void storage.set(key, value) },
    key: "door",
    onState: (state) => states.push(state),
    network,
  });
  return { sent, states, network };
}

test("a phone that was opened by a code checks in and says so", async () => {
  const { sent, states } = phone(DOOR, new Map());
  await vi.waitFor(() => { expect(states).toHaveLength(2); });

  expect(states).toEqual([{ kind: "sending" }, { kind: "done", venue: "LD-673", at: instant(AT) }]);
  expect(sent.map(({ path, fields }) => [path, fields])).toEqual([
    ["me/checkin", { venue: "LD-673", code: "LuY3CtcB7tqo", noted_at: "2022-10-31T01:00:00Z" }],
  ]);
});

test("without a network it waits, and sends the same command when the network is back", async () => {
  const { sent, states, network } = phone(DOOR, new Map(), new Unreachable("me/checkin"));
  await vi.waitFor(() => { expect(states.at(-1)).toEqual({ kind: "waiting", until: instant(DOOR.good_until) }); });
  await vi.waitFor(() => {
    network.dispatchEvent(new Event("online"));
    expect(states.at(-1)?.kind).toBe("done");
  });

  expect(new Set(sent.map(({ uid }) => uid)).size).toBe(1);
});

test("a check-in that waits is sent by the page that is opened next", async () => {
  const storage = new Map<string, string>();
  const first = phone(DOOR, storage, ...Array.from({ length: 9 }, () => new Unreachable("me/checkin")));
  await vi.waitFor(() => { expect(first.states.at(-1)?.kind).toBe("waiting"); });
  const second = phone(null, storage);
  await vi.waitFor(() => { expect(second.states.at(-1)?.kind).toBe("done"); });

  expect(second.sent[0]?.uid).toBe(first.sent[0]?.uid);
});

test("a refused code is told in the server's own sentence, and is not sent again", async () => {
  const storage = new Map<string, string>();
  const { states } = phone(DOOR, storage, new Refused(409, "door_code_is_over", "Hãy quét lại mã."));
  await vi.waitFor(() => { expect(states.at(-1)).toEqual({ kind: "refused", sentence: "Hãy quét lại mã." }); });

  expect(JSON.parse(storage.get("door") ?? "")).toEqual([]);
});

test("a page that was opened by itself checks nobody in", () => {
  expect(phone(null, new Map()).states).toEqual([]);
});
