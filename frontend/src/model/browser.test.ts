// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { browserName } from "./browser.ts";

test.each([
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome 140"],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge 140"],
  ["Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15", "Safari 18"],
  ["curl/8.0", "?"],
])("%s", (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
