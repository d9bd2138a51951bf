// SPDX-License-Identifier: Apache-2.0

import * as Watch from "@moq/watch";
import type { Ticket } from "../wire/documents.ts";
import { relayUrl } from "../wire/ticket.ts";
import { BEAT, hearBeats } from "./heartbeat.ts";

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

/** Hear the relay's heartbeat on a line until told to stop. */
export function beatsOnReading(line: ReadingLine, onBeat: () => void): () => void {
  const track = line.consume(Watch.Net.Path.from(BEAT.path)).track(BEAT.track).subscribe({ priority: BEAT.priority });
  void hearBeats(track, onBeat);
  return () => { track.close(); };
}
