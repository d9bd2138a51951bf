// SPDX-License-Identifier: Apache-2.0

import type { components } from "./generated/schema.ts";

/** Short names for the generated types; nothing on the wire is described by hand. */
type Schemas = components["schemas"];

export type Floor = Schemas["Floor"];
export type Backstage = Schemas["Backstage"];
export type VenueRow = Schemas["VenueRow"];
export type SourceRow = Schemas["SourceRow"];
export type VenueStatus = Schemas["VenueStatus"];
export type Totals = Schemas["Totals"];
export type Notice = Schemas["Notice"];
export type Tally = Floor["tallies"][string];
export type Health = VenueRow["health"];

export type Plan = Schemas["PlanDocument"];
export type PlanItem = Schemas["ItemDocument"];
export type PlanVenue = Schemas["VenueDocument"];
export type Deck = Schemas["DeckDocument"];
export type DeckPage = Schemas["PageDocument"];
export type Roll = Schemas["Roll"];
export type RollPerson = Schemas["RollPerson"];
export type RollCase = Schemas["RollCase"];
export type Sheet = Schemas["OwnSheet"];
export type SheetCounts = Schemas["SheetCounts"];
export type BatchAnswer = Schemas["BatchAnswer"];
export type OwnPlace = Schemas["OwnPlace"];
export type Door = Schemas["Door"];
export type Ticket = Schemas["Ticket"];
export type Thread = Schemas["Thread"];
export type ThreadLine = Schemas["ThreadLine"];
export type Check = Schemas["Check"];
export type CheckFindings = Schemas["CheckFindings"];
export type CheckReport = Schemas["CheckReport"];
export type CheckedVenue = Schemas["CheckedVenue"];
export type Receipt = Schemas["Receipt"];
export type ClipDocument = Schemas["ClipDocument"];
export type Ingest = Schemas["Ingest"];
export type Branch = Schemas["Branch"];
export type BoardGroup = Schemas["BoardGroup"];
export type BoardGroups = Schemas["BoardGroups"];
export type Cases = Schemas["Cases"];
export type CaseSide = Schemas["CaseSide"];
export type GreetingLine = Schemas["GreetingLine"];
export type GreetingPage = Schemas["GreetingPage"];
