// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { relayUrl } from "./ticket.ts";

test("the pass rides in the query, as moq-relay reads it", () => {
  const ticket = { url: "https://127.0.0.1:8443/lamdong-2022", token: "a.b.c", certificate_sha256: [], expires_at: "", root: "lamdong-2022" };
  expect(relayUrl(ticket).href).toBe("https://127.0.0.1:8443/lamdong-2022?jwt=a.b.c");
});
