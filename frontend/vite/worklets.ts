// SPDX-License-Identifier: Apache-2.0

import type { Plugin } from "vite";

const INLINE_WORKLET = /new Blob\(\[("(?:[^"\\]|\\.)*")\], \{ type: "application\/javascript" \}\)/g;
const OBJECT_URL = /URL\.createObjectURL\(([\w$]+)\)/g;

/**
 * Write the audio worklets of `@moq/*` to files of their own.
 *
 * The packages ship each worklet as text and load it from a `blob:` address. Our pages allow
 * scripts from `'self'` alone, and a `blob:` exception would let any injected text run.
 */
export function workletsAsFiles(): Plugin {
  return {
    name: "diemcau:worklets-as-files",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("/@moq/") || !code.includes("registerProcessor")) return null;
      const withFiles = code.replace(INLINE_WORKLET, (_, literal: string) => {
        const reference = this.emitFile({
          type: "asset",
          name: "worklet.js",
          source: JSON.parse(literal) as string,
        });
        return `{ href: import.meta.ROLLUP_FILE_URL_${reference} }`;
      });
      if (withFiles === code) this.error(`the worklet in ${id} is not where it used to be`);
      return { code: withFiles.replace(OBJECT_URL, "$1.href"), map: null };
    },
  };
}
