// SPDX-License-Identifier: Apache-2.0

import type { Plan, PlanVenue, VenueRow } from "../wire/documents.ts";

/** Sums over some venues. expected = present + substituted + excused + absent. */
export interface Sums {
  readonly venues: number;
  readonly invited: number;
  readonly walkIns: number;
  /** People who sit here though invited elsewhere, less those invited here who sit elsewhere. */
  readonly moved: number;
  readonly present: number;
  readonly substituted: number;
  readonly excused: number;
  readonly absent: number;
  /** Heads counted on the spot; undefined where nobody counted. */
  readonly heads: number | undefined;
  readonly sealed: number;
  readonly cases: number;
}

export interface BoardLine {
  readonly key: string;
  readonly name: string;
  readonly sums: Sums;
}

export interface BoardLines {
  readonly tiers: readonly BoardLine[];
  readonly clusters: readonly BoardLine[];
  readonly venues: readonly BoardLine[];
}

export type Rows = Readonly<Record<string, VenueRow>>;
type Seat = readonly [PlanVenue, VenueRow];

export const expected = ({ invited, walkIns, moved }: Sums): number => invited + walkIns + moved;

/** People in the rooms: those invited, those who came for them, and those who came uninvited. */
export const attending = ({ present, substituted }: Sums): number => present + substituted;

export function sumsOf(rows: readonly VenueRow[]): Sums {
  const sum = (field: (row: VenueRow) => number): number => rows.reduce((total, row) => total + field(row), 0);
  const counted = rows.flatMap(({ headcount }) => (headcount === null ? [] : [headcount]));
  return {
    venues: rows.length,
    invited: sum((row) => row.invited),
    walkIns: sum((row) => row.walk_ins),
    moved: sum((row) => row.moved_in - row.moved_out),
    present: sum((row) => row.present),
    substituted: sum((row) => row.substituted),
    excused: sum((row) => row.excused),
    absent: sum((row) => row.absent),
    heads: counted.length === 0 ? undefined : counted.reduce((total, heads) => total + heads, 0),
    sealed: rows.filter((row) => row.sheet === "sealed").length,
    cases: sum((row) => row.cases),
  };
}

/** The board's rows by tier, by cluster and one by one, in the plan's order; venues without a row are left out. */
export function boardLines(plan: Plan, rows: Rows, tierName: (tier: string) => string): BoardLines {
  const seats = seatsOf(plan, rows);
  const names = new Map(plan.venues.map((venue) => [venue.code, venue.name]));
  const clusterOf = clusters(plan);
  return {
    tiers: grouped(seats, ([venue]) => venue.tier, tierName),
    clusters: grouped(seats, ([venue]) => clusterOf(venue.code), (code) => names.get(code) ?? code),
    venues: seats.map(([venue, row]) => ({ key: venue.code, name: venue.name, sums: sumsOf([row]) })),
  };
}

export type GapKind = "unmarked" | "open" | "changed" | "cases" | "heads";

/** What is missing, and where. */
export interface Gap {
  readonly kind: GapKind;
  readonly venues: readonly PlanVenue[];
}

const GAPS: Readonly<Record<GapKind, (row: VenueRow, guests: number) => boolean>> = {
  cases: (row) => row.cases > 0,
  heads: (row, guests) => row.headcount !== null && row.headcount !== row.present + row.substituted + guests,
  changed: (row) => row.sheet === "changed",
  unmarked: (row) => row.invited > 0 && row.present + row.substituted + row.excused === 0,
  open: (row) => row.sheet === "open",
};
const GAP_KINDS: readonly GapKind[] = ["cases", "heads", "changed", "unmarked", "open"];

/** What is missing, what matters most first. Guests of honour sit at the hub, in no count but that of heads. */
export function gapsOf(plan: Plan, rows: Rows, guests: number): readonly Gap[] {
  const seats = seatsOf(plan, rows);
  return GAP_KINDS.map((kind) => ({
    kind,
    venues: seats.filter(([venue, row]) => GAPS[kind](row, venue.code === plan.conference.hub ? guests : 0)).map(([venue]) => venue),
  })).filter(({ venues }) => venues.length > 0);
}

function seatsOf(plan: Plan, rows: Rows): readonly Seat[] {
  return plan.venues.flatMap((venue): readonly Seat[] => {
    const row = rows[venue.code];
    return row === undefined ? [] : [[venue, row]];
  });
}

function grouped(seats: readonly Seat[], keyOf: (seat: Seat) => string, nameOf: (key: string) => string): readonly BoardLine[] {
  const groups = new Map<string, VenueRow[]>();
  for (const seat of seats) {
    const key = keyOf(seat);
    const group = groups.get(key);
    if (group) group.push(seat[1]);
    else groups.set(key, [seat[1]]);
  }
  return [...groups].map(([key, group]) => ({ key, name: nameOf(key), sums: sumsOf(group) }));
}

/** The venue's ancestor right below the hub, itself where there is none. */
function clusters(plan: Plan): (code: string) => string {
  const parents = new Map(plan.venues.map((venue) => [venue.code, venue.parent]));
  return (code) => {
    let cluster = code;
    for (let parent = parents.get(code) ?? null; parent !== null; parent = parents.get(parent) ?? null) {
      if (parents.get(parent) === null) break;
      cluster = parent;
    }
    return cluster;
  };
}
