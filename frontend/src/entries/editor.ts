// SPDX-License-Identifier: Apache-2.0

import { Chip } from "../editor/chip.ts";
import { withWords, type RawContent } from "../editor/content.ts";
import { figures, followConference } from "../editor/figures.ts";
import { FigureList } from "../editor/list.ts";

/**
 * Figures as chips in Wagtail's editor. Fields come with the figures' names; before an editor opens one,
 * the numbers are filled in. This is a module: it runs after Wagtail's own scripts and before they begin.
 */
const filled = (json: string): string => JSON.stringify(withWords(JSON.parse(json) as RawContent, figures()));

/** The button stands above each text, always: Wagtail's own toolbar shows itself only beside a selection. */
const LOOK = { topToolbar: window.Draftail.Toolbar, enableLineBreak: false };

window.draftail.registerPlugin({ type: "FIGURE", source: FigureList, decorator: Chip }, "entityTypes");

/** A field of the page itself. */
document.addEventListener("newsroom-prose:init", (event) => {
  const field = event.target as HTMLInputElement;
  field.value = filled(field.value);
  window.draftail.initEditor(`#${field.id}`, { ...(event as CustomEvent<object>).detail, ...LOOK }, null);
});

/** A field in a block of the body; when a block is split, its text comes as an editor has it. */
class ProseArea extends window.draftail.DraftailRichTextArea {
  constructor(options: object) {
    super({ ...options, ...LOOK });
  }

  override render(container: unknown, name: unknown, id: unknown, text: unknown, ...more: readonly unknown[]): unknown {
    return super.render(container, name, id, typeof text === "string" ? filled(text) : text, ...more);
  }
}

window.telepath.register("newsroom.ProseArea", ProseArea);
followConference();
