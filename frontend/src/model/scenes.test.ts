// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { floor } from "./fixtures.ts";
import { canShow, CHOSEN_SCENES } from "./scenes.ts";

const shown = (changes: Parameters<typeof floor>[0]): readonly string[] => CHOSEN_SCENES.filter((scene) => canShow(scene, floor(changes)));

test("a scene can be chosen once there is something to show in it", () => {
  expect(shown({})).toEqual(["holding", "speaker"]);
  expect(shown({ slide: { deck: "d", page: 1 } })).toEqual(["holding", "speaker", "slides", "slides_speaker"]);
  expect(shown({ on_air: ["LD", "LD-673"] })).toEqual(["holding", "speaker", "duo"]);
  expect(shown({ phase: "closed" })).toEqual([]);
});
