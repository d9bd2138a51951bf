// SPDX-License-Identifier: Apache-2.0

import { type Badge, bytesOf, isOf } from "./scan.ts";

/**
 * What a badge's signature says. `unchecked`: this browser can't verify it, so that the roll and
 * the server decide.
 */
export type BadgeVerdict = "genuine" | "forged" | "of_another_conference" | "unchecked";

export interface BadgeIssuer {
  /** The conference's id. */
  readonly conference: string;
  /** The public key of the plan: 32 bytes of Ed25519 in base64url. */
  readonly key: string;
}

/** Verify a badge without a network. */
export async function checkBadge(badge: Badge, { conference, key }: BadgeIssuer): Promise<BadgeVerdict> {
  const verifies = await verifierOf(key);
  if (verifies) {
    // Another conference of the same installation has the same key: its badges are genuine, and not ours.
    if (!(await verifies(badge))) return isOf(badge, conference) ? "forged" : "of_another_conference";
    return isOf(badge, conference) ? "genuine" : "of_another_conference";
  }
  return isOf(badge, conference) ? "unchecked" : "of_another_conference";
}

/** Undefined where WebCrypto is missing (a page that isn't served securely) or doesn't know Ed25519. */
async function verifierOf(key: string): Promise<((badge: Badge) => Promise<boolean>) | undefined> {
  try {
    const imported = await crypto.subtle.importKey("raw", bytesOf(key) ?? new Uint8Array(), "Ed25519", false, ["verify"]);
    return ({ signature, signed }) => crypto.subtle.verify("Ed25519", imported, signature, signed);
  } catch {
    return undefined;
  }
}
