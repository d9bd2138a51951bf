// SPDX-License-Identifier: Apache-2.0

import type { components } from "./generated/schema.ts";

/** Short names for the generated types; nothing on the wire is described by hand. */
type Schemas = components["schemas"];

export type Floor = Schemas["Floor"];
export type Backstage = Schemas["Backstage"];
export type VenueRow = Schemas["VenueRow"];
export type VenueStatus = Schemas["VenueStatus"];
export type Totals = Schemas["Totals"];
export type Notice = Schemas["Notice"];
export type Tally = Floor["tallies"][string];
export type Health = VenueRow["health"];

/** Where the live plane is, and the pass to it. Asked for before every dial. */
export interface Ticket { readonly url: string; readonly certificate_sha256: readonly string[]; readonly token: string; readonly expires_at: string; readonly root: string }
export interface Receipt { readonly seq: number; readonly uid: string; readonly kind: string; readonly at: string }
export interface PlanItem { readonly number: number; readonly title: string; readonly speaker: string; readonly post: string }
export interface PlanVenue { readonly code: string; readonly name: string; readonly parent: string | null; readonly tier: string }
export interface Plan { readonly conference: { readonly name: string; readonly organiser: string; readonly hub: string; readonly starts_at: string; readonly time_zone: string }; readonly venues: readonly PlanVenue[]; readonly items: readonly PlanItem[] }
export interface RollPerson { readonly uuid: string; readonly name: string; readonly post: string; readonly organisation: string; readonly status: "expected" | "present" | "substituted" | "excused"; readonly substitute: { readonly name: string; readonly post: string } | null }
export interface Roll { readonly seq: number; readonly venue: string; readonly people: readonly RollPerson[] }
export interface OwnPlace { readonly name: string; readonly post: string; readonly organisation: string; readonly venue: { readonly code: string; readonly name: string; readonly address: string }; readonly status: RollPerson["status"] }
