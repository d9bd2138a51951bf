// SPDX-License-Identifier: Apache-2.0

import { encode } from "uqr";
import { h } from "../ui/dom.ts";
import type { Translate } from "../ui/text.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Dots of white around the code, as ISO/IEC 18004 asks for. */
const QUIET = 4;

/** The code that delegates scan at the door, with a line that says what it is for. */
export class DoorSign {
  readonly element: HTMLElement;
  readonly #code = document.createElementNS(SVG, "svg");
  readonly #dots = document.createElementNS(SVG, "path");

  constructor(t: Translate) {
    this.#code.setAttribute("role", "img");
    this.#code.setAttribute("aria-label", t("screen.door.code"));
    this.#code.append(this.#dots);
    this.element = h("aside", { class: "door", hidden: true }, this.#code, h("p", {}, h("strong", {}, t("screen.door")), h("span", {}, t("screen.door.how"))));
  }

  /** Show an address as a code; undefined: nobody checks in by phone. */
  show(address: string | undefined): void {
    this.element.hidden = address === undefined;
    if (address === undefined) return;
    // A projected picture has no dirt on it: the fewest and so the largest dots are read from farthest away.
    const { data, size } = encode(address, { ecc: "L", boostEcc: true, border: QUIET });
    this.#code.setAttribute("viewBox", `0 0 ${String(size)} ${String(size)}`);
    this.#dots.setAttribute("d", outline(data));
  }
}

/** One flat rectangle for each run of dark dots. */
function outline(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark && !row[x - 1] ? `M${String(x)} ${String(y)}h${String(run(row, x))}v1H${String(x)}z` : "")))
    .join("");
}

function run(row: readonly boolean[], from: number): number {
  const end = row.indexOf(false, from);
  return (end === -1 ? row.length : end) - from;
}
