// SPDX-License-Identifier: Apache-2.0

import type { FigurePlace } from "./content.ts";
import type { DecoratorProps, Node } from "./draftail.ts";
import { figures } from "./figures.ts";

/** A figure in the text: its number, and on hover what was counted. */
export function Chip({ entityKey, contentState, children }: DecoratorProps): Node {
  const { name } = contentState.getEntity(entityKey).getData() as FigurePlace;
  const figure = figures().get(name);
  const title = figure ? `${figure.label}: ${figure.counted}` : name;
  return window.React.createElement("span", { className: figure ? "figure-chip" : "figure-chip figure-chip--unknown", title }, children);
}
