// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import type { Plugin, Rollup } from "vite";

const PLACEHOLDER = "DESK_SHELL";
const ADDRESS = /url\((?:"|')?([^"')]+)/g;

type Bundle = Rollup.OutputBundle;

export interface ShellOptions {
  readonly entries: readonly string[];
  readonly worker: string;
  /** Chunks, by name, that the entries share with other pages and never load. */
  readonly without: readonly string[];
  /** Addresses of files that this build doesn't make. */
  readonly more: readonly string[];
}

/**
 * Tell the desk's service worker which files the desk is made of.
 *
 * The list is followed from the built page itself, so that a file that the page comes to need is
 * kept without anybody's remembering; the version is a digest of all files, so that a worker of
 * another build keeps other files.
 */
export function deskShell({ entries, worker, without, more }: ShellOptions): Plugin {
  let base = "/";
  return {
    name: "diemcau:desk-shell",
    apply: "build",
    enforce: "post",
    configResolved: (config) => { base = config.base; },
    generateBundle: {
      order: "post",
      handler(_options, bundle): void {
        const built = bundle[worker];
        if (built?.type !== "chunk" || !built.code.includes(PLACEHOLDER)) this.error(`${worker} does not ask for its shell`);
        if (built.imports.length > 0) this.error(`${worker} is loaded as a classic script and can't import ${built.imports.join()}`);
        const found = new Set<string>();
        for (const entry of entries) follow({ bundle, base, without }, entry, found);
        const names = [...found].toSorted();
        const digest = createHash("sha256");
        for (const name of names) digest.update(name).update(contentOf(bundle, name));
        const shell = { version: digest.digest("hex").slice(0, 16), files: [...names.map((name) => base + name), ...more] };
        built.code = built.code.replaceAll(PLACEHOLDER, `(${JSON.stringify(shell)})`);
      },
    },
  };
}

interface Trail {
  readonly bundle: Bundle;
  readonly base: string;
  readonly without: readonly string[];
}

/** Gather a file and everything that it loads, at once or on demand. */
function follow(trail: Trail, name: string, found: Set<string>): void {
  const file = trail.bundle[name];
  if (!file || found.has(name) || (file.type === "chunk" && trail.without.includes(file.name))) return;
  found.add(name);
  const loaded = file.type === "chunk" ? [...file.imports, ...file.dynamicImports] : addressesIn(String(file.source), trail.base);
  for (const other of loaded) follow(trail, other, found);
}

function addressesIn(style: string, base: string): readonly string[] {
  return [...style.matchAll(ADDRESS)].flatMap(([, address]) => (address?.startsWith(base) ? [address.slice(base.length)] : []));
}

function contentOf(bundle: Bundle, name: string): string | Uint8Array {
  const file = bundle[name];
  return file?.type === "chunk" ? file.code : (file?.source ?? "");
}
