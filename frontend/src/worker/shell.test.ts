// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { isPageOf, isPageRefused } from "./shell.ts";

test("the desk's page is kept in whatever language it was asked for, its neighbours aren't", () => {
  const scope = "https://hop.example/c/nho/desk/LD/";
  const addresses = [scope, `${scope}?language=en`, `${scope}bearer/`, "https://hop.example/c/nho/desk/LD-1/"];
  expect(addresses.map((address) => isPageOf(scope, address))).toEqual([true, true, false, false]);
});

test("a page that the server refuses isn't kept; one that it failed to give is", () => {
  expect([401, 403, 404, 500, 502].map(isPageRefused)).toEqual([true, true, true, false, false]);
});
