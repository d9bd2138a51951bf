// SPDX-License-Identifier: Apache-2.0

/**
 * What Wagtail's admin gives its extensions as globals: Draft.js, React and Draftail
 * (docs.wagtail.org, "Extending the Draftail editor"), as far as we use them.
 */
export type Node = unknown;

export interface React {
  readonly createElement: (type: unknown, props?: object | null, ...children: Node[]) => Node;
}

export interface EditorState {
  getCurrentContent(): ContentState;
  getSelection(): unknown;
}

export interface ContentState {
  createEntity(type: string, mutability: "IMMUTABLE", data: object): ContentState;
  getLastCreatedEntityKey(): string;
  getEntity(key: string): { getData(): unknown };
}

export interface DraftJS {
  EditorState: { push(state: EditorState, content: ContentState, change: "insert-characters"): EditorState };
  Modifier: {
    replaceText(content: ContentState, selection: unknown, text: string, style: undefined, entityKey: string): ContentState;
  };
}

export interface SourceProps {
  readonly editorState: EditorState;
  readonly entityType: { readonly type: string };
  readonly onComplete: (next: EditorState) => void;
  readonly onClose: () => void;
}

export interface DecoratorProps {
  readonly entityKey: string;
  readonly contentState: ContentState;
  readonly children: Node;
}

/** A rich text field in a block of the body, made by Wagtail from what the server packed. */
export interface RichTextArea {
  render(...place: readonly unknown[]): unknown;
}

export interface Draftail {
  registerPlugin(plugin: { type: string; source: (props: SourceProps) => Node; decorator: (props: DecoratorProps) => Node }, kind: "entityTypes"): void;
  initEditor(selector: string, options: object, script: null): unknown;
  DraftailRichTextArea: new (options: object) => RichTextArea;
}

declare global {
  interface Window {
    React: React;
    DraftJS: DraftJS;
    Draftail: { readonly Toolbar: unknown };
    draftail: Draftail;
    telepath: { register(name: string, kind: unknown): void };
  }
}
