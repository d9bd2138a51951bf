// SPDX-License-Identifier: Apache-2.0

import type { Milliseconds } from "./units.ts";

/** Hand scanners type a letter every few milliseconds; the quickest typist needs eighty. */
const GAP_MS = 60;
/** A shorter burst is somebody's shortcut, not a code. */
const SHORTEST = 6;

/** What has been typed in one go so far. */
export interface Burst {
  readonly text: string;
  readonly at: Milliseconds;
}

export const NO_BURST: Burst = { text: "", at: 0 as Milliseconds };

/** The burst after one more key, and the code that it ended, if it was Enter at the end of one. */
export function typed(burst: Burst, key: string, at: Milliseconds): { readonly burst: Burst; readonly code: string | undefined } {
  const text = at - burst.at <= GAP_MS ? burst.text : "";
  if (key === "Enter") return { burst: NO_BURST, code: text.length >= SHORTEST ? text : undefined };
  // Shift and its like come between the letters; they are no letters themselves.
  return { burst: { text: key.length === 1 ? text + key : text, at }, code: undefined };
}
