// SPDX-License-Identifier: Apache-2.0

/**
 * Decode a small JPEG.
 *
 * A browser keeps each Blob with another process: sixty a second cost a wall of 118 venues six
 * hundredths of a core. Where pictures can be decoded out of plain bytes, they are.
 */
export async function decodeStill(jpeg: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  if (!("ImageDecoder" in globalThis)) return createImageBitmap(new Blob([jpeg], { type: "image/jpeg" }));
  const decoder = new ImageDecoder({ data: jpeg, type: "image/jpeg" });
  try {
    const { image } = await decoder.decode();
    const bitmap = createImageBitmap(image);
    return await bitmap.finally(() => { image.close(); });
  } finally {
    decoder.close();
  }
}
