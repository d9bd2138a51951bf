// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";

import { filmProgress, nextFilm } from "./films.ts";
import { floor } from "./fixtures.ts";
import { instant, ms } from "./units.ts";

const STARTED = "2022-10-31T01:00:00+00:00";
const running = floor({ scene: "clip", on_air: ["@clip"], clip: { id: "a", title: "A", started_at: STARTED, duration_s: 20 } });
const after = (seconds: number): ReturnType<typeof ms> => ms(instant(STARTED) + seconds * 1_000);
const films = ["a", "b"].map((id) => ({ id, title: id, duration_s: 20 }));

describe("a film's progress", () => {
  it("is told by the time since its start", () => {
    expect(filmProgress(running, after(5))).toEqual({ id: "a", done: 0.25, left: 15_000 });
  });
  it("stays within the film", () => {
    expect(filmProgress(running, after(-3))).toEqual({ id: "a", done: 0, left: 20_000 });
    expect(filmProgress(running, after(30))).toEqual({ id: "a", done: 1, left: 0 });
  });
  it("is nothing without a film", () => {
    expect(filmProgress(floor(), after(5))).toBeUndefined();
    expect(filmProgress(undefined, after(5))).toBeUndefined();
  });
});

describe("the next film", () => {
  it("is the one after the last, and the first again after all", () => {
    expect([undefined, "a", "b", "gone"].map((last) => nextFilm(films, last)?.id)).toEqual(["a", "b", "a", "a"]);
    expect(nextFilm([], "a")).toBeUndefined();
  });
});
