// SPDX-License-Identifier: Apache-2.0

import { Player } from "./player.ts";
import type { ReadingLine } from "./reading.ts";
import { RenditionChoice } from "./rendition-choice.ts";
import { Effect, type Getter, Signal } from "./signals.ts";

export interface ProgrammeOptions {
  readonly line: Getter<ReadingLine | undefined>;
  /** The broadcasts that are to be seen and heard together; the first is the one in front. */
  readonly wanted: Getter<readonly string[]>;
  /** Broadcasts that may be wanted next: their players are set up, unseen and unheard. */
  readonly prepared?: Getter<readonly string[]>;
  readonly muted: Getter<boolean>;
  /** Whether something else covers the pictures: a weak line is spared them then. */
  readonly covered?: Getter<boolean>;
  /** A broadcast that is never heard here: a hall must not play its own voice. */
  readonly silentPath?: string;
  /** Where a broadcast's canvas goes. Canvases on show are the only ones without the attribute `hidden`. */
  readonly host: (path: string) => HTMLElement;
}

/** The players whose pictures are on show by path, the one in front first. */
export type OnShow = ReadonlyMap<string, Player>;

interface Part {
  readonly player: Player;
  readonly canvas: HTMLCanvasElement;
  readonly isMuted: Signal<boolean>;
  readonly drop: () => void;
}

const NOTHING: readonly string[] = [];
const JUDGE_MS = 1_000;

/** Shows broadcasts, one or several at a time, without a black picture in between. */
export class Programme {
  readonly #onShow = new Signal<OnShow>(new Map());
  readonly #effect = new Effect();
  readonly #parts = new Map<string, Part>();
  readonly #options: ProgrammeOptions;
  readonly #choice: RenditionChoice;
  #shown = new Set<string>();

  readonly out: { readonly onShow: Getter<OnShow> } = { onShow: this.#onShow };

  constructor(options: ProgrammeOptions) {
    this.#options = options;
    this.#choice = new RenditionChoice(options.line, options.covered ?? new Signal(false));
    // The one in front speaks for the line: those that stand ready get no pictures yet.
    this.#effect.interval(() => { this.#onShow.peek().values().next().value?.judgeLine(); }, JUDGE_MS);
    this.#effect.run((effect) => {
      const prepared = options.prepared ? effect.get(options.prepared) : NOTHING;
      this.#settle(effect.get(options.wanted), prepared, effect.get(options.muted));
    });
  }

  close(): void {
    this.#effect.close();
    this.#choice.close();
    for (const path of [...this.#parts.keys()]) this.#drop(path);
  }

  #settle(wanted: readonly string[], prepared: readonly string[], isMuted: boolean): void {
    for (const path of new Set([...wanted, ...prepared])) {
      // Whoever left the air and may be wanted again begins anew: its last picture is an old one.
      if (!wanted.includes(path) && this.#shown.has(path)) continue;
      if (!this.#parts.has(path)) this.#parts.set(path, this.#bringUp(path));
    }
    for (const [path, part] of this.#parts) {
      const isHeard = wanted.includes(path) && path !== this.#options.silentPath;
      part.isMuted.set(isMuted || !isHeard);
    }
    this.#reveal(wanted, prepared);
  }

  /** Show what is wanted as soon as it has a picture; what was shown before goes at the first of them. */
  #reveal(wanted: readonly string[], prepared: readonly string[]): void {
    const ready = wanted.filter((path) => this.#parts.get(path)?.player.out.hasPicture.peek());
    const isReplaced = wanted.length === 0 || ready.length > 0;
    for (const path of [...this.#parts.keys()]) {
      const isLeaving = this.#shown.has(path) && !wanted.includes(path);
      const isUseless = !this.#shown.has(path) && !wanted.includes(path) && !prepared.includes(path);
      if (isUseless || (isLeaving && isReplaced)) this.#drop(path);
      if (isLeaving && isReplaced && prepared.includes(path)) this.#parts.set(path, this.#bringUp(path));
    }
    for (const path of ready) {
      this.#parts.get(path)?.canvas.toggleAttribute("hidden", false);
      this.#shown.add(path);
    }
    const inOrder = [...ready, ...[...this.#shown].filter((path) => !ready.includes(path))];
    this.#onShow.set(new Map(inOrder.flatMap((path) => {
      const part = this.#parts.get(path);
      return part ? [[path, part.player]] : [];
    })));
  }

  #bringUp(path: string): Part {
    const { line, host, wanted, prepared } = this.#options;
    const canvas = document.createElement("canvas");
    canvas.hidden = true;
    host(path).append(canvas);
    const isMuted = new Signal(true);
    const player = new Player({ line, path, canvas, muted: isMuted, choice: this.#choice });
    const watching = new Effect();
    watching.run((effect) => {
      if (effect.get(player.out.hasPicture)) this.#reveal(wanted.peek(), prepared?.peek() ?? NOTHING);
    });
    const drop = (): void => {
      watching.close();
      player.close();
      canvas.remove();
    };
    return { player, canvas, isMuted, drop };
  }

  #drop(path: string): void {
    this.#parts.get(path)?.drop();
    this.#parts.delete(path);
    this.#shown.delete(path);
  }
}
