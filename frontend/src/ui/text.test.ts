// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { en } from "./text.en.ts";
import { causeText, remedyText, translator, venueTitle } from "./text.ts";
import { vi } from "./text.vi.ts";

const blanks = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();

test("both languages have the same blanks in every text", () => {
  for (const [key, text] of Object.entries(vi)) expect([key, blanks(en[key as keyof typeof vi])]).toEqual([key, blanks(text)]);
});

test("blanks are filled in, unknown ones stay to be seen", () => {
  const t = translator("vi");
  expect(t("venue.of", { name: "huyện Đam Rông" })).toBe("Điểm cầu huyện Đam Rông");
  expect(t("venue.of")).toBe("Điểm cầu {name}");
});

test("a cause of a newer stage is shown in its own word", () => {
  expect([causeText("frozen", translator("vi")), causeText("melted", translator("vi"))]).toEqual(["hình trên màn bị đứng", "melted"]);
});

test("every cause comes with what to do about it", () => {
  const causes = Object.keys(vi).filter((key) => key.startsWith("cause."));
  expect(causes.filter((key) => remedyText(key.slice("cause.".length), translator("vi")) === "")).toEqual([]);
  expect(remedyText("melted", translator("vi"))).toBe("");
});

test("a venue's title begins with a capital in either language", () => {
  expect(["vi" as const, "en" as const].map((language) => venueTitle("Huyện Đam Rông", translator(language)))).toEqual([
    "Điểm cầu huyện Đam Rông",
    "Huyện Đam Rông",
  ]);
});
