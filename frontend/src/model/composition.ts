// SPDX-License-Identifier: Apache-2.0

import type { Floor, Notice, Plan, PlanItem } from "../wire/documents.ts";
import { FILM, PRODUCTION_DESK } from "./films.ts";
import type { Scene } from "./scenes.ts";
import { instant, type Milliseconds } from "./units.ts";

/** The lines under the picture: who is speaking, and as what; or which film is running. */
export interface Plate {
  readonly name: string;
  readonly post: string;
  readonly kind: "person" | "venue" | "film";
}

/** What a screen shows. `onAir` begins with whoever has the floor; `plates` are by its codes. */
export type Composition =
  | { readonly kind: "holding"; readonly moment: "before" | "pause" | "after" }
  | {
      readonly kind: "programme";
      readonly scene: Exclude<Scene, "holding">;
      readonly onAir: readonly [string, ...string[]];
      readonly plates: ReadonlyMap<string, Plate>;
      readonly item: PlanItem | undefined;
    };

const NOTICE_MS = 30_000;

export function composition(floor: Floor | undefined, plan: Plan): Composition {
  if (!floor || floor.phase === "planned") return { kind: "holding", moment: "before" };
  if (floor.phase === "closed") return { kind: "holding", moment: "after" };
  const [first, ...others] = floor.on_air;
  if (floor.scene === "holding" || first === undefined) return { kind: "holding", moment: "pause" };
  const item = currentItem(floor, plan);
  const onAir = [first, ...others] as const;
  return { kind: "programme", scene: floor.scene, onAir, plates: plates(floor, onAir, item, plan), item };
}

function plates(floor: Floor, onAir: readonly string[], item: PlanItem | undefined, plan: Plan): ReadonlyMap<string, Plate> {
  return new Map(onAir.flatMap((code) => {
    const found = code === FILM ? filmPlate(floor) : plate(code, item, plan);
    return found ? [[code, found]] : [];
  }));
}

export function currentItem(floor: Floor | undefined, plan: Plan): PlanItem | undefined {
  return plan.items.find((item) => item.number === floor?.item);
}

/** The item after the current one; undefined after the last. */
export function nextItem(floor: Floor | undefined, plan: Plan): PlanItem | undefined {
  return plan.items.find((item) => item.number > (floor?.item ?? 0));
}

/**
 * At the hub, and at its production desk, it is the item's speaker who speaks; elsewhere the plan
 * knows no more than the venue.
 */
function plate(onAir: string, item: PlanItem | undefined, plan: Plan): Plate | undefined {
  const { hub } = plan.conference;
  const isHub = onAir === hub || onAir === PRODUCTION_DESK;
  if (isHub && item?.speaker) return { name: item.speaker, post: item.post, kind: "person" };
  const code = onAir === PRODUCTION_DESK ? hub : onAir;
  return code === null ? undefined : { name: venueName(plan, code), post: "", kind: "venue" };
}

function filmPlate({ clip }: Floor): Plate | undefined {
  return clip?.title ? { name: clip.title, post: "", kind: "film" } : undefined;
}

export function venueName(plan: Plan, code: string): string {
  return plan.venues.find((venue) => venue.code === code)?.name ?? code;
}

/** The newest notice for this venue, while it is fresh. */
export function freshNotice(floor: Floor | undefined, plan: Plan, venue: string, now: Milliseconds): Notice | undefined {
  return notices(floor, plan, venue).find((notice) => now - instant(notice.at) < NOTICE_MS);
}

/** The notices for this venue, for a branch that it belongs to, or for all, the newest first. */
export function notices(floor: Floor | undefined, plan: Plan, venue: string): readonly Notice[] {
  const branches = new Set(branchesOf(plan, venue));
  const isForUs = (notice: Notice): boolean =>
    notice.venue === null || notice.venue === venue || (notice.branch && branches.has(notice.venue));
  return (floor?.notices ?? []).filter(isForUs).toReversed();
}

/** The venues that a venue belongs to, the nearest first. */
function branchesOf(plan: Plan, venue: string): readonly string[] {
  const parent = plan.venues.find(({ code }) => code === venue)?.parent ?? null;
  return parent === null ? [] : [parent, ...branchesOf(plan, parent)];
}

/** The plan with its names in the page's language, where the organisers gave them in it. */
export function inLanguage(plan: Plan, language: string): Plan {
  if (language !== "en") return plan;
  const { conference, items } = plan;
  return {
    ...plan,
    conference: { ...conference, name: conference.name_en || conference.name },
    items: items.map((item) => ({ ...item, title: item.title_en || item.title })),
  };
}
