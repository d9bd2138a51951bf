// SPDX-License-Identifier: Apache-2.0

/** What a key on the console means. */
export type Intent = "air" | "standby" | "release" | "next" | "help" | "left" | "right" | "up" | "down";

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
  r: "release",
  n: "next",
  "?": "help",
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
