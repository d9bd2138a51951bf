// SPDX-License-Identifier: Apache-2.0

import type { Floor } from "../wire/documents.ts";

export type Scene = Floor["scene"];

/** The scenes that a director chooses, in the order of their keys 1 to 5. A film is started, not chosen. */
export const CHOSEN_SCENES = ["holding", "speaker", "slides", "slides_speaker", "duo"] as const satisfies readonly Scene[];
export type ChosenScene = (typeof CHOSEN_SCENES)[number];

/** Whether every screen would have something to show in this scene. */
export function canShow(scene: ChosenScene, floor: Floor | undefined): boolean {
  if (floor === undefined || floor.phase === "closed") return false;
  if (scene === "slides" || scene === "slides_speaker") return floor.slide !== null;
  return scene !== "duo" || floor.on_air.length > 1;
}
