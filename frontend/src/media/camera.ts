// SPDX-License-Identifier: Apache-2.0

import { type CameraLook, type CameraState, cameraState, looked } from "../model/camera.ts";
import { ms } from "../model/units.ts";
import { type Getter, Signal } from "./signals.ts";

export interface Devices {
  readonly cameras: readonly MediaDeviceInfo[];
  readonly microphones: readonly MediaDeviceInfo[];
}

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/** 118 of them every other second, a closer look and all that goes beside stay below two megabits a second. */
const STILL: Shape = { width: 160, height: 90, bytes: 3_300 };
/** What a director sees who looks at one hall more closely, four times a second. */
const LOOK: Shape = { width: 320, height: 180, bytes: 7_000 };
const QUALITIES = [0.7, 0.5, 0.35, 0.2] as const;

/**
 * The hall's camera, open as long as the page takes part, and its microphone, opened only when
 * `openMicrophone` is called: a microphone that is closed can't be heard by mistake.
 */
export class Camera {
  readonly #video = new Signal<MediaStreamTrack | undefined>(undefined);
  readonly #element = document.createElement("video");
  readonly #still = new OffscreenCanvas(STILL.width, STILL.height);
  readonly #closer = new OffscreenCanvas(LOOK.width, LOOK.height);
  #look: CameraLook | undefined;

  readonly out: { readonly video: Getter<MediaStreamTrack | undefined> } = { video: this.#video };

  constructor() {
    this.#element.muted = true;
    this.#element.playsInline = true;
  }

  /**
   * Ask for the devices' permission and list them. The microphone is closed again at once.
   *
   * Returns empty lists where there is no device, or the user said no.
   */
  static async devices(): Promise<Devices> {
    await Promise.all([Camera.#ask({ video: true }), Camera.#ask({ audio: true })]);
    const all = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.deviceId !== "");
    return {
      cameras: all.filter((device) => device.kind === "videoinput"),
      microphones: all.filter((device) => device.kind === "audioinput" && device.deviceId !== "default"),
    };
  }

  /** Whether there is a microphone that may be opened when the floor comes here. */
  static async hasMicrophone(): Promise<boolean> {
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    return devices.some((device) => device.kind === "audioinput" && device.deviceId !== "");
  }

  /** Open a camera, or the system's choice; stays without a picture if it can't be opened. */
  async open(deviceId?: string): Promise<void> {
    this.close();
    const stream = await Camera.#stream({
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 }, ...(deviceId && { deviceId: { exact: deviceId } }) },
    });
    const track = stream?.getVideoTracks()[0];
    if (!stream || !track) return;
    track.addEventListener("ended", () => { this.#video.set(undefined); });
    this.#element.srcObject = stream;
    await this.#element.play().catch(() => undefined);
    this.#video.set(track);
  }

  /** Open the microphone; the caller stops the track when the floor moves on. */
  static async openMicrophone(deviceId?: string): Promise<MediaStreamTrack | undefined> {
    const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    const stream = await Camera.#stream({ audio: { ...audio, ...(deviceId && { deviceId: { exact: deviceId } }) } });
    return stream?.getAudioTracks()[0];
  }

  /** The picture of this moment as a small JPEG of at most 3.3 kB; undefined without a camera. */
  async still(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const context = this.#draw(this.#still);
    if (!context) return undefined;
    this.#look = looked(this.#look, context.getImageData(0, 0, STILL.width, STILL.height).data, ms(performance.now()));
    return coded(this.#still, STILL.bytes);
  }

  /** The picture of this moment as a larger JPEG of at most 7 kB; undefined without a camera. */
  async closer(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#draw(this.#closer) && coded(this.#closer, LOOK.bytes);
  }

  /** How the camera is, as its stills tell. */
  state(): CameraState {
    return this.#video.peek() ? cameraState(this.#look, ms(performance.now())) : "off";
  }

  close(): void {
    this.#video.peek()?.stop();
    this.#look = undefined;
    this.#video.set(undefined);
    this.#element.srcObject = null;
  }

  /** Fill a canvas with the picture of this moment; undefined without a camera. */
  #draw(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D | undefined {
    const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    const { videoWidth, videoHeight } = this.#element;
    if (!context || !this.#video.peek() || videoWidth === 0) return undefined;
    const scale = Math.max(canvas.width / videoWidth, canvas.height / videoHeight);
    const [width, height] = [videoWidth * scale, videoHeight * scale];
    context.drawImage(this.#element, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
    return context;
  }

  static async #ask(constraints: MediaStreamConstraints): Promise<void> {
    const stream = await Camera.#stream(constraints);
    stream?.getTracks().forEach((track) => { track.stop(); });
  }

  static async #stream(constraints: MediaStreamConstraints): Promise<MediaStream | undefined> {
    return navigator.mediaDevices.getUserMedia(constraints).catch(() => undefined);
  }
}

/** The canvas as a JPEG of at most `bytes`; undefined when even the poorest is larger. */
async function coded(canvas: OffscreenCanvas, bytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (blob.size <= bytes) return new Uint8Array(await blob.arrayBuffer());
  }
  return undefined;
}
