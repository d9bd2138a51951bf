// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { fitness } from "./fitness.ts";

const all = { mediaSource: true, secure: true, webTransport: true, videoDecoder: true, audioDecoder: true, videoEncoder: true, mediaDevices: true };

test("a current Chrome can do everything", () => {
  expect(fitness(all)).toEqual({ canWatch: true, isLive: true, canSend: true, missing: [] });
});

test("without an encoder a hall still watches", () => {
  expect(fitness({ ...all, videoEncoder: false })).toEqual({ canWatch: true, isLive: true, canSend: false, missing: ["videoEncoder"] });
});

test("without WebTransport a hall watches late and sends nothing", () => {
  expect(fitness({ ...all, webTransport: false })).toEqual({
    canWatch: true,
    isLive: false,
    canSend: false,
    missing: ["webTransport"],
  });
});

test("with neither line nor player there is nothing to watch, and all that is missing is told", () => {
  expect(fitness({ ...all, mediaSource: false, webTransport: false, mediaDevices: false })).toEqual({
    canWatch: false,
    isLive: false,
    canSend: false,
    missing: ["webTransport", "mediaDevices"],
  });
});
