// SPDX-License-Identifier: Apache-2.0

import type { Client } from "../wire/client.ts";
import type { Backstage, Ticket } from "../wire/documents.ts";
import { wholeBackstage } from "../wire/whole.ts";
import { capabilities } from "./capabilities.ts";
import { Dialer } from "./dialer.ts";
import { LiveDocument } from "./document.ts";
import { beatsOnReading, dialToRead, type ReadingLine } from "./reading.ts";
import { Signal } from "./signals.ts";

export interface BackstageReader {
  /** undefined where the browser can't dial: the document then comes over HTTP. */
  readonly dialer: Dialer<ReadingLine> | undefined;
  readonly document: LiveDocument<Backstage>;
}

/** The director's document, for a page that reads and nothing else. */
export function readBackstage(client: Client): BackstageReader {
  const dialer = capabilities().webTransport
    ? new Dialer({ ticket: () => client.get<Ticket>("live"), dial: dialToRead, beats: beatsOnReading })
    : undefined;
  const document = new LiveDocument<Backstage>({
    line: dialer?.out.line ?? new Signal<ReadingLine | undefined>(undefined),
    path: "backstage/state",
    whole: wholeBackstage,
    fallback: () => client.get<Backstage>("backstage"),
  });
  return { dialer, document };
}
