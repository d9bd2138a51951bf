// SPDX-License-Identifier: Apache-2.0

import type { Milliseconds } from "./units.ts";

/**
 * A UUID of version 7: a command sent twice under the same one is one entry in the journal.
 *
 * @param random ten bytes
 * Source: RFC 9562 §5.7.
 */
export function uuid7(now: Milliseconds, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.floor(now)) << 16n);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
