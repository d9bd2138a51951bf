// SPDX-License-Identifier: Apache-2.0

/** What a badge's code holds: ids and a signature, no name. */
export interface Badge {
  /** The first eight bytes of the conference's id. */
  readonly conference: Uint8Array<ArrayBuffer>;
  /** The badge's own id, as the roll lists it. */
  readonly id: string;
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

const PREFIX = "DC1.";
const CONFERENCE_BYTES = 8;
const ID_BYTES = 16;
const SIGNATURE_BYTES = 64;
const LENGTH_BYTES = CONFERENCE_BYTES + ID_BYTES + SIGNATURE_BYTES;

/** Read the text of a code; undefined where it is no badge of ours at all. */
export function badgeIn(text: string): Badge | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith(PREFIX)) return undefined;
  const bytes = bytesOf(trimmed.slice(PREFIX.length));
  if (bytes?.length !== LENGTH_BYTES) return undefined;
  const named = bytes.slice(0, CONFERENCE_BYTES + ID_BYTES);
  return {
    conference: bytes.slice(0, CONFERENCE_BYTES),
    id: uuidOf(named.slice(CONFERENCE_BYTES)),
    signed: Uint8Array.from([...new TextEncoder().encode(PREFIX), ...named]),
    signature: bytes.slice(CONFERENCE_BYTES + ID_BYTES),
  };
}

/**
 * Whether a text began as a badge and was spoilt on its way: a scanner that types into a computer
 * whose Vietnamese keyboard program or Caps Lock is on has its letters changed under its hands.
 */
export function isGarbledBadge(text: string): boolean {
  return badgeIn(text) === undefined && /^[dđ]+c1\./i.test(text.trim()) && text.trim().length > LENGTH_BYTES / 2;
}

/** Whether the badge is of the conference of this id. */
export function isOf(badge: Badge, conference: string): boolean {
  const own = conference.replaceAll("-", "").slice(0, 2 * CONFERENCE_BYTES).toLowerCase();
  return hexOf(badge.conference) === own;
}

/** The bytes of base64url text without padding; undefined where it is none. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function uuidOf(bytes: Uint8Array): string {
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
