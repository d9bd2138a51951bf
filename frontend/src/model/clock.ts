// SPDX-License-Identifier: Apache-2.0

import type { Milliseconds } from "./units.ts";

const pad = (value: number): string => String(value).padStart(2, "0");

/** A duration as `4:05` or `1:04:05`. */
export function elapsed(from: Milliseconds, to: Milliseconds): string {
  const seconds = Math.max(0, Math.floor((to - from) / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = pad(seconds % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${tail}` : `${minutes}:${tail}`;
}

/** The time of day in the conference's zone, as `08:30`. */
export function timeOfDay(at: Milliseconds, zone: string): string {
  return new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(at);
}

/** The day in the conference's zone, written out. */
export function dayOf(at: Milliseconds, zone: string, language: string): string {
  const locale = language === "vi" ? "vi-VN" : "en-GB";
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: zone }).format(at);
}
