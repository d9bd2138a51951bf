// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { row } from "./fixtures.ts";
import { instant } from "./units.ts";
import { healthAge, received } from "./venue-health.ts";

const NOW = instant("2022-10-31T02:00:00Z");

test("the running stretch counts on from the ended ones", () => {
  expect(received(row({ received_s: 60 }), NOW)).toBe(60_000);
  expect(received(row({ received_s: 60, receiving_since: "2022-10-31T01:59:30Z" }), NOW)).toBe(90_000);
});

test("a clock behind the server's takes nothing away", () => {
  expect(received(row({ received_s: 60, receiving_since: "2022-10-31T02:00:05Z" }), NOW)).toBe(60_000);
  expect(healthAge(row({ health_since: "2022-10-31T02:00:05Z" }), NOW)).toBe(0);
});

test("a state has an age, being unheard of has none", () => {
  expect(healthAge(row({ health_since: "2022-10-31T01:58:00Z" }), NOW)).toBe(120_000);
  expect(healthAge(row({ health: "grey" }), NOW)).toBeNull();
});
