// SPDX-License-Identifier: Apache-2.0

const SVG = "http://www.w3.org/2000/svg";
/** A raised hand, drawn by us: halls' computers have no emoji font to count on. */
const HAND =
  "M7 11V4.5a1.5 1.5 0 0 1 3 0V10m0-6.5v-1a1.5 1.5 0 0 1 3 0V10m0-6.5a1.5 1.5 0 0 1 3 0V11m0-4a1.5 1.5 0 0 1 3 0v7c0 4.5-2.5 7-6.5 7-3 0-4.8-1-6.3-3.5L3.6 14c-.8-1.400.8-2.600 2-1.500L7 14.500";

export function handIcon(): SVGSVGElement {
  const [icon, path] = [document.createElementNS(SVG, "svg"), document.createElementNS(SVG, "path")];
  icon.setAttribute("viewBox", "0 0 22 22");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  path.setAttribute("d", HAND);
  icon.append(path);
  return icon;
}
