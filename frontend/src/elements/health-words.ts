// SPDX-License-Identifier: Apache-2.0

import { elapsed } from "../model/clock.ts";
import { ms, type Milliseconds } from "../model/units.ts";
import { healthAge } from "../model/venue-health.ts";
import { causeText, type Translate } from "../ui/text.ts";
import type { VenueRow } from "../wire/documents.ts";

/** A venue's state in words, and for how long: `Máy quay đứng hình, 2:05`. */
export function healthWords(row: VenueRow, now: Milliseconds, t: Translate): string {
  const word = row.cause === "" ? t(`health.${row.health}`) : causeText(row.cause, t);
  const age = row.health === "green" ? null : healthAge(row, now);
  const sentence = word.charAt(0).toUpperCase() + word.slice(1);
  return age === null ? sentence : t("console.health.since", { state: sentence, time: elapsed(ms(0), age) });
}
