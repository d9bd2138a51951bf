// SPDX-License-Identifier: Apache-2.0

const KINDS: readonly (readonly [string, string])[] = [
  ["Thành phố", "TP."],
  ["Thị trấn", "TT."],
  ["Thị xã", "TX."],
  ["Phường", "P."],
  ["Huyện", "H."],
  ["Xã", ""],
  ["Trung tâm Hành chính", "TTHC"],
];

/** A venue's name as offices shorten it where room is scarce: `P. Lộc Phát`; communes, the most, go without. */
export function shortName(name: string): string {
  const [own = name] = name.split(",");
  const kind = KINDS.find(([whole]) => own.startsWith(`${whole} `));
  return kind ? own.replace(kind[0], kind[1]).trim() : own;
}

/** The name as it stands inside a phrase: `Điểm cầu xã Đạ Tông, huyện Đam Rông`. */
export function nameInPhrase(name: string): string {
  return name
    .split(", ")
    .map((part) => (KINDS.some(([whole]) => part.startsWith(`${whole} `)) ? part.charAt(0).toLowerCase() + part.slice(1) : part))
    .join(", ");
}
