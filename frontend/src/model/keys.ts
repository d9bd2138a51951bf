// SPDX-License-Identifier: Apache-2.0

import { CHOSEN_SCENES, type ChosenScene } from "./scenes.ts";

/** What a key on the console means. */
export type Intent = Act | Direction | ChosenScene;
export type Act = "air" | "standby" | "pair" | "release" | "undo" | "next" | "film" | "help";
export type Direction = "left" | "right" | "up" | "down";

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

const INTENTS: Readonly<Record<string, Intent>> = {
  Enter: "air",
  " ": "air",
  s: "standby",
  d: "pair",
  r: "release",
  u: "undo",
  n: "next",
  v: "film",
  "?": "help",
  "1": "holding",
  "2": "speaker",
  "3": "slides",
  "4": "slides_speaker",
  "5": "duo",
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** A held key moves the selection on, but never cuts twice. */
export function intentOf({ key, ctrlKey, metaKey, altKey, repeat }: Pressed): Intent | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const intent = INTENTS[key.length === 1 ? key.toLowerCase() : key];
  return repeat && !key.startsWith("Arrow") ? undefined : intent;
}

export function isDirection(intent: Intent): intent is Direction {
  return intent === "left" || intent === "right" || intent === "up" || intent === "down";
}

export function isScene(intent: Intent): intent is ChosenScene {
  return CHOSEN_SCENES.some((scene) => scene === intent);
}
