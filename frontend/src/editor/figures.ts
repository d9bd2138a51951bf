// SPDX-License-Identifier: Apache-2.0

import type { Figures, OfferedFigure } from "./content.ts";

interface Offer {
  readonly figures: readonly OfferedFigure[];
  /** Why there are none; empty where there are. */
  readonly why: string;
}

const panel = document.querySelector<HTMLElement>("[data-newsroom-figures]");
const conference = document.querySelector<HTMLSelectElement>('select[name="conference"]');
let offered = JSON.parse(document.querySelector("#newsroom-figures")?.textContent ?? '{"figures":[],"why":""}') as Offer;

/** The figures that the article may have, by name, in the order of the record. */
export const figures = (): Figures => new Map(offered.figures.map((figure) => [figure.name, figure]));

/** Why there are no figures to put in. */
export const whyNone = (): string => offered.why;

/** Ask anew whenever the form names another conference. */
export function followConference(): void {
  conference?.addEventListener("change", () => void ask(conference.value));
}

async function ask(chosen: string): Promise<void> {
  const answer = await fetch(`${panel?.dataset["newsroomFigures"] ?? ""}&conference=${encodeURIComponent(chosen)}`);
  if (answer.ok && conference?.value === chosen) offered = (await answer.json()) as Offer;
}
