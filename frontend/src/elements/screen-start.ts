// SPDX-License-Identifier: Apache-2.0

import { Camera, type Devices } from "../media/camera.ts";
import type { Fitness, Need } from "../model/fitness.ts";
import { h } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

/** Which devices the hall sends with; undefined is the system's choice. */
export interface DeviceChoice {
  readonly camera: string | undefined;
  readonly microphone: string | undefined;
}

export interface StartOptions {
  readonly conference: string;
  readonly venue: string;
  readonly fitness: Fitness;
  readonly languageSwitch: HTMLElement;
  readonly t: Translate;
}

/** The page before the hall is let in: what is missing, which devices, one button. */
export class StartPanel {
  readonly element: HTMLElement;
  readonly #t: Translate;
  readonly #devices = h("div", { class: "start-devices" });
  readonly #choice = Promise.withResolvers<DeviceChoice>();

  constructor({ conference, venue, fitness, languageSwitch, t }: StartOptions) {
    this.#t = t;
    this.element = h(
      "main",
      { class: "start" },
      languageSwitch,
      h("p", { class: "start-conference" }, conference),
      h("h1", {}, venue),
      this.#verdict(fitness),
      this.#devices,
      fitness.canWatch ? this.#actions() : null,
    );
    if (fitness.canWatch && fitness.canSend) this.#offerPermission();
  }

  /** Resolves once the user has pressed the button. */
  get choice(): Promise<DeviceChoice> {
    return this.#choice.promise;
  }

  #verdict({ canWatch, isLive, missing }: Fitness): HTMLElement {
    const sentences = missing.map((need: Need) => h("li", {}, this.#t(`need.${need}`)));
    if (sentences.length === 0) return h("p", { class: "start-verdict", "data-kind": "good" }, this.#t("screen.ready"));
    return h(
      "div",
      { class: "start-verdict", "data-kind": "trouble", role: "alert" },
      canWatch ? null : h("strong", {}, this.#t("screen.unfit")),
      h("ul", {}, ...sentences),
      canWatch && !isLive ? h("p", {}, this.#t("screen.late.only")) : null,
      h("p", {}, this.#t("screen.unfit.advice")),
    );
  }

  #actions(): HTMLElement {
    const start = (): void => {
      const chosen = (name: string): string | undefined =>
        this.element.querySelector<HTMLSelectElement>(`select[name=${name}]`)?.value;
      this.#choice.resolve({ camera: chosen("camera") ?? undefined, microphone: chosen("microphone") ?? undefined });
    };
    return h(
      "div",
      { class: "start-actions" },
      h("button", { type: "button", class: "button primary big", id: "start", onclick: start }, this.#t("screen.start")),
      h("p", {}, this.#t("screen.start.hint")),
      h("p", {}, this.#t("screen.microphone.promise")),
      h("p", {}, this.#t("screen.fullscreen")),
    );
  }

  #offerPermission(): void {
    const allow = async (): Promise<void> => {
      this.#devices.replaceChildren(...this.#selects(await Camera.devices()));
    };
    const button = h("button", { type: "button", class: "button", onclick: () => void allow() }, this.#t("screen.allow"));
    this.#devices.replaceChildren(button);
  }

  #selects({ cameras, microphones }: Devices): readonly HTMLElement[] {
    return [
      this.#select("camera", this.#t("screen.camera"), this.#t("screen.camera.none"), cameras),
      this.#select("microphone", this.#t("screen.microphone"), this.#t("screen.microphone.none"), microphones),
    ];
  }

  #select(name: string, label: string, none: string, devices: readonly MediaDeviceInfo[]): HTMLElement {
    if (devices.length === 0) return h("p", { class: "field" }, none);
    const options = devices.map((device) => h("option", { value: device.deviceId }, device.label));
    return h("label", { class: "field" }, h("span", {}, label), h("select", { name }, ...options));
  }
}
