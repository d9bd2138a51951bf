// SPDX-License-Identifier: Apache-2.0

import * as Watch from "@moq/watch";
import type { Ticket } from "../wire/documents.ts";
import { relayUrl } from "../wire/ticket.ts";

/** A connection of the player's own `@moq/net`; it can't be mixed with the publisher's. */
export type ReadingLine = Watch.Net.Connection.Established;

/** Open a line to read from the relay. */
export async function dialToRead(ticket: Ticket, signal: AbortSignal): Promise<ReadingLine> {
  return Watch.Net.Connection.connect(relayUrl(ticket), {
    webtransport: { serverCertificateHashes: ticket.certificate_sha256.map((value) => ({ value })) },
    websocket: { enabled: false },
    signal,
  });
}

/** Wait until the relay has told again what it always has: the floor's state. */
export async function beatOnReading(line: ReadingLine): Promise<void> {
  const announced = line.announced(Watch.Net.Path.from("floor/state"));
  try {
    await announced.next();
  } finally {
    announced.close();
  }
}
