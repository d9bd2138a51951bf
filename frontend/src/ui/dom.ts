// SPDX-License-Identifier: Apache-2.0

type Child = Node | string | null;
type Attribute = string | number | boolean | ((event: Event) => void);

/** Make an element: attributes by name, listeners as `onclick: …`, then its children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Put the page's whole content in its place. */
export function mount(...content: readonly Node[]): void {
  (document.getElementById("app") ?? document.body).replaceChildren(...content);
}

/** Set an element's text, touching the page only if it differs. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Set or drop an attribute, touching the page only if it differs. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** A piece of the page that shows one value after another. */
export interface View<T> {
  readonly element: HTMLElement;
  show(value: T): void;
}

/** A list whose elements live as long as their item's key: updated and moved, never rebuilt. */
export class KeyedList<T> {
  readonly #host: HTMLElement;
  readonly #key: (item: T) => string;
  readonly #create: (item: T) => View<T>;
  readonly #views = new Map<string, View<T>>();

  constructor(host: HTMLElement, key: (item: T) => string, create: (item: T) => View<T>) {
    this.#host = host;
    this.#key = key;
    this.#create = create;
  }

  show(items: readonly T[]): void {
    const keys = new Set(items.map(this.#key));
    for (const [key, view] of this.#views) {
      if (keys.has(key)) continue;
      view.element.remove();
      this.#views.delete(key);
    }
    let place: Element | null = this.#host.firstElementChild;
    for (const item of items) {
      const view = this.#view(item);
      view.show(item);
      if (view.element === place) place = place.nextElementSibling;
      else this.#host.insertBefore(view.element, place);
    }
  }

  view(key: string): View<T> | undefined {
    return this.#views.get(key);
  }

  #view(item: T): View<T> {
    const key = this.#key(item);
    const known = this.#views.get(key);
    if (known) return known;
    const view = this.#create(item);
    this.#views.set(key, view);
    return view;
  }
}
