// SPDX-License-Identifier: Apache-2.0

import { beforeAll, expect, test } from "vitest";
import { type BadgeIssuer, checkBadge } from "./badge-check.ts";
import { badgeIn, bytesOf, isGarbledBadge, isOf } from "./scan.ts";

const CONFERENCE = "01890000-0000-7000-8000-000000000001";
const BADGE = "11111111-2222-4333-8444-555555555555";

let signed: (conference: string, badge: string) => Promise<string>;
let issuer: BadgeIssuer;

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const hex = (uuid: string): Buffer => Buffer.from(uuid.replaceAll("-", ""), "hex");

beforeAll(async () => {
  const { publicKey, privateKey } = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  issuer = { conference: CONFERENCE, key: base64url(new Uint8Array(await crypto.subtle.exportKey("raw", publicKey))) };
  signed = async (conference, badge) => {
    const named = Buffer.concat([hex(conference).subarray(0, 8), hex(badge)]);
    const signature = await crypto.subtle.sign("Ed25519", privateKey, Buffer.concat([Buffer.from("DC1."), named]));
    return `DC1.${base64url(Buffer.concat([named, Buffer.from(signature)]))}`;
  };
});

const verdictOf = async (text: string, given = issuer): Promise<string> => {
  const badge = badgeIn(text);
  return badge ? checkBadge(badge, given) : "no badge";
};

test("a badge is read and verified without a network", async () => {
  const text = await signed(CONFERENCE, BADGE);
  expect(badgeIn(` ${text}\n`)?.id).toBe(BADGE);
  expect(await verdictOf(text)).toBe("genuine");
});

test("a badge with one changed letter is forged", async () => {
  const text = await signed(CONFERENCE, BADGE);
  const at = 40;
  const changed = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  expect(await verdictOf(changed)).toBe("forged");
});

test("a badge of another conference is told apart from a forged one", async () => {
  expect(await verdictOf(await signed("0199ffff-0000-7000-8000-000000000001", BADGE))).toBe("of_another_conference");
});

test("where the key can't be used, the roll decides", async () => {
  expect(await verdictOf(await signed(CONFERENCE, BADGE), { ...issuer, key: "" })).toBe("unchecked");
});

test("anything else is no badge", () => {
  expect(["", "DC1.", "https://example.org", `DC1.${"A".repeat(117)}`, "DC1.a b"].map((text) => badgeIn(text))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect([bytesOf("A"), bytesOf("a+b")]).toEqual([undefined, undefined]);
});

test("a badge typed through a Vietnamese keyboard program or Caps Lock is known as such", async () => {
  const text = await signed(CONFERENCE, BADGE);
  expect(isGarbledBadge(text)).toBe(false);
  expect([text.toLowerCase(), text.replace("DC1", "ĐC1"), `${text.slice(0, 80)}â`].map((garbled) => isGarbledBadge(garbled))).toEqual([true, true, true]);
  expect(["DC1.", "hello", "dc1.short"].map((other) => isGarbledBadge(other))).toEqual([false, false, false]);
});

test("the conference is known by its first eight bytes", async () => {
  const badge = badgeIn(await signed(CONFERENCE, BADGE));
  expect(badge && [isOf(badge, CONFERENCE), isOf(badge, BADGE)]).toEqual([true, false]);
});
