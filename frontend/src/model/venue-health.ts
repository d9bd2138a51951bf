// SPDX-License-Identifier: Apache-2.0

import type { VenueRow } from "../wire/documents.ts";
import { instant, ms, type Milliseconds } from "./units.ts";

/** For how long a venue has been in its present state; null while it never came. */
export function healthAge(row: VenueRow, now: Milliseconds): Milliseconds | null {
  return row.health_since === null ? null : ms(Math.max(0, now - instant(row.health_since)));
}

/** How long a venue has received picture and sound in all, the running stretch included. */
export function received(row: VenueRow, now: Milliseconds): Milliseconds {
  const running = row.receiving_since === null ? 0 : Math.max(0, now - instant(row.receiving_since));
  return ms(row.received_s * 1_000 + running);
}
