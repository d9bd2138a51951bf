// SPDX-License-Identifier: Apache-2.0

import { h, setText, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

export interface MonitorState {
  /** The venue in the pane; undefined for none. */
  readonly name: string | undefined;
  /** What stands beside the name: how long it has been there. */
  readonly note: string;
  /** Why others don't see what this pane shows; empty when they do. */
  readonly cover: string;
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
  const cover = h("p", { class: "monitor-cover" });
  const nothing = h("p", { class: "monitor-nothing" }, t(`console.${kind}.nothing`));
  const picture = h("div", { class: "monitor-picture" });
  const state = h("span", {}, t("console.sound.on"));
  const sound = h("button", { type: "button", class: "sound" }, state, h("span", { class: "quiet" }, t(`console.sound.${kind}`)));
  sound.addEventListener("click", () => {
    const isOn = sound.toggleAttribute("data-on");
    setText(state, t(isOn ? "console.sound.off" : "console.sound.on"));
    onSound(isOn);
  });
  const element = h(
    "section",
    { class: "monitor", "data-kind": kind, "aria-label": t(`console.${kind}`) },
    h("header", {}, h("h2", {}, t(`console.${kind}`)), note, sound),
    h("div", { class: "monitor-frame" }, picture, nothing, cover, name),
    h("div", { class: "monitor-actions" }, ...actions),
  );
  return {
    element,
    picture,
    show: (shown) => {
      element.toggleAttribute("data-live", shown.name !== undefined);
      picture.hidden = !shown.hasPicture;
      nothing.hidden = shown.hasPicture || shown.name !== undefined;
      name.hidden = shown.name === undefined;
      setText(name, shown.name ?? "");
      setText(note, shown.note);
      setText(cover, shown.cover);
      cover.hidden = shown.cover === "";
    },
  };
}
