// SPDX-License-Identifier: Apache-2.0

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { packedBesidePlain } from "./vite/packed.ts";
import { deskShell } from "./vite/shell.ts";
import { workletsAsFiles } from "./vite/worklets.ts";

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const PAGES = ["screen", "desk", "console", "phone", "board", "greeting", "cluster"] as const;
const SCRIPTS = [...PAGES, "film", "editor"] as const;
const STYLES = [...PAGES, "portal", "editor", "enter", "sheets"] as const;

export default defineConfig({
  base: "/static/diemcau/",
  publicDir: false,
  plugins: [
    workletsAsFiles(),
    deskShell({ entries: ["desk.js", "desk.css"], worker: "desk-worker.js", without: ["hls"], more: ["/static/web/icon.svg"] }),
    packedBesidePlain(),
  ],
  resolve: {
    alias: [
      // Both are the fallback of @moq/hang for browsers without WebCodecs, which our pages refuse
      // in words; without this they would add 6 MB of WebAssembly to the package.
      { find: "@libav.js/variant-opus-af", replacement: file("src/media/no-polyfill.ts") },
      { find: "@kixelated/libavjs-webcodecs-polyfill", replacement: file("src/media/no-polyfill.ts") },
    ],
  },
  build: {
    outDir: file("../src/diemcau/web/dist/diemcau"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    // Templates ask it for the names of the fonts that a page needs first.
    manifest: "manifest.json",
    rollupOptions: {
      input: {
        ...Object.fromEntries(SCRIPTS.map((script) => [script, file(`src/entries/${script}.ts`)])),
        "desk-worker": file("src/worker/desk-worker.ts"),
        ...Object.fromEntries(STYLES.map((style) => [`${style}.css`, file(`src/entries/${style}.css`)])),
      },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: ({ names }) =>
          names.some((name) => STYLES.some((style) => name === `${style}.css`))
            ? "[name][extname]"
            : "assets/[name]-[hash][extname]",
      },
    },
  },
  test: { include: ["src/**/*.test.ts"] },
});
