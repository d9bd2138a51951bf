// SPDX-License-Identifier: Apache-2.0

import { Scanner } from "../media/scanner.ts";
import { h, setText } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

/** The camera's picture while codes are read. */
export class CameraPanel {
  readonly element: HTMLElement;
  readonly #scanner: Scanner;
  readonly #sentence = h("p", { role: "status" });
  readonly #t: Translate;

  constructor(onCode: (text: string) => void, t: Translate) {
    this.#t = t;
    this.#scanner = new Scanner(onCode);
    const close = h("button", { type: "button", class: "button small", onclick: () => { this.close(); } }, t("desk.scan.stop"));
    this.element = h("div", { class: "camera", hidden: true }, this.#scanner.video, h("div", { class: "camera-foot" }, this.#sentence, close));
  }

  /** Open the camera, or close it if it is open. */
  async toggle(): Promise<void> {
    if (!this.element.hidden) {
      this.close();
      return;
    }
    this.element.hidden = false;
    this.#scanner.video.hidden = true;
    setText(this.#sentence, this.#t("desk.scan.starting"));
    try {
      await this.#scanner.start();
      this.#scanner.video.hidden = false;
      setText(this.#sentence, this.#t("desk.scan.hint"));
    } catch (error) {
      setText(this.#sentence, this.#t(error instanceof DOMException ? "desk.scan.no_camera" : "desk.scan.no_decoder"));
    }
  }

  close(): void {
    this.#scanner.stop();
    this.element.hidden = true;
  }
}
