// SPDX-License-Identifier: Apache-2.0

import { afterEach, expect, test } from "vitest";
import { Client, Refused, Unreachable } from "./client.ts";
import { newCommand, sendNow } from "./patience.ts";
import { type Asked, serve, type Served } from "./server.fixture.ts";

let served: Served | undefined;

async function clientOf(handle: (asked: Asked) => void): Promise<Client> {
  served = await serve(handle);
  return new Client({ origin: served.origin, slug: "lamdong-2022", bearer: "b.e.a.r", language: "vi" });
}

afterEach(() => { served?.close(); });

test("a document is asked for with the pass and in the page's language", async () => {
  const client = await clientOf(({ request, answer }) => {
    answer(200, [request.method, request.url, request.headers.authorization, request.headers["accept-language"]]);
  });
  expect(await client.get("venues/LD/roll")).toEqual(["GET", "/api/lamdong-2022/venues/LD/roll", "Bearer b.e.a.r", "vi"]);
});

test("a picture is asked for with the pass, and what the browser has of it may be used", async () => {
  const client = await clientOf(({ request, answer }) => {
    answer(200, [request.url, request.headers.authorization, request.headers["cache-control"] ?? "any age"]);
  });
  const picture = await client.picture("ab.webp", "low", new AbortController().signal);
  expect(JSON.parse(await picture.text())).toEqual(["/api/lamdong-2022/slides/ab.webp", "Bearer b.e.a.r", "any age"]);
});

test.each([[404, Refused], [503, Unreachable]])("a picture that isn't there (%d) is told from one that can't be had now", async (status, error) => {
  const client = await clientOf(({ answer }) => { answer(status, {}); });
  await expect(client.picture("ab.webp", "high", new AbortController().signal)).rejects.toBeInstanceOf(error);
});

test("a command carries its uid and its fields", async () => {
  const client = await clientOf(({ request, body, answer }) => {
    answer(201, { seq: 7, kind: request.url, ...(JSON.parse(body) as object) });
  });
  const command = newCommand("floor/airings", { venue: "LD-673" });
  expect(await client.send(command)).toEqual({ seq: 7, kind: "/api/lamdong-2022/floor/airings", uid: command.uid, venue: "LD-673" });
});

test("a refusal is told in the server's words", async () => {
  const client = await clientOf(({ answer }) => { answer(409, { code: "venue_is_not_connected", message: "Điểm cầu chưa kết nối.", fields: {} }); });
  const refusal = await client.get("floor").catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refused);
  expect(refusal).toMatchObject({ status: 409, code: "venue_is_not_connected", message: "Điểm cầu chưa kết nối." });
});

test.each([500, 503, 429])("a server in trouble (%d) is no refusal: it may be asked again", async (status) => {
  const client = await clientOf(({ answer }) => { answer(status, {}); });
  await expect(client.get("floor")).rejects.toBeInstanceOf(Unreachable);
});

test("a dead server is unreachable", async () => {
  const client = await clientOf(({ drop }) => { drop(); });
  await expect(client.get("floor")).rejects.toBeInstanceOf(Unreachable);
});

test("elapsed times follow the server's clock, not a hall's PC", async () => {
  const hour = 3_600_000;
  const client = await clientOf(({ answer }) => { answer(200, {}, { date: new Date(Date.now() + hour).toUTCString() }); });
  await client.get("floor");
  expect(Math.abs(client.now() - Date.now() - hour)).toBeLessThan(2_000);
});

test("a watched command is tried a few times under one uid, then the truth is told", async () => {
  const uids: string[] = [];
  const client = await clientOf(({ body, drop }) => {
    uids.push((JSON.parse(body) as { uid: string }).uid);
    drop();
  });
  const command = newCommand("opening");
  await expect(sendNow(client, command, 2)).rejects.toBeInstanceOf(Unreachable);
  expect(uids).toEqual([command.uid, command.uid]);
});
