// SPDX-License-Identifier: Apache-2.0

import type { FigurePlace, OfferedFigure } from "./content.ts";
import type { EditorState, Node, SourceProps } from "./draftail.ts";
import { figures, whyNone } from "./figures.ts";
import { words } from "./words.ts";

/** The list of figures, opened by the button; choosing a number puts it where the cursor is. */
export function FigureList({ editorState, entityType, onComplete, onClose }: SourceProps): Node {
  const { createElement: h } = window.React;
  const choose = (figure: OfferedFigure, rounded: boolean): void => {
    onComplete(withFigure(editorState, entityType.type, { name: figure.name, rounded }, rounded ? figure.rounded : figure.exact));
  };
  const onKeyDown = (event: KeyboardEvent): void => { if (event.key === "Escape") onClose(); };
  const rows = [...figures().values()].map((figure) => row(figure, choose));
  return h(
    "div",
    { ref: open, className: "figure-list", popover: "manual", role: "dialog", "aria-labelledby": "figure-list-title", onKeyDown },
    h("h2", { id: "figure-list-title" }, words.title),
    rows.length > 0 ? h("ul", null, ...rows) : h("p", null, whyNone()),
    h("button", { type: "button", className: "button button-secondary", onClick: onClose }, words.close),
  );
}

/**
 * When it comes onto the page. Not as a modal dialog: that makes the text inert, where Draft.js keeps its selection.
 * Not by a hook: the admin may hold two copies of React, and hooks of the one fail in the other.
 */
function open(list: HTMLElement | null): void {
  list?.showPopover();
  list?.querySelector("button")?.focus();
}

function row(figure: OfferedFigure, choose: (figure: OfferedFigure, rounded: boolean) => void): Node {
  const { createElement: h } = window.React;
  const button = (number: string, rounded: boolean): Node =>
    h("button", { type: "button", "aria-label": `${figure.label}: ${number}`, onClick: () => { choose(figure, rounded); } }, number);
  return h(
    "li",
    { key: figure.name },
    h("p", null, h("strong", null, figure.label), h("small", null, figure.counted)),
    h("div", null, button(figure.exact, false), figure.rounded === figure.exact ? null : button(figure.rounded, true)),
  );
}

function withFigure(state: EditorState, type: string, place: FigurePlace, number: string): EditorState {
  const { EditorState: Editor, Modifier } = window.DraftJS;
  const content = state.getCurrentContent().createEntity(type, "IMMUTABLE", place);
  const changed = Modifier.replaceText(content, state.getSelection(), number, undefined, content.getLastCreatedEntityKey());
  return Editor.push(state, changed, "insert-characters");
}
