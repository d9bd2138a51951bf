// SPDX-License-Identifier: Apache-2.0

import type { Backstage, Deck, Floor, Plan, RollPerson, VenueRow } from "../wire/documents.ts";

/** A small conference for tests: the hub, two districts, one commune. */
export const PLAN: Plan = {
  conference: {
    uuid: "01890000-0000-7000-8000-000000000001",
    slug: "lamdong-2022",
    name: "Hội nghị",
    name_en: "Conference",
    organiser: "Ban Tuyên giáo",
    place: "Đà Lạt",
    starts_at: "2022-10-31T01:00:00Z",
    hub: "LD",
  },
  venues: [
    { code: "LD", name: "Trung tâm Hành chính tỉnh Lâm Đồng", parent: null, tier: "hub", address: "", seats: 220 },
    { code: "LD-673", name: "Thành phố Bảo Lộc", parent: "LD", tier: "district", address: "", seats: 33 },
    { code: "LD-674", name: "Huyện Đam Rông", parent: "LD", tier: "district", address: "", seats: 47 },
    { code: "LD-674-24853", name: "Xã Đạ Tông, Huyện Đam Rông", parent: "LD-674", tier: "commune", address: "", seats: 14 },
  ],
  items: [
    { number: 1, title: "Khai mạc", title_en: "Opening", speaker: "Phạm S", post: "Phó Chủ tịch UBND tỉnh" },
    { number: 2, title: "Thảo luận", title_en: "", speaker: "", post: "" },
  ],
  guests: [],
  decks: [],
  badge_key: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
};

export const floor = (changes: Partial<Floor> = {}): Floor => ({
  seq: 10,
  phase: "open",
  opened_at: "2022-10-31T01:00:00Z",
  closed_at: null,
  item: 1,
  item_started_at: "2022-10-31T01:00:00Z",
  scene: "speaker",
  on_air: ["LD"],
  aired_at: "2022-10-31T01:00:00Z",
  limit_s: null,
  slide: null,
  clip: null,
  queue_rule: "time",
  queue: [],
  tallies: { LD: "on_air" },
  sources: [],
  notices: [],
  threads: {},
  check: null,
  ...changes,
});

export const row = (changes: Partial<VenueRow> = {}): VenueRow => ({
  connected: true,
  sheet: "open",
  cases: 0,
  invited: 10,
  walk_ins: 0,
  moved_in: 0,
  moved_out: 0,
  present: 8,
  substituted: 1,
  excused: 0,
  absent: 1,
  headcount: null,
  hand_at: null,
  help_at: null,
  tally: null,
  health: "green",
  cause: "",
  health_since: null,
  spoke_s: 0,
  received_s: 0,
  receiving_since: null,
  losses: 0,
  ...changes,
});

export const backstage = (venues: Readonly<Record<string, VenueRow>>, changes: Partial<Backstage> = {}): Backstage => ({
  seq: 10,
  totals: {
    venues: 4,
    connected: 4,
    sealed: 0,
    cases: 0,
    invited: 40,
    walk_ins: 0,
    present: 32,
    substituted: 4,
    excused: 0,
    absent: 4,
    guests: 0,
    headcount: 0,
  },
  venues,
  sources: {},
  clusters: {},
  unread: {},
  can_undo: false,
  ...changes,
});

export const person = (uuid: string, name: string, changes: Partial<RollPerson> = {}): RollPerson => ({
  uuid,
  name,
  post: "Chuyên viên",
  organisation: "UBND",
  status: "expected",
  substitute: null,
  number: "",
  seat: "",
  badge: `badge-${uuid}`,
  mark: null,
  noted_at: null,
  home: null,
  seated_at: null,
  is_guest: false,
  is_walk_in: false,
  ...changes,
});

/** A deck whose pages are named for it and their numbers. */
export const deck = (id: string, { pages, item = null }: { pages: number; item?: number | null }): Deck => ({
  id,
  title: `Chuyên đề ${id}`,
  item,
  pages: Array.from({ length: pages }, (_, index) => ({
    image: `${id}-${index + 1}.webp`,
    thumbnail: `${id}-${index + 1}-small.webp`,
    width: 1920,
    height: 1080,
  })),
});
