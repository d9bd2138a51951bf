// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { composition, freshNotice, inLanguage, nextItem, notices } from "./composition.ts";
import { floor, PLAN } from "./fixtures.ts";
import { instant } from "./units.ts";

test.each([
  [undefined, "before"],
  [floor({ phase: "planned" }), "before"],
  [floor({ scene: "holding" }), "pause"],
  [floor({ on_air: [] }), "pause"],
  [floor({ phase: "closed" }), "after"],
] as const)("without a programme there is a holding picture (%#: %s)", (state, moment) => {
  expect(composition(state, PLAN)).toEqual({ kind: "holding", moment });
});

test("at the hub the plate names the item's speaker", () => {
  expect(composition(floor(), PLAN)).toEqual({
    kind: "programme",
    onAir: "LD",
    plate: { name: "Phạm S", post: "Phó Chủ tịch UBND tỉnh", isVenue: false },
    item: PLAN.items[0],
  });
});

test("elsewhere, and for an item without a speaker, the plate names the venue", () => {
  expect(composition(floor({ on_air: ["LD-673"] }), PLAN)).toMatchObject({ plate: { name: "Thành phố Bảo Lộc", isVenue: true } });
  expect(composition(floor({ item: 2 }), PLAN)).toMatchObject({ plate: { name: "Trung tâm Hành chính tỉnh Lâm Đồng", isVenue: true } });
});

test("the next item is the one after the current, none after the last", () => {
  expect([null, 1, 2].map((item) => nextItem(floor({ item }), PLAN)?.number)).toEqual([1, 2, undefined]);
});

const sent = [
  { seq: 11, at: "2022-10-31T01:10:00Z", venue: null, branch: false, text: "cho tất cả" },
  { seq: 12, at: "2022-10-31T01:10:10Z", venue: "LD-674", branch: true, text: "cho nơi khác" },
  { seq: 13, at: "2022-10-31T01:10:20Z", venue: "LD-673", branch: false, text: "cho nơi này" },
];

test("a venue reads its own notices, its branch's and those for all, the newest first", () => {
  const read = (venue: string): readonly number[] => notices(floor({ notices: sent }), PLAN, venue).map((notice) => notice.seq);
  expect(read("LD-673")).toEqual([13, 11]);
  expect(read("LD-674-24853")).toEqual([12, 11]);
});

test("a notice leaves the screen after half a minute", () => {
  const at = (time: string): string | undefined => freshNotice(floor({ notices: sent }), PLAN, "LD-673", instant(time))?.text;
  expect(at("2022-10-31T01:10:45Z")).toBe("cho nơi này");
  expect(at("2022-10-31T01:11:00Z")).toBeUndefined();
});

test("names come in the page's language where they were given in it", () => {
  const english = inLanguage(PLAN, "en");
  expect([english.conference.name, ...english.items.map((item) => item.title)]).toEqual(["Conference", "Opening", "Thảo luận"]);
  expect(inLanguage(PLAN, "vi")).toBe(PLAN);
});
