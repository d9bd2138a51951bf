// SPDX-License-Identifier: Apache-2.0

import type { ClipDocument, Floor } from "../wire/documents.ts";
import { instant, ms, type Milliseconds } from "./units.ts";

/** Sources that are no venues: the hub's production desk, and a film that is played out. */
export const [PRODUCTION_DESK, FILM] = ["@rtmp", "@clip"] as const;

/** How far the film that runs has come. */
export interface FilmProgress {
  readonly id: string;
  /** 0 to 1. */
  readonly done: number;
  readonly left: Milliseconds;
}

/** Undefined while no film runs. */
export function filmProgress(floor: Floor | undefined, now: Milliseconds): FilmProgress | undefined {
  if (!floor?.clip) return undefined;
  const { id, started_at, duration_s } = floor.clip;
  const whole = duration_s * 1_000;
  const played = Math.min(whole, Math.max(0, now - instant(started_at)));
  return { id, done: whole > 0 ? played / whole : 1, left: ms(whole - played) };
}

/** What the key plays: the film after the last one that ran, the first before any. */
export function nextFilm(films: readonly ClipDocument[], last: string | undefined): ClipDocument | undefined {
  return films[films.findIndex(({ id }) => id === last) + 1] ?? films[0];
}
