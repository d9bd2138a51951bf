// SPDX-License-Identifier: Apache-2.0

import { Unreachable } from "../../wire/client.ts";
import { untilAnswered } from "../../wire/patience.ts";

const WORKER = "/static/diemcau/desk-worker.js";
const PAGES = "diemcau-desk-pages";

/**
 * Keep the page itself on the device; resolves once it opens without a network.
 *
 * On a bad line the worker's files may take several attempts; what came stays.
 */
export async function keepPage(scope: string): Promise<void> {
  // A page that isn't served securely has no worker: it works without a network until it is closed.
  if (!("serviceWorker" in navigator)) return new Promise(() => undefined);
  await untilAnswered(async () => {
    const { installing, waiting, active } = await navigator.serviceWorker.register(WORKER, { scope });
    const worker = installing ?? waiting ?? active;
    if (worker && worker.state !== "activated") await activation(worker);
  }, () => undefined);
}

function activation(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("the page's files did not all come"));
    });
  });
}

/** Ask the browser not to clear this page's memory when the disk gets full. */
export async function askForLastingMemory(): Promise<void> {
  if ("storage" in navigator) await navigator.storage.persist();
}

/** Forget the page: the link behind it opens nothing any more. */
export async function forgetPage(scope: string): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration(scope);
  await (await caches.open(PAGES)).delete(scope);
  await registration?.unregister();
}

/** A new bearer by the link's own cookie; undefined when the link gives none any more. Raises: Unreachable. */
export async function renewedBearer(scope: string): Promise<string | undefined> {
  let response: Response;
  try {
    response = await fetch(`${scope}bearer/`, { cache: "no-store" });
  } catch (error) {
    throw new Unreachable("bearer", { cause: error });
  }
  if (response.status === 401 || response.status === 403) return undefined;
  if (!response.ok) throw new Unreachable(`bearer: ${response.status}`);
  return ((await response.json()) as { readonly bearer: string }).bearer;
}
