// SPDX-License-Identifier: Apache-2.0

import { DeskView } from "../../elements/desk-view.ts";
import { ask } from "../../elements/dialogs.ts";
import { languageSwitch } from "../../elements/language-switch.ts";
import { lineStatus } from "../../elements/line-status.ts";
import { slideTurner } from "../../elements/slide-turner.ts";
import type { Toasts } from "../../elements/toast.ts";
import { capabilities } from "../../media/capabilities.ts";
import { Decks } from "../../media/decks.ts";
import { Dialer } from "../../media/dialer.ts";
import { LiveDocument } from "../../media/document.ts";
import { dialToRead, type ReadingLine } from "../../media/reading.ts";
import { Effect, Signal } from "../../media/signals.ts";
import { venueName } from "../../model/composition.ts";
import { stepOf, type Wanted, wantedSlide } from "../../model/slides.ts";
import { standing } from "../../model/tally.ts";
import { type Translate, venueTitle } from "../../ui/text.ts";
import { type Client, type Command, Refused } from "../../wire/client.ts";
import type { Floor, Plan, Ticket } from "../../wire/documents.ts";
import type { Page } from "../../wire/page.ts";
import { Pictures } from "../../wire/pictures.ts";
import { Talk } from "../../wire/talk.ts";
import { Turner } from "../../wire/turner.ts";
import { wholeFloor } from "../../wire/whole.ts";

const TICK_MS = 1_000;

export interface FloorSideOptions {
  readonly client: Client;
  readonly plan: Plan;
  readonly page: Page;
  readonly venue: string;
  readonly rollCall: readonly HTMLElement[];
  readonly toasts: Toasts;
  readonly post: (action: string, fields?: Command["fields"]) => Promise<void>;
  readonly t: Translate;
}

/** The desk's part in the live conference: tally, hand, notices, the thread with the hub, the slides. */
export function floorSide({ client, plan, page, venue, rollCall, toasts, post, t }: FloorSideOptions): DeskView {
  const confirmedKey = `diemcau:confirmed:${page.slug}:${venue}`;
  const confirmed = new Signal<ReadonlySet<number>>(new Set(JSON.parse(localStorage.getItem(confirmedKey) ?? "[]") as number[]));
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
  const decks = new Decks({ given: plan.decks, floor: floor.out.value, ask: async () => (await client.kept<Plan>("plan")).decks });
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
  const confirmNotice = (seq: number): void => {
    confirmed.set(new Set([...confirmed.peek(), seq]));
    localStorage.setItem(confirmedKey, JSON.stringify([...confirmed.peek()]));
    void post("acknowledgements", { notice: seq });
  };
  const callHelp = async (): Promise<void> => {
    if (await ask({ title: t("desk.help.confirm"), confirm: t("desk.help") }, t)) await post("help");
  };
  const desk = new DeskView({
    plan,
    venueName: venueTitle(venueName(plan, venue), t),
    venue,
    zone: page.time_zone,
    lineStatus: status.element,
    languageSwitch: languageSwitch(page.language, t),
    rollCall,
    slides: slides.element,
    toggleHand: () => void post(standing(floor.out.value.peek(), venue) === "queued" ? "hand/lowered" : "hand"),
    callHelp: () => void callHelp(),
    confirmNotice,
    sendMessage: (text) => void post("messages", { text }),
    t,
  });
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
  effect.run((inner) => { status.show(dialer ? inner.get(dialer.out.state) : { kind: "up" }); });
  setInterval(render, TICK_MS);
  return desk;
}
