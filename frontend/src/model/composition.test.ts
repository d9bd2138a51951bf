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
    scene: "speaker",
    onAir: ["LD"],
    plates: new Map([["LD", { name: "Phạm S", post: "Phó Chủ tịch UBND tỉnh", kind: "person" }]]),
    item: PLAN.items[0],
  });
});

const names = (state: ReturnType<typeof floor>): readonly (string | null)[] => {
  const shown = composition(state, PLAN);
  return shown.kind === "holding" ? [] : shown.onAir.map((code) => shown.plates.get(code)?.name ?? null);
};

test("elsewhere, and for an item without a speaker, the plate names the venue", () => {
  expect(names(floor({ on_air: ["LD-673"] }))).toEqual(["Thành phố Bảo Lộc"]);
  expect(names(floor({ item: 2 }))).toEqual(["Trung tâm Hành chính tỉnh Lâm Đồng"]);
});

test("two on air have a plate each", () => {
  expect(names(floor({ scene: "duo", on_air: ["LD-673", "LD"] }))).toEqual(["Thành phố Bảo Lộc", "Phạm S"]);
});

test("the production desk shows the hub, a film itself", () => {
  expect([names(floor({ on_air: ["@rtmp"] })), names(floor({ on_air: ["@rtmp"], item: 2 }))]).toEqual([
    ["Phạm S"],
    ["Trung tâm Hành chính tỉnh Lâm Đồng"],
  ]);
  const clip = { id: "a", title: "Quê hương", started_at: "2022-10-31T01:00:00Z", duration_s: 20 };
  expect(names(floor({ scene: "clip", on_air: ["@clip"], clip }))).toEqual(["Quê hương"]);
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
