// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { withWords, type OfferedFigure, type RawContent } from "./content.ts";

const ATTENDED: OfferedFigure = { name: "delegates.attended", label: "Đại biểu tham dự", counted: "…", exact: "1.769", rounded: "trên 1.700" };
const FIGURES = new Map([[ATTENDED.name, ATTENDED]]);

function content(name: string): RawContent {
  const [first, second] = [`[[~${name}]]`, `[[${name}]]`];
  return {
    blocks: [
      {
        text: `Có ${first} người, đúng ra ${second}.`,
        entityRanges: [
          { offset: 3, length: first.length, key: 0 },
          { offset: `Có ${first} người, đúng ra `.length, length: second.length, key: 1 },
        ],
      },
      { text: "Hết.", entityRanges: [] },
    ],
    entityMap: { 0: { type: "FIGURE", data: { name, rounded: true } }, 1: { type: "FIGURE", data: { name, rounded: false } } },
  };
}

test("numbers stand where the server put names, and the ranges follow them", () => {
  expect(withWords(content("delegates.attended"), FIGURES).blocks).toEqual([
    {
      text: "Có trên 1.700 người, đúng ra 1.769.",
      entityRanges: [{ offset: 3, length: 10, key: 0 }, { offset: 29, length: 5, key: 1 }],
    },
    { text: "Hết.", entityRanges: [] },
  ]);
});

test("a figure that the record doesn't have keeps its name", () => {
  const unknown = content("venues.mars");
  expect(withWords(unknown, FIGURES)).toEqual(unknown);
});
