// SPDX-License-Identifier: Apache-2.0

import { isPageOf, isPageRefused } from "./shell.ts";

/** What the build puts here: the desk's files by their addresses, and a digest of all of them. */
declare const DESK_SHELL: { readonly version: string; readonly files: readonly string[] };
declare const self: ServiceWorkerGlobalScope;

const PREFIX = "diemcau-desk-";
const FILES = `${PREFIX}${DESK_SHELL.version}`;
const PAGES = `${PREFIX}pages`;
/** A page that takes longer than this is shown as it was kept; its answer is kept for the next time. */
const PATIENCE_MS = 4_000;

self.addEventListener("install", (event) => { event.waitUntil(install()); });
self.addEventListener("activate", (event) => { event.waitUntil(activate()); });
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && isPageOf(self.registration.scope, request.url)) event.respondWith(page(event, pathname));
  else if (DESK_SHELL.files.includes(pathname)) event.respondWith(file(request, pathname));
});

/** One file after the other: what came over a bad line stays, and the next attempt fetches the rest. */
async function install(): Promise<void> {
  const files = await caches.open(FILES);
  for (const address of DESK_SHELL.files) {
    if (!(await files.match(address))) await files.add(new Request(address, { cache: "no-cache" }));
  }
  await (await caches.open(PAGES)).add(new Request(new URL(self.registration.scope).pathname, { credentials: "same-origin" }));
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  const outdated = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== FILES && name !== PAGES);
  await Promise.all(outdated.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function file(request: Request, address: string): Promise<Response> {
  return (await (await caches.open(FILES)).match(address)) ?? fetch(request);
}

/** The page from the server if it answers soon and well, else as it was kept. */
async function page(event: FetchEvent, path: string): Promise<Response> {
  const kept = await (await caches.open(PAGES)).match(path);
  const asked = fresh(event.request, path);
  event.waitUntil(asked.catch(() => undefined));
  if (!kept) return asked;
  const tooLate = new Promise<Response>((resolve) => setTimeout(() => { resolve(kept.clone()); }, PATIENCE_MS));
  const answered = asked.then((answer) => (answer.status >= 500 ? kept : answer), () => kept);
  return Promise.race([answered, tooLate]);
}

async function fresh(request: Request, path: string): Promise<Response> {
  const answer = await fetch(request);
  const pages = await caches.open(PAGES);
  if (answer.ok && answer.type === "basic") await pages.put(path, answer.clone());
  else if (isPageRefused(answer.status)) await pages.delete(path);
  return answer;
}
