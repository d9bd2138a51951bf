// SPDX-License-Identifier: Apache-2.0

import { afterEach, expect, test } from "vitest";
import { deck, floor } from "../model/fixtures.ts";
import { Client } from "./client.ts";
import { type Asked, serve, type Served } from "./server.fixture.ts";
import { Turner } from "./turner.ts";

const DECK = deck("a", { pages: 9 });
let served: Served | undefined;

afterEach(() => { served?.close(); });

/** A turner whose commands wait to be answered by the test. */
async function turnerOf(): Promise<{ turner: Turner; troubles: unknown[]; next: () => Promise<{ page: number; answer: Asked["answer"] }> }> {
  const waiting: ((asked: Asked) => void)[] = [];
  const asked: Asked[] = [];
  served = await serve((request) => {
    const taker = waiting.shift();
    if (taker) taker(request);
    else asked.push(request);
  });
  const next = async (): Promise<{ page: number; answer: Asked["answer"] }> => {
    const { body, answer } = asked.shift() ?? (await new Promise<Asked>((resolve) => waiting.push(resolve)));
    return { page: (JSON.parse(body) as { page: number }).page, answer };
  };
  const troubles: unknown[] = [];
  const client = new Client({ origin: served.origin, slug: "x", bearer: "b", language: "vi" });
  return { turner: new Turner({ client, onTrouble: (error) => troubles.push(error) }), troubles, next };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

test("quick presses count from the page asked for last, and only the newest is sent on", async () => {
  const { turner, next } = await turnerOf();
  for (let press = 0; press < 4; press += 1) turner.step({ deck: DECK, page: 1 }, 1);
  const first = await next();
  first.answer(201, { seq: 11 });
  const second = await next();
  second.answer(201, { seq: 12 });
  expect([first.page, second.page]).toEqual([2, 5]);
});

test("presses count from what is on show once it is as new as the last turn", async () => {
  const { turner, next } = await turnerOf();
  turner.step({ deck: DECK, page: 1 }, 1);
  (await next()).answer(201, { seq: 11 });
  await settled();
  turner.hear(floor({ seq: 10 }));
  turner.step({ deck: DECK, page: 1 }, 1);
  const stale = await next();
  stale.answer(201, { seq: 12 });
  await settled();
  turner.hear(floor({ seq: 15 }));
  turner.step({ deck: DECK, page: 8 }, 1);
  expect([stale.page, (await next()).page]).toEqual([3, 9]);
});

test("at the end of the deck nothing is sent", async () => {
  const { turner, next } = await turnerOf();
  turner.step({ deck: DECK, page: 9 }, 1);
  turner.step(undefined, 1);
  turner.step({ deck: DECK, page: 9 }, -1);
  expect((await next()).page).toBe(8);
});

test("a refusal is told, and forgotten; a page that is on already is no trouble", async () => {
  const { turner, troubles, next } = await turnerOf();
  turner.step({ deck: DECK, page: 1 }, 1);
  (await next()).answer(409, { code: "only_on_air_turns_slides", message: "Chưa được." });
  await settled();
  expect(troubles).toMatchObject([{ message: "Chưa được." }]);
  turner.step({ deck: DECK, page: 1 }, 1);
  (await next()).answer(409, { code: "slide_is_on_already", message: "Rồi." });
  await settled();
  expect(troubles).toHaveLength(1);
});
