// SPDX-License-Identifier: Apache-2.0

import { Player } from "./player.ts";
import type { ReadingLine } from "./reading.ts";
import { Effect, type Getter, Signal } from "./signals.ts";

export interface ProgrammeOptions {
  readonly line: Getter<ReadingLine | undefined>;
  /** The broadcast that is to be seen; undefined for none. */
  readonly path: Getter<string | undefined>;
  readonly muted: Getter<boolean>;
  /** A broadcast that is never heard here: a hall must not play its own voice. */
  readonly silentPath?: string;
  /** Where the canvases go. The one on show is the only one without the attribute `hidden`. */
  readonly host: HTMLElement;
}

/** What the programme's picture is at this moment. */
export interface OnShow {
  readonly path: string;
  readonly player: Player;
}

const ALWAYS = new Signal(true);

/** Shows one broadcast after another without a black picture in between. */
export class Programme {
  readonly #onShow = new Signal<OnShow | undefined>(undefined);
  readonly #effect = new Effect();
  readonly #host: HTMLElement;
  #retiring: (() => void) | undefined;

  readonly out: { readonly onShow: Getter<OnShow | undefined> } = { onShow: this.#onShow };

  constructor({ line, path, muted, silentPath, host }: ProgrammeOptions) {
    this.#host = host;
    this.#effect.run((effect) => {
      const wanted = effect.get(path);
      if (wanted === undefined) this.#retire();
      else this.#bringUp(effect, wanted, line, wanted === silentPath ? ALWAYS : muted);
    });
  }

  close(): void {
    this.#effect.close();
    this.#retire();
  }

  /** Start the new player unseen and unheard of the old; the old one goes at its first picture. */
  #bringUp(effect: Effect, path: string, line: Getter<ReadingLine | undefined>, muted: Getter<boolean>): void {
    const canvas = document.createElement("canvas");
    canvas.hidden = true;
    this.#host.append(canvas);
    const player = new Player({ line, path, canvas, muted });
    const drop = (): void => {
      player.close();
      canvas.remove();
    };
    let isShown = false;
    effect.run((inner) => {
      if (isShown || !inner.get(player.out.hasPicture)) return;
      isShown = true;
      canvas.hidden = false;
      this.#retire();
      this.#retiring = drop;
      this.#onShow.set({ path, player });
    });
    effect.cleanup(() => {
      if (!isShown) drop();
    });
  }

  #retire(): void {
    this.#retiring?.();
    this.#retiring = undefined;
    this.#onShow.set(undefined);
  }
}
