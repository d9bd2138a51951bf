// SPDX-License-Identifier: Apache-2.0

import { ask } from "../elements/dialogs.ts";
import { deviceLine } from "../elements/device-line.ts";
import type { DeskView } from "../elements/desk-view.ts";
import { Toasts } from "../elements/toast.ts";
import { inLanguage, venueName } from "../model/composition.ts";
import { presenceAfter } from "../model/marks.ts";
import { h, mount } from "../ui/dom.ts";
import { translator } from "../ui/text.ts";
import { actionOf, Client, type Command, isLockedOut, Refused, Unreachable } from "../wire/client.ts";
import { Courier, type Outcome } from "../wire/courier.ts";
import type { Plan } from "../wire/documents.ts";
import { Outbox } from "../wire/outbox.ts";
import { readPage } from "../wire/page.ts";
import { newCommand, untilAnswered } from "../wire/patience.ts";
import { DeskStore } from "../wire/store.ts";
import { floorSide } from "./desk/floor-side.ts";
import { askForLastingMemory, forgetPage, keepPage, renewedBearer } from "./desk/keeping.ts";
import { RollCall } from "./desk/roll-call.ts";
import { RollStore } from "./desk/roll-store.ts";

/** The sheet is asked for anew this often: another telephone of the venue may be marking too. */
const ROLL_MS = 15_000;

const page = readPage(document);
const venue = page.venue ?? "";
const base = `venues/${venue}`;
/** The desk of the venue's own operator; a cluster's operator and the director help at other addresses. */
const OWN_ADDRESS = `/c/${page.slug}/desk/${venue}/`;
const scope = `/c/${page.slug}/desk/${venue}/`;
const name = `diemcau:desk:${page.slug}:${venue}`;
const t = translator(page.language);
const toasts = new Toasts();
const store = await DeskStore.open(name).catch(() => undefined);
const skew = (await store?.kept("skew")) ?? 0;
const client = new Client({ origin: location.origin, ...page, renew: () => renewedBearer(scope), skew });

let rollCall: RollCall | undefined;
let desk: DeskView | undefined;
let [isOffline, isReady, isOver] = [!navigator.onLine, false, false];

const roll = new RollStore({ client, base, store, onChange: () => { rollCall?.show(); } });
const courier = new Courier(client);
const device = deviceLine(() => void erase(), t);

const outbox = new Outbox({
  name,
  store,
  locks: "locks" in navigator ? navigator.locks : undefined,
  deliver: (waiting) => noticed(courier.deliver(waiting)),
  onChange: () => { showWaiting(); },
  onSettled: async (outcomes) => {
    await roll.hearOutcomes(outcomes);
    for (const outcome of outcomes) hear(outcome);
  },
  onAnswerElsewhere: () => { refresh(); },
  onLockedOut: (refusal) => void lockOut(refusal),
  onUnkept: () => { toasts.say(t("device.unkept")); },
});

/** Learn from whatever goes over the line whether there is one. */
async function noticed<T>(answer: Promise<T>): Promise<T> {
  try {
    const given = await answer;
    isOffline = false;
    return given;
  } catch (error) {
    isOffline = error instanceof Unreachable;
    throw error;
  } finally {
    showWaiting();
  }
}

function showWaiting(): void {
  const { pending } = outbox;
  roll.hearWaiting(pending);
  device.show({ waiting: pending.length, isOffline, isReady });
}

function hear({ command, receipt, refusal }: Outcome): void {
  const action = actionOf(command.path);
  if (receipt && action === "help") desk?.helpWasSent(receipt.at);
  if (receipt && action === "headcount") rollCall?.headcount.wasSaved(Number(command.fields["count"]));
  if (refusal && presenceAfter(command.path) === undefined && refusal.code !== "notice_is_acknowledged_already") toasts.say(refusal.message);
  // Only the roll knows the names of those who were let in by their badge alone.
  if (receipt && command.fields["badge"] !== undefined) refresh();
}

function post(action: string, fields: Command["fields"] = {}): Promise<void> {
  return outbox.post(newCommand(`${base}/${action}`, fields));
}

async function load(): Promise<void> {
  if (isOver) return;
  try {
    await noticed(roll.load());
    await store?.keep("skew", client.skew);
  } catch (error) {
    if (isLockedOut(error)) await lockOut(error);
    throw error;
  }
}

function refresh(): void {
  load().catch(() => undefined);
}

/** The link was taken back: what is kept of people goes from the device, what was never sent stays for a new link. */
async function lockOut(refusal: Refused): Promise<void> {
  if (isOver) return;
  isOver = true;
  roll.forget();
  await Promise.all([store?.forget(), forgetPage(scope)]);
  const waiting = outbox.pending.length;
  const kept = waiting > 0 ? h("p", {}, t("device.locked.waiting", { count: waiting })) : null;
  const button = h("button", { type: "button", class: "button", onclick: () => void erase() }, t("device.erase"));
  mount(h("main", { class: "desk locked" }, h("h1", {}, t("device.locked")), h("p", { role: "alert" }, refusal.message), kept, button));
}

async function erase(): Promise<void> {
  const waiting = outbox.pending.length;
  const title = waiting > 0 ? t("device.erase.waiting", { count: waiting }) : t("device.erase.confirm");
  if (!(await ask({ title, confirm: t("device.erase") }, t))) return;
  isOver = true;
  outbox.close();
  roll.forget();
  await Promise.all([store?.destroy(), forgetPage(scope)]);
  mount(h("main", { class: "desk locked" }, h("h1", {}, t("device.erased")), h("p", {}, t("device.erased.hint"))));
}

function run(plan: Plan): void {
  const surroundings = { zone: page.time_zone, nameOf: (code: string) => venueName(plan, code), t };
  rollCall = new RollCall({
    plan,
    roll,
    post,
    surroundings,
    printing: location.pathname === OWN_ADDRESS ? OWN_ADDRESS : undefined,
    noted: () => new Date(client.now()).toISOString(),
    sheetTools: { client, base, toasts, t, waiting: () => roll.waiting.length, cases: () => roll.cases.length },
  });
  desk = floorSide({ client, plan, page, venue, rollCall: [device.element, ...rollCall.elements], toasts, post, t });
  document.title = `${t("desk.title")} · ${venueName(plan, venue)}`;
  mount(desk.element, toasts.element);
  showWaiting();
}

const explain = (error: unknown): void => {
  if (isLockedOut(error)) void lockOut(error);
  else mount(h("main", { class: "desk" }, h("p", { class: "tally", role: "alert" }, error instanceof Refused ? error.message : t("page.failed"))));
};

async function freshPlan(): Promise<Plan> {
  const plan = await client.kept<Plan>("plan");
  await store?.keep("plan", plan);
  return plan;
}

await roll.restore();
const kept = await store?.kept("plan");
if (kept) freshPlan().catch((error: unknown) => { if (isLockedOut(error)) explain(error); });
run(inLanguage(kept ?? (await untilAnswered(freshPlan, explain)), page.language));
void askForLastingMemory();
void Promise.all([keepPage(scope), untilAnswered(load, () => undefined)]).then(() => {
  isReady = store !== undefined;
  showWaiting();
});
setInterval(refresh, ROLL_MS);
addEventListener("online", () => {
  outbox.retry();
  refresh();
});
addEventListener("offline", () => {
  isOffline = true;
  showWaiting();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});
