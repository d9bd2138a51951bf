// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { fitness } from "./fitness.ts";

const all = { secure: true, webTransport: true, videoDecoder: true, audioDecoder: true, videoEncoder: true, mediaDevices: true };

test("a current Chrome can do everything", () => {
  expect(fitness(all)).toEqual({ canWatch: true, canSend: true, missing: [] });
});

test("without an encoder a hall still watches", () => {
  expect(fitness({ ...all, videoEncoder: false })).toEqual({ canWatch: true, canSend: false, missing: ["videoEncoder"] });
});

test("without WebTransport there is nothing to watch, and all that is missing is told", () => {
  expect(fitness({ ...all, webTransport: false, mediaDevices: false })).toEqual({
    canWatch: false,
    canSend: false,
    missing: ["webTransport", "mediaDevices"],
  });
});
