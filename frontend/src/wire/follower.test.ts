// SPDX-License-Identifier: Apache-2.0

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Follower } from "./follower.ts";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A server whose journal stands at `seq`, and what a page that follows it was told. */
function followed(): { server: { seq: number; isDown: boolean; asked: number }; told: number[]; follower: Follower<{ seq: number }> } {
  const server = { seq: 1, isDown: false, asked: 0 };
  const told: number[] = [];
  const ask = (): Promise<{ seq: number }> => {
    server.asked += 1;
    return server.isDown ? Promise.reject(new Error("down")) : Promise.resolve({ seq: server.seq });
  };
  return { server, told, follower: new Follower({ ask, onValue: ({ seq }) => told.push(seq) }) };
}

test("it asks at once, and again only when the journal has moved on", async () => {
  const { server, told, follower } = followed();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([server.asked, told]).toEqual([1, [1]]);
  server.seq = 2;
  follower.hear(2);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([1, 2]);
});

test("however much is heard, it asks once in two seconds, and what came last is told", async () => {
  const { server, told, follower } = followed();
  for (let seq = 2; seq <= 100; seq += 1) {
    server.seq = seq;
    follower.hear(seq);
    await vi.advanceTimersByTimeAsync(50);
  }
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.asked).toBeLessThanOrEqual(5);
  expect(told.at(-1)).toBe(100);
});

test("a question without an answer is asked again", async () => {
  const { server, told, follower } = followed();
  await vi.advanceTimersByTimeAsync(2_000);
  server.isDown = true;
  follower.hear(2);
  await vi.advanceTimersByTimeAsync(2_000);
  Object.assign(server, { isDown: false, seq: 2 });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual([1, 2]);
});
