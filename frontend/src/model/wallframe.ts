// SPDX-License-Identifier: Apache-2.0

/** One venue's small picture as the stage sends it. */
export interface Still {
  readonly venue: string;
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

/** Take a frame of the wall apart: one byte n, n bytes of the venue's code, a JPEG. */
export function parseStill(frame: Uint8Array): Still | undefined {
  const size = frame[0];
  if (size === undefined || size === 0 || frame.length <= 1 + size) return undefined;
  const venue = new TextDecoder("ascii").decode(frame.subarray(1, 1 + size));
  return { venue, jpeg: new Uint8Array(frame.subarray(1 + size)) };
}
