// SPDX-License-Identifier: Apache-2.0

import * as Publish from "@moq/publish";
import type { Ticket } from "../wire/documents.ts";
import { relayUrl } from "../wire/ticket.ts";
import { BEAT, hearBeats } from "./heartbeat.ts";

/** A connection of the publisher's own `@moq/net`; it can't be mixed with the player's. */
export type SendingLine = Publish.Net.Connection.Established;

/** Open a line to publish on. This version can't be told to stop dialling: a late success is closed. */
export async function dialToSend(ticket: Ticket, signal: AbortSignal): Promise<SendingLine> {
  const dialling = Publish.Net.Connection.connect(relayUrl(ticket), {
    webtransport: { serverCertificateHashes: ticket.certificate_sha256.map((value) => ({ value })) },
    websocket: { enabled: false },
  });
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      dialling.then((line) => { line.close(); }, () => undefined);
      reject(new Error("the relay did not answer in time"));
    };
    signal.addEventListener("abort", giveUp, { once: true });
    void dialling.then(resolve, reject).finally(() => { signal.removeEventListener("abort", giveUp); });
  });
}

/** Hear the relay's heartbeat on a line until told to stop. */
export function beatsOnSending(line: SendingLine, onBeat: () => void): () => void {
  const track = line.consume(Publish.Net.Path.from(BEAT.path)).subscribe(BEAT.track, BEAT.priority);
  void hearBeats(track, onBeat);
  return () => { track.close(); };
}
