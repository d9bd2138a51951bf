// SPDX-License-Identifier: Apache-2.0

/** Text as it is searched: no case, no tone or vowel marks, đ as d, one kind of apostrophe, single spaces. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\p{Mn}\p{Cf}]/gu, "")
    .replace(/[đĐðÐ]/g, "d")
    .replace(/[ƀɃ]/g, "b")
    .replace(/[’‘ʼ`´ʹ′]/g, "'")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether every word of the query begins some word of the text, marks and case aside. */
export function matches(query: string, text: string): boolean {
  const words = folded(text).split(" ");
  return folded(query)
    .split(" ")
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}
