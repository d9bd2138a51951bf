// SPDX-License-Identifier: Apache-2.0

import { canShow, CHOSEN_SCENES, type ChosenScene } from "../model/scenes.ts";
import { h, setAttribute, type View } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";
import type { Floor } from "../wire/documents.ts";

/** What every screen composes, one button a scene; those that would show nothing can't be pressed. */
export function sceneBar(choose: (scene: ChosenScene) => void, t: Translate): View<Floor | undefined> {
  const buttons = CHOSEN_SCENES.map((scene, index) => ({
    scene,
    button: h(
      "button",
      { type: "button", class: "scene", title: t(`scene.${scene}.hint`), onclick: () => { choose(scene); } },
      t(`scene.${scene}`),
      h("kbd", {}, String(index + 1)),
    ),
  }));
  return {
    element: h("div", { class: "scenes", role: "group", "aria-label": t("scene") }, ...buttons.map(({ button }) => button)),
    show: (floor) => {
      for (const { scene, button } of buttons) {
        setAttribute(button, "aria-pressed", String(floor?.scene === scene));
        button.disabled = !canShow(scene, floor);
      }
    },
  };
}
