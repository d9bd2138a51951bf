// SPDX-License-Identifier: Apache-2.0

import type { Ticket } from "./documents.ts";

/** The relay's address with the pass, in the form that `moq-relay` reads too. */
export function relayUrl({ url, token }: Ticket): URL {
  const address = new URL(url);
  address.searchParams.set("jwt", token);
  return address;
}
