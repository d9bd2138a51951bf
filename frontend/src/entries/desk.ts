// SPDX-License-Identifier: Apache-2.0

import { DeskView } from "../elements/desk-view.ts";
import { ask } from "../elements/dialogs.ts";
import { languageSwitch } from "../elements/language-switch.ts";
import { lineStatus } from "../elements/line-status.ts";
import { RollList } from "../elements/roll-list.ts";
import { slideTurner } from "../elements/slide-turner.ts";
import { Toasts } from "../elements/toast.ts";
import { capabilities } from "../media/capabilities.ts";
import { Decks } from "../media/decks.ts";
import { Dialer } from "../media/dialer.ts";
import { LiveDocument } from "../media/document.ts";
import { dialToRead, type ReadingLine } from "../media/reading.ts";
import { Effect, Signal } from "../media/signals.ts";
import { inLanguage, venueName } from "../model/composition.ts";
import { type Mark, presenceAfter, type Row, rowsOf, withMark } from "../model/roll.ts";
import { stepOf, type Wanted, wantedSlide } from "../model/slides.ts";
import { standing } from "../model/tally.ts";
import { h, mount } from "../ui/dom.ts";
import { translator, venueTitle } from "../ui/text.ts";
import { Client, type Command, Refused } from "../wire/client.ts";
import type { Floor, Plan, Roll, Ticket } from "../wire/documents.ts";
import { Outbox } from "../wire/outbox.ts";
import { Pictures } from "../wire/pictures.ts";
import { readPage } from "../wire/page.ts";
import { untilAnswered } from "../wire/patience.ts";
import { Talk } from "../wire/talk.ts";
import { Turner } from "../wire/turner.ts";
import { wholeFloor } from "../wire/whole.ts";

/** The roll is asked for anew this often: another telephone of the venue may be marking too. */
const ROLL_MS = 15_000;
const TICK_MS = 1_000;

const page = readPage(document);
const venue = page.venue ?? "";
const base = `venues/${venue}`;
const t = translator(page.language);
const CONFIRMED_KEY = `diemcau:confirmed:${page.slug}:${venue}`;
const client = new Client({ origin: location.origin, ...page });
const toasts = new Toasts();

const roll = new Signal<Roll | undefined>(undefined);
const refused = new Signal<ReadonlyMap<string, Mark>>(new Map());
const waiting = new Signal<readonly Command[]>([]);
const isOffline = new Signal(false);
const confirmed = new Signal<ReadonlySet<number>>(new Set(JSON.parse(localStorage.getItem(CONFIRMED_KEY) ?? "[]") as number[]));
let newestAnswer = 0;

const noted = (): string => new Date(client.now()).toISOString();

function markOf({ uid, path, fields }: Command, refusal?: string): Mark | undefined {
  const status = presenceAfter(path);
  if (status === undefined || typeof fields["person"] !== "string") return undefined;
  const name = fields["substitute_name"];
  return { uid, person: fields["person"], status, substituteName: typeof name === "string" ? name : "", refusal };
}

/** Take the roll in, unless it was read before a mark that has been answered since. */
async function loadRoll(): Promise<void> {
  const fresh = await client.get<Roll>(`${base}/roll`);
  if (fresh.seq >= newestAnswer) roll.set(fresh);
}

const outbox = new Outbox({
  send: async (command) => {
    try {
      const receipt = await client.send(command);
      isOffline.set(false);
      return receipt;
    } catch (error) {
      isOffline.set(!(error instanceof Refused));
      throw error;
    }
  },
  storage: localStorage,
  key: `diemcau:outbox:${page.slug}:${venue}`,
  onChange: () => { waiting.set(outbox.pending); },
  onAnswer: (command, receipt) => {
    newestAnswer = Math.max(newestAnswer, receipt.seq);
    const mark = markOf(command);
    const current = roll.peek();
    if (mark && current) roll.set({ ...current, people: withMark(current.people, mark) });
    if (command.path.endsWith("/help")) view.peek()?.helpWasSent(receipt.at);
    if (command.path.endsWith("/headcount")) view.peek()?.headcountWasSaved(Number(command.fields["count"]));
  },
  onRefusal: (command, refusal) => {
    const mark = markOf(command, refusal.message);
    if (mark) refused.set(new Map([...refused.peek(), [mark.person, mark]]));
    else if (refusal.code === "notice_is_acknowledged_already") return;
    else toasts.say(refusal.message);
  },
});

function post(action: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const { person } = fields;
  if (typeof person === "string") refused.set(new Map([...refused.peek()].filter(([other]) => other !== person)));
  outbox.post(`${base}/${action}`, fields);
}

const rollList = new RollList(
  {
    tick: (row) => { post("checkins", { person: row.person.uuid, method: "tick", noted_at: noted() }); },
    withdraw: (row) => void withdraw(row),
    substitute: (row) => void substitute(row),
    excuse: (row) => void excuse(row),
  },
  t,
);

async function withdraw({ person }: Row): Promise<void> {
  const answer = await ask({ title: t("desk.untick.confirm", { name: person.name }), confirm: t("action.confirm") }, t);
  if (answer) post("withdrawals", { person: person.uuid, noted_at: noted() });
}

async function substitute({ person }: Row): Promise<void> {
  const fields = [
    { name: "substitute_name", label: t("desk.substitute.name"), isRequired: true },
    { name: "substitute_post", label: t("desk.substitute.post"), isRequired: false },
  ];
  const answer = await ask({ title: t("desk.substitute.title", { name: person.name }), fields, confirm: t("action.save") }, t);
  if (answer) post("substitutes", { person: person.uuid, ...answer, noted_at: noted() });
}

async function excuse({ person }: Row): Promise<void> {
  const fields = [{ name: "reason", label: t("desk.excuse.reason"), isRequired: true, isLong: true }];
  const answer = await ask({ title: t("desk.excuse.title", { name: person.name }), fields, confirm: t("action.save") }, t);
  if (answer) post("excuses", { person: person.uuid, ...answer, noted_at: noted() });
}

function confirmNotice(seq: number): void {
  confirmed.set(new Set([...confirmed.peek(), seq]));
  localStorage.setItem(CONFIRMED_KEY, JSON.stringify([...confirmed.peek()]));
  post("acknowledgements", { notice: seq });
}

async function callHelp(): Promise<void> {
  if (await ask({ title: t("desk.help.confirm"), confirm: t("desk.help") }, t)) post("help");
}

const view = new Signal<DeskView | undefined>(undefined);

function run(plan: Plan): void {
  const noLine = new Signal<ReadingLine | undefined>(undefined);
  const dialer = capabilities().webTransport
    ? new Dialer({ ticket: () => client.get<Ticket>("live"), dial: dialToRead })
    : undefined;
  const floor = new LiveDocument<Floor>({
    line: dialer?.out.line ?? noLine,
    path: "floor/state",
    whole: wholeFloor,
    fallback: () => client.get<Floor>("floor"),
  });
  const status = lineStatus(t);
  const pictures = new Pictures(client);
  const decks = new Decks({ given: plan.decks, floor: floor.out.value, ask: async () => (await client.get<Plan>("plan")).decks });
  const turner = new Turner({ client, onTrouble: (error) => { toasts.say(error instanceof Refused ? error.message : t("command.unsent")); } });
  /** The slide that this desk may turn: the venue is on air. */
  const ownSlide = (): Wanted | undefined =>
    standing(floor.out.value.peek(), venue) === "on_air" ? wantedSlide(floor.out.value.peek(), decks.out.value.peek()) : undefined;
  const turn = (step: 1 | -1): void => { turner.step(ownSlide(), step); };
  const slides = slideTurner({ addressOf: (name) => pictures.address(name), step: turn, t });
  document.addEventListener("keydown", (event) => {
    const step = stepOf(event, "desk");
    if (step === undefined || !ownSlide() || document.querySelector("dialog[open]") || (event.target as Element).matches("input, textarea, select")) return;
    event.preventDefault();
    turn(step);
  });
  const desk = new DeskView({
    plan,
    venueName: venueTitle(venueName(plan, venue), t),
    venue,
    zone: page.time_zone,
    lineStatus: status.element,
    languageSwitch: languageSwitch(page.language, t),
    roll: rollList.element,
    slides: slides.element,
    toggleHand: () => { post(standing(floor.out.value.peek(), venue) === "queued" ? "hand/lowered" : "hand"); },
    callHelp: () => void callHelp(),
    confirmNotice,
    sendMessage: (text) => { post("messages", { text }); },
    saveHeadcount: (count) => { post("headcount", { count, noted_at: noted() }); },
    t,
  });
  view.set(desk);
  mount(desk.element, toasts.element);
  const effect = new Effect();
  const talk = new Talk({ client, storage: localStorage, key: `diemcau:seen:${page.slug}`, onChange: () => { hearHub(); } });
  const render = (): void => {
    desk.show({ floor: floor.out.value.peek(), now: client.now(), confirmed: confirmed.peek(), lines: talk.lines(venue) });
  };
  const hearHub = (): void => {
    if (talk.lines(venue)?.at(-1)?.from_hub === true) desk.openThread();
    render();
  };
  effect.run((inner) => {
    talk.hear(inner.get(floor.out.value), venue);
    inner.get(confirmed);
    render();
  });
  effect.run((inner) => {
    turner.hear(inner.get(floor.out.value));
    inner.get(decks.out.value);
    slides.show(ownSlide());
  });
  setInterval(render, TICK_MS);
  effect.run((inner) => { status.show(dialer ? inner.get(dialer.out.state) : { kind: "up" }); });
  effect.run((inner) => {
    const marks = inner.get(waiting).flatMap((command) => markOf(command) ?? []);
    const people = inner.get(roll)?.people;
    const rows = people && rowsOf(people, [...inner.get(refused).values(), ...marks]);
    rollList.show({ rows, isOffline: inner.get(isOffline) });
  });
}

const explain = (error: unknown): void => {
  const sentence = error instanceof Refused ? error.message : t("page.failed");
  mount(h("main", { class: "desk" }, h("p", { class: "tally", role: "alert" }, sentence)));
};

const refresh = (): void => {
  loadRoll().catch(() => undefined);
};

const plan = await untilAnswered(() => client.get<Plan>("plan").then((given) => inLanguage(given, page.language)), explain);
document.title = `${t("desk.title")} · ${venueName(plan, venue)}`;
waiting.set(outbox.pending);
run(plan);
await untilAnswered(loadRoll, (error) => {
  if (error instanceof Refused) toasts.say(error.message);
});
setInterval(refresh, ROLL_MS);
addEventListener("online", () => {
  outbox.retry();
  refresh();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});
