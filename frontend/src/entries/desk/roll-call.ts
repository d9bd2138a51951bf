// SPDX-License-Identifier: Apache-2.0

import { ArrivalCard } from "../../elements/arrival-card.ts";
import { CameraPanel } from "../../elements/camera-panel.ts";
import { caseList } from "../../elements/case-list.ts";
import { HeadcountForm } from "../../elements/headcount-form.ts";
import { RollList } from "../../elements/roll-list.ts";
import type { RowSurroundings } from "../../elements/roll-row.ts";
import { SheetPanel } from "../../elements/sheet-panel.ts";
import { sound } from "../../media/chime.ts";
import { type Arrival, canArrive, judgeBadge, judgeRow } from "../../model/arrival.ts";
import { checkBadge } from "../../model/badge-check.ts";
import { NO_BURST, typed } from "../../model/keyboard-scan.ts";
import { newestMark } from "../../model/marks.ts";
import { type Row, rollTotals } from "../../model/roll.ts";
import { badgeIn, isGarbledBadge } from "../../model/scan.ts";
import { ms } from "../../model/units.ts";
import type { Command } from "../../wire/client.ts";
import type { Plan } from "../../wire/documents.ts";
import { askAboutAbsence, askAboutSubstitute, askAboutWalkIn, askToArrive, askToWithdraw } from "./questions.ts";
import type { RollStore } from "./roll-store.ts";
import { reopenSheet, sealSheet, type SheetTools } from "./sheet.ts";

export interface RollCallOptions {
  readonly plan: Plan;
  readonly roll: RollStore;
  readonly sheetTools: SheetTools;
  /** Writes a command to the queue; resolves once it is on the device. */
  readonly post: (action: string, fields: Command["fields"]) => Promise<void>;
  /** Now, by the server's clock, as ISO 8601. */
  readonly noted: () => string;
  readonly surroundings: RowSurroundings;
  /** Where this desk's papers are to be printed; undefined for whoever only helps here. */
  readonly printing: string | undefined;
}

/** The roll call at the desk: who is ticked, scanned, excused, seated for somebody, and the sheet at the end. */
export class RollCall {
  readonly elements: readonly HTMLElement[];
  readonly headcount: HeadcountForm;
  readonly #options: RollCallOptions;
  readonly #list: RollList;
  readonly #sheet: SheetPanel;
  readonly #cases;
  readonly #arrival: ArrivalCard;
  /** Whose mark is being written this moment: a second touch says nothing new. */
  readonly #inHand = new Set<string>();
  #burst = NO_BURST;

  constructor(options: RollCallOptions) {
    this.#options = options;
    const { surroundings, post, noted, roll } = options;
    const { t, zone } = surroundings;
    const camera = new CameraPanel((text) => void this.#scan(text), t);
    this.headcount = new HeadcountForm((count) => void post("headcount", { count, noted_at: noted() }), t);
    this.#arrival = new ArrivalCard(surroundings);
    this.#cases = caseList(surroundings);
    this.#sheet = new SheetPanel({
      zone,
      t,
      seal: () => void sealSheet(options.sheetTools).then(() => roll.load()),
      reopen: () => void reopenSheet(options.sheetTools).then(() => roll.load()),
      headcount: this.headcount.element,
      printing: options.printing,
    });
    this.#list = new RollList({
      surroundings,
      camera: camera.element,
      actions: {
        tick: (row) => { this.#tick(row); },
        arrive: (row) => void this.#arrive(row),
        withdraw: (row) => void this.#withdraw(row),
        substitute: (row) => void this.#substitute(row),
        excuse: (row) => void this.#excuse(row),
        scan: () => void camera.toggle(),
        walkIn: () => void this.#walkIn(),
        typed: (text) => this.#isTaken(text),
      },
    });
    this.elements = [this.#cases.element, this.#sheet.element, this.#list.element, this.#arrival.element];
    document.addEventListener("keydown", (event) => { this.#hear(event); });
  }

  /** Show the roll as it is known now. */
  show(): void {
    const { rows, sheet, cases, isSealed } = this.#options.roll;
    this.#list.show({ rows, isSealed });
    this.#sheet.show({ totals: rollTotals(rows ?? []), sheet });
    this.#cases.show(cases);
  }

  #tick(row: Row): void {
    const arrival = judgeRow(row, this.#options.roll.isSealed);
    if (arrival.kind === "taken") void this.#checkIn(row, "tick");
    else this.#tell(arrival);
  }

  async #checkIn(row: Row, method: "tick" | "scan"): Promise<void> {
    const named = row.person.name === "" ? { badge: row.person.badge } : { person: row.person.uuid };
    await this.#mark(row, "checkins", { ...named, method });
  }

  async #arrive(row: Row): Promise<void> {
    if (await askToArrive(row, this.#options.surroundings.t)) await this.#checkIn(row, "tick");
  }

  async #withdraw(row: Row): Promise<void> {
    if (await askToWithdraw(row, this.#options.surroundings.t)) await this.#mark(row, "withdrawals", { person: row.person.uuid });
  }

  async #substitute(row: Row): Promise<void> {
    const answer = await askAboutSubstitute(row, this.#options.surroundings.t);
    if (answer) await this.#mark(row, "substitutes", { person: row.person.uuid, ...answer, paper: answer["paper"] ?? "" });
  }

  async #excuse(row: Row): Promise<void> {
    const answer = await askAboutAbsence(row, this.#options.surroundings.t);
    if (answer) await this.#mark(row, "excuses", { person: row.person.uuid, ...answer });
  }

  async #walkIn(): Promise<void> {
    const answer = await askAboutWalkIn(this.#options.roll.rows ?? [], this.#options.surroundings.t);
    if (answer) await this.#options.post("walk-ins", { ...answer, noted_at: this.#options.noted() });
  }

  async #mark({ person }: Row, action: string, fields: Command["fields"]): Promise<void> {
    const { roll, post, noted } = this.#options;
    if (this.#inHand.has(person.uuid)) return;
    this.#inHand.add(person.uuid);
    roll.forgetRefusals(person.uuid);
    await post(action, { ...fields, noted_at: noted(), seen: newestMark(person, roll.waiting) });
    this.#inHand.delete(person.uuid);
  }

  /** Take a code in, wherever it was read. */
  async #scan(text: string): Promise<void> {
    const { plan, roll, noted, post } = this.#options;
    const badge = badgeIn(text);
    if (!badge) {
      this.#tell({ kind: isGarbledBadge(text) ? "garbled" : "unknown" });
      return;
    }
    const verdict = await checkBadge(badge, { conference: plan.conference.uuid, key: plan.badge_key });
    const arrival = judgeBadge({ id: badge.id, verdict }, { rows: roll.rows ?? [], waiting: roll.waiting, isSealed: roll.isSealed });
    this.#tell(arrival);
    if (arrival.kind === "taken" && canArrive(arrival.row)) await this.#checkIn(arrival.row, "scan");
    if (arrival.kind === "taken_from_elsewhere") await post("checkins", { badge: badge.id, method: "scan", noted_at: noted(), seen: null });
  }

  #tell(arrival: Arrival): void {
    sound(this.#arrival.show(arrival));
  }

  #isTaken(text: string): boolean {
    const isCode = badgeIn(text) !== undefined || isGarbledBadge(text);
    if (isCode) void this.#scan(text);
    return isCode;
  }

  /** Listen for a hand scanner, which types; whoever writes in a field is left alone. */
  #hear(event: KeyboardEvent): void {
    if ((event.target as Element).closest("input, textarea, select, dialog")) return;
    const { burst, code } = typed(this.#burst, event.key, ms(event.timeStamp));
    this.#burst = burst;
    if (code === undefined) return;
    // Enter would press the button that has the focus.
    event.preventDefault();
    void this.#scan(code);
  }
}
