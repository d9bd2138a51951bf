// SPDX-License-Identifier: Apache-2.0

import { ms, type Milliseconds } from "../model/units.ts";
import { type HlsPlayback, playHls } from "./hls.ts";
import { Effect, type Getter, Signal } from "./signals.ts";

export interface FallbackOptions {
  /** The line to the relay, undefined while it is down. */
  readonly line: Getter<unknown>;
  /** Whether there is a programme to be seen now. */
  readonly wanted: Getter<boolean>;
  /** False in a browser that can't have a line at all: nothing is waited for. */
  readonly canBeLive: boolean;
  readonly url: string;
  readonly bearer: string;
  /** Where the video element goes, above whatever is there. */
  readonly host: HTMLElement;
}

/** So long a line may be down before the late programme is shown: most lines are back sooner. */
const PATIENCE_MS = 20_000;
/** So long a line has to be up before the late programme goes: the live picture is painted by then. */
const STEADY_MS = 2_000;
const AGAIN_MS = 3_000;
const LOOK_MS = 1_000;
/** What is told while the player doesn't know it yet: three segments. */
const USUAL_DELAY = ms(8_000);

/** Shows the recorder's playlist, some seconds late, while there is no line to the relay. */
export class Fallback {
  readonly #isNeeded: Signal<boolean>;
  readonly #delay = new Signal<Milliseconds | undefined>(undefined);
  readonly #effect = new Effect();

  /** How late the programme is that is being shown; undefined while none is. */
  readonly out: { readonly delay: Getter<Milliseconds | undefined> } = { delay: this.#delay };

  constructor({ line, wanted, canBeLive, ...rest }: FallbackOptions) {
    this.#isNeeded = new Signal(!canBeLive);
    if (canBeLive) {
      this.#effect.run((effect) => {
        const isUp = effect.get(line) !== undefined;
        effect.timer(() => { this.#isNeeded.set(!isUp); }, isUp ? STEADY_MS : PATIENCE_MS);
      });
    }
    this.#effect.run((effect) => {
      if (effect.get(this.#isNeeded) && effect.get(wanted)) this.#show(effect, rest);
    });
  }

  close(): void {
    this.#effect.close();
  }

  #show(effect: Effect, { url, bearer, host }: Pick<FallbackOptions, "url" | "bearer" | "host">): void {
    const attempt = new Signal(1);
    effect.run((inner) => {
      inner.get(attempt);
      const video = document.createElement("video");
      video.playsInline = true;
      let playback: HlsPlayback | undefined;
      let isOver = false;
      const again = (): void => { inner.timer(() => { attempt.set(attempt.peek() + 1); }, AGAIN_MS); };
      inner.cleanup(() => {
        isOver = true;
        playback?.close();
        video.remove();
        this.#delay.set(undefined);
      });
      inner.event(video, "playing", () => { this.#delay.set(playback?.delay() ?? USUAL_DELAY); });
      inner.event(video, "canplay", () => { void start(video); });
      inner.interval(() => {
        if (this.#delay.peek() !== undefined) this.#delay.set(playback?.delay() ?? USUAL_DELAY);
      }, LOOK_MS);
      host.append(video);
      playHls(video, { url, bearer, onBroken: again }).then((started) => {
        if (isOver) started.close();
        else playback = started;
      }, again);
    });
  }
}

/** With sound where the browser lets us; a page that nobody has touched plays without. */
async function start(video: HTMLVideoElement): Promise<void> {
  if (!video.paused) return;
  await video.play().catch(() => {
    video.muted = true;
    return video.play().catch(() => undefined);
  });
}
