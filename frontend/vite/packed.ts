// SPDX-License-Identifier: Apache-2.0

import { readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(js|css|svg)$/;
/** Below this a packed file saves less than its headers cost. */
const LEAST_BYTES = 1_000;

/**
 * Lay a packed copy beside every script and style: the server sends it to whoever can unpack it.
 * A phone on a thin line loads a fifth of the bytes, and nobody packs anything on the day itself.
 */
export function packedBesidePlain(): Plugin {
  return {
    name: "diemcau:packed-beside-plain",
    apply: "build",
    enforce: "post",
    writeBundle: {
      order: "post",
      sequential: true,
      async handler({ dir = "" }, bundle) {
        const paths = Object.keys(bundle).filter((name) => TEXT.test(name)).map((name) => `${dir}/${name}`);
        for (const path of paths) {
          const plain = await readFile(path);
          if (plain.length < LEAST_BYTES) continue;
          await writeFile(`${path}.gz`, gzipSync(plain, { level: 9 }));
          await writeFile(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        }
      },
    },
  };
}
