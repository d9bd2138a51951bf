// SPDX-License-Identifier: Apache-2.0

import type { Milliseconds } from "./units.ts";

/** How far a check-in by the code on the screen is. */
export type DoorState =
  | { readonly kind: "sending" }
  | { readonly kind: "waiting"; readonly until: Milliseconds }
  | { readonly kind: "done"; readonly venue: string; readonly at: Milliseconds }
  | { readonly kind: "refused"; readonly sentence: string };

/** Which code is the one of the moment: whole steps since 1970. */
export function doorStep(now: Milliseconds, stepSeconds: number): number {
  return Math.floor(now / (stepSeconds * 1_000));
}

const CODE_BYTES = 9;

/**
 * The code of one step: the first 72 bits of HMAC-SHA-256 over its number as eight bytes, in base64url.
 *
 * @param secret base64
 */
export async function doorCode(secret: string, step: number): Promise<string> {
  const bytes = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const message = new DataView(new ArrayBuffer(8));
  message.setBigUint64(0, BigInt(step));
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
  const code = btoa(String.fromCharCode(...digest.subarray(0, CODE_BYTES)));
  return code.replaceAll("+", "-").replaceAll("/", "_");
}
