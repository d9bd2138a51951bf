// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { nameInPhrase, shortName } from "./venues.ts";

test.each([
  ["Phường Lộc Phát, Thành phố Bảo Lộc", "P. Lộc Phát"],
  ["Thị trấn Đinh Văn, Huyện Lâm Hà", "TT. Đinh Văn"],
  ["Xã Đạ Tông, Huyện Đam Rông", "Đạ Tông"],
  ["Huyện Đam Rông", "H. Đam Rông"],
  ["Hội trường A", "Hội trường A"],
])("%s is short for %s", (name, short) => {
  expect(shortName(name)).toBe(short);
});

test("inside a phrase the kind of place is no proper name", () => {
  expect(nameInPhrase("Xã Đạ Tông, Huyện Đam Rông")).toBe("xã Đạ Tông, huyện Đam Rông");
  expect(nameInPhrase("Trung tâm Hành chính tỉnh Lâm Đồng")).toBe("trung tâm Hành chính tỉnh Lâm Đồng");
});
