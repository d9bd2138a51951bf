// SPDX-License-Identifier: Apache-2.0

import { h, setAttribute, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

export interface MonitorState {
  /** The venue in the pane; undefined for none. */
  readonly name: string | undefined;
  /** What stands beside the name: how long it has been there. */
  readonly note: string;
  readonly hasPicture: boolean;
}

export interface MonitorOptions {
  readonly kind: "standby" | "programme";
  readonly onSound: (isOn: boolean) => void;
  readonly actions: readonly HTMLElement[];
  readonly t: Translate;
}

export interface Monitor extends View<MonitorState> {
  /** Where the picture's canvases go. */
  readonly picture: HTMLElement;
}

/** A pane with picture and sound; the sound is off until it is asked for. */
export function monitor({ kind, onSound, actions, t }: MonitorOptions): Monitor {
  const [name, note] = [h("strong"), h("span", { class: "monitor-note" })];
  const nothing = h("p", { class: "monitor-nothing" }, t(`console.${kind}.nothing`));
  const picture = h("div", { class: "monitor-picture" });
  const sound = h("button", { type: "button", class: "sound", "aria-pressed": "false", "aria-label": t(`console.sound.${kind}`) }, t("console.sound.on"));
  sound.addEventListener("click", () => {
    const isOn = sound.getAttribute("aria-pressed") !== "true";
    setAttribute(sound, "aria-pressed", String(isOn));
    setText(sound, t(isOn ? "console.sound.off" : "console.sound.on"));
    onSound(isOn);
  });
  const element = h(
    "section",
    { class: "monitor", "data-kind": kind, "aria-label": t(`console.${kind}`) },
    h("header", {}, h("h2", {}, t(`console.${kind}`)), note, sound),
    h("div", { class: "monitor-frame" }, picture, nothing, name),
    h("div", { class: "monitor-actions" }, ...actions),
  );
  return {
    element,
    picture,
    show: (state) => {
      element.toggleAttribute("data-live", state.name !== undefined);
      picture.hidden = !state.hasPicture;
      nothing.hidden = state.hasPicture || state.name !== undefined;
      name.hidden = state.name === undefined;
      setText(name, state.name ?? "");
      setText(note, state.note);
    },
  };
}
