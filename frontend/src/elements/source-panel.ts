// SPDX-License-Identifier: Apache-2.0

import { elapsed } from "../model/clock.ts";
import { FILM, filmProgress, type FilmProgress, PRODUCTION_DESK } from "../model/films.ts";
import { ms, type Milliseconds } from "../model/units.ts";
import { h, KeyedList, setAttribute, setText, type View } from "../ui/dom.ts";
import { causeText, type Translate } from "../ui/text.ts";
import type { Backstage, ClipDocument, Floor, Ingest } from "../wire/documents.ts";

export interface SourcePanelState {
  readonly floor: Floor | undefined;
  readonly backstage: Backstage | undefined;
  readonly films: readonly ClipDocument[];
  readonly ingest: Ingest | undefined;
  readonly now: Milliseconds;
}

export interface SourcePanelOptions {
  readonly call: (source: string) => void;
  readonly play: (film: ClipDocument) => void;
  readonly stop: (id: string) => void;
  readonly renewKey: () => void;
  readonly t: Translate;
}

interface FilmRow {
  readonly film: ClipDocument;
  readonly progress: FilmProgress | undefined;
  readonly isReady: boolean;
}

/** What can be shown besides venues: the production desk, and films. */
export class SourcePanel {
  readonly element: HTMLElement;
  readonly #options: SourcePanelOptions;
  readonly #still = h("img", { class: "source-still", alt: "" });
  readonly #state = h("p", { class: "source-state", role: "status" });
  readonly #trouble = h("p", { class: "source-trouble", role: "alert" });
  readonly #call: HTMLButtonElement;
  readonly #off: HTMLElement;
  readonly #entrance: HTMLElement;
  readonly #address = h("code");
  readonly #key = h("code");
  readonly #films: KeyedList<FilmRow>;
  readonly #empty: HTMLElement;
  readonly #waiting: HTMLElement;

  constructor(options: SourcePanelOptions) {
    this.#options = options;
    const { call, renewKey, t } = options;
    this.#call = h("button", { type: "button", class: "button small", onclick: () => { call(PRODUCTION_DESK); } }, t("source.call"));
    this.#off = h("p", { class: "empty" }, t("source.desk.off"));
    const renew = h("button", { type: "button", class: "button small", onclick: renewKey }, t("source.key.renew"));
    const facts = h("dl", {}, h("dt", {}, t("source.address")), h("dd", {}, this.#address), h("dt", {}, t("source.key")), h("dd", {}, this.#key));
    this.#entrance = h("details", { class: "source-entrance" }, h("summary", {}, t("source.entrance")), facts, renew);
    this.#still.hidden = true;
    const list = h("ol", { class: "films" });
    this.#films = new KeyedList(list, ({ film }) => film.id, ({ film }) => this.#filmRow(film));
    this.#empty = h("p", { class: "empty" }, t("source.films.empty"));
    this.#waiting = h("p", { class: "source-trouble" }, t("source.films.waiting"));
    this.element = h(
      "div",
      { class: "panel sources-panel" },
      h("section", { "aria-label": t("source.desk") }, h("h3", {}, t("source.desk")), h("div", { class: "source-desk" }, this.#still, h("div", {}, this.#state, this.#call)), this.#trouble, this.#off, this.#entrance),
      h("section", { "aria-label": t("source.films") }, h("h3", {}, t("source.films"), h("kbd", {}, "V")), this.#empty, this.#waiting, list),
    );
  }

  show({ floor, backstage, films, ingest, now }: SourcePanelState): void {
    this.#showDesk(backstage, ingest);
    this.#empty.hidden = films.length > 0;
    const isReady = floor?.sources.includes(FILM) ?? false;
    this.#waiting.hidden = isReady || films.length === 0 || floor?.phase === "closed";
    const running = filmProgress(floor, now);
    const isOver = floor?.phase === "closed";
    this.#films.show(films.map((film) => ({ film, progress: running?.id === film.id ? running : undefined, isReady: isReady && !isOver })));
  }

  /** Show the desk's newest still. */
  async paint(jpeg: Uint8Array<ArrayBuffer>): Promise<void> {
    const before = this.#still.src;
    this.#still.src = URL.createObjectURL(new Blob([jpeg], { type: "image/jpeg" }));
    await this.#still.decode().catch(() => undefined);
    if (before !== "") URL.revokeObjectURL(before);
  }

  #showDesk(backstage: Backstage | undefined, ingest: Ingest | undefined): void {
    const { t } = this.#options;
    const row = backstage?.sources[PRODUCTION_DESK];
    const isAwaited = ingest?.address !== null;
    const standing = row?.tally === "standby" || row?.tally === "on_air" ? row.tally : undefined;
    const health = row && row.cause !== "" ? causeText(row.cause, t) : t("source.connected");
    setText(this.#state, row?.connected === true ? (standing ? t(`tally.${standing}`) : health) : t("source.absent"));
    setAttribute(this.#state, "data-health", row?.connected === true ? row.health : "grey");
    setAttribute(this.#state, "data-standing", standing ?? null);
    this.#still.hidden = row?.connected !== true;
    this.#call.hidden = row?.connected !== true || standing !== undefined;
    this.#off.hidden = isAwaited;
    this.#entrance.hidden = !isAwaited;
    setText(this.#address, ingest?.address ?? "");
    setText(this.#key, ingest?.key ?? "");
    const isDeaf = isAwaited && ingest?.is_listening === false;
    setText(this.#trouble, ingest?.trouble?.message ?? (isDeaf ? t("source.deaf") : ""));
    this.#trouble.hidden = this.#trouble.textContent === "";
  }

  #filmRow(film: ClipDocument): View<FilmRow> {
    const { play, stop, t } = this.#options;
    const bar = h("progress", { max: 1, value: 0, "aria-label": t("source.progress", { title: film.title }) });
    const time = h("span", { class: "film-time" });
    const button = h("button", { type: "button", class: "button small" });
    let isRunning = false;
    button.addEventListener("click", () => {
      if (isRunning) stop(film.id);
      else play(film);
    });
    const title = h("strong");
    return {
      element: h("li", {}, title, time, button, bar),
      show: ({ film: shown, progress, isReady }) => {
        isRunning = progress !== undefined;
        setText(title, shown.title);
        setText(time, progress ? t("source.left", { time: elapsed(ms(0), progress.left) }) : elapsed(ms(0), ms(Math.round(shown.duration_s) * 1_000)));
        setText(button, t(isRunning ? "source.stop" : "source.play"));
        setAttribute(button, "aria-label", `${button.textContent}: ${shown.title}`);
        button.disabled = !isRunning && !isReady;
        bar.hidden = !isRunning;
        bar.value = progress?.done ?? 0;
      },
    };
  }
}
