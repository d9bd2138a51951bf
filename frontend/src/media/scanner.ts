// SPDX-License-Identifier: Apache-2.0

/** Reads the text of codes from a camera's picture, in the browser itself or with a decoder of ours. */
type Decoder = (picture: HTMLVideoElement) => Promise<string | undefined>;

interface NativeDetector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}
interface NativeDetectorClass {
  new (options: { readonly formats: readonly string[] }): NativeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const LOOK_MS = 120;
/** A badge that is still held up is told of once; the decoder misses it now and then. */
const HELD_MS = 3_000;
/** Our decoder's cost goes with the pixels; a badge held up fills enough of these. */
const WIDEST = 640;

/**
 * A camera that reads codes for as long as it is open.
 *
 * Raises on `start`: DOMException: no camera, or it wasn't allowed. TypeError: the decoder didn't come.
 */
export class Scanner {
  readonly video = document.createElement("video");
  readonly #onCode: (text: string) => void;
  #stream: MediaStream | undefined;

  constructor(onCode: (text: string) => void) {
    this.#onCode = onCode;
    this.video.muted = true;
    this.video.playsInline = true;
  }

  async start(): Promise<void> {
    const decode = await decoder();
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1_280 } }, audio: false });
    this.#stream = stream;
    this.video.srcObject = stream;
    await this.video.play();
    void this.#look(decode, stream);
  }

  stop(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    this.video.srcObject = null;
  }

  async #look(decode: Decoder, stream: MediaStream): Promise<void> {
    let seen = { text: "", at: 0 };
    while (this.#stream === stream) {
      const text = await decode(this.video).catch(() => undefined);
      const now = performance.now();
      if (text !== undefined) {
        if (text !== seen.text || now - seen.at > HELD_MS) this.#onCode(text);
        seen = { text, at: now };
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}

async function decoder(): Promise<Decoder> {
  const native = (globalThis as { readonly BarcodeDetector?: NativeDetectorClass }).BarcodeDetector;
  if (native && (await native.getSupportedFormats()).includes("qr_code")) {
    const detector = new native({ formats: ["qr_code"] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue;
  }
  return portableDecoder();
}

/** Chrome on Windows and Linux reads no codes of its own. */
async function portableDecoder(): Promise<Decoder> {
  const { default: read } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return (picture) => {
    const scale = Math.min(1, WIDEST / picture.videoWidth);
    [canvas.width, canvas.height] = [Math.round(picture.videoWidth * scale), Math.round(picture.videoHeight * scale)];
    if (!context || canvas.width === 0) return Promise.resolve(undefined);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return Promise.resolve(read(data, width, height, { inversionAttempts: "dontInvert" })?.data);
  };
}
