// SPDX-License-Identifier: Apache-2.0

import { ConsoleView } from "../elements/console-view.ts";
import { ask } from "../elements/dialogs.ts";
import { languageSwitch } from "../elements/language-switch.ts";
import { lineStatus } from "../elements/line-status.ts";
import { SlidePanel } from "../elements/slide-panel.ts";
import { SourcePanel } from "../elements/source-panel.ts";
import { Toasts } from "../elements/toast.ts";
import { capabilities } from "../media/capabilities.ts";
import { Decks } from "../media/decks.ts";
import { Dialer } from "../media/dialer.ts";
import { LiveDocument } from "../media/document.ts";
import { Look } from "../media/look.ts";
import { Programme } from "../media/programme.ts";
import { beatsOnReading, dialToRead } from "../media/reading.ts";
import { Effect, Signal } from "../media/signals.ts";
import { Wall } from "../media/wall.ts";
import type { WallOrder } from "../model/arrangement.ts";
import { inLanguage, nextItem } from "../model/composition.ts";
import { FILM, nextFilm, PRODUCTION_DESK } from "../model/films.ts";
import { fitness } from "../model/fitness.ts";
import { type Act, intentOf, isDirection, isScene } from "../model/keys.ts";
import { backstagePath, feedPath } from "../model/paths.ts";
import type { ChosenScene } from "../model/scenes.ts";
import { stepOf } from "../model/slides.ts";
import { queueEntries, standbyVenue } from "../model/wall.ts";
import { h, mount } from "../ui/dom.ts";
import { translator } from "../ui/text.ts";
import { Client, Refused } from "../wire/client.ts";
import type { Backstage, ClipDocument, Floor, Plan, Ticket } from "../wire/documents.ts";
import { readPage } from "../wire/page.ts";
import { newCommand, sendNow, untilAnswered } from "../wire/patience.ts";
import { Pictures } from "../wire/pictures.ts";
import { Studio } from "../wire/studio.ts";
import { Talk } from "../wire/talk.ts";
import { Turner } from "../wire/turner.ts";
import { wholeBackstage, wholeFloor } from "../wire/whole.ts";

const TICK_MS = 1_000;

const page = readPage(document);
const t = translator(page.language);
const client = new Client({ origin: location.origin, ...page });
const toasts = new Toasts();

/** Send a director's command; tells on the page what stood in its way. */
async function command(path: string, fields: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
  try {
    await sendNow(client, newCommand(path, fields));
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

function tell(error: unknown): void {
  toasts.say(error instanceof Refused ? error.message : t("command.unsent"));
}

function run(plan: Plan): void {
  const dialer = new Dialer({ ticket: () => client.get<Ticket>("live"), dial: dialToRead, beats: beatsOnReading });
  const { line } = dialer.out;
  const floor = new LiveDocument<Floor>({ line, path: "floor/state", whole: wholeFloor, fallback: () => client.get<Floor>("floor") });
  const backstage = new LiveDocument<Backstage>({
    line,
    path: "backstage/state",
    whole: wholeBackstage,
    fallback: () => client.get<Backstage>("backstage"),
  });
  const selected = new Signal<string | undefined>(undefined);
  const looked = new Signal<string | undefined>(undefined);
  const order = new Signal<WallOrder>("attention");
  const muted = { standby: new Signal(true), programme: new Signal(true) };
  const hub = plan.conference.hub;

  const onStandby = (): string | undefined => standbyVenue(floor.out.value.peek());
  const call = (venue: string): void => void command("floor/calls", { venue });
  const release = (venue: string): void => void command("floor/releases", { venue });

  let lastFilm: string | undefined;
  const play = (film: ClipDocument): void => {
    lastFilm = film.id;
    void command("floor/clips", { clip: film.id });
  };
  const stopFilm = (): void => {
    const clip = floor.out.value.peek()?.clip?.id;
    if (clip !== undefined) void command("floor/clips/ended", { clip });
  };
  const setScene = (scene: ChosenScene): void => void command("floor/scene", { scene });

  const acts: Readonly<Record<Act, () => void>> = {
    air: () => {
      const venue = onStandby();
      if (venue === undefined) toasts.say(t("console.nothing.standby"));
      else void command("floor/airings", { venue, limit_s: view.limit });
    },
    pair: () => {
      const venue = onStandby();
      if (venue === undefined) toasts.say(t("console.nothing.standby"));
      else void command("floor/pairs", { venue });
    },
    undo: () => void command("floor/undo"),
    standby: () => {
      const venue = selected.peek() ?? floor.out.value.peek()?.queue[0];
      if (venue === undefined) toasts.say(t("console.nothing.selected"));
      else call(venue);
    },
    release: () => {
      const venue = floor.out.value.peek()?.on_air.findLast((code) => code !== hub);
      if (venue === undefined) toasts.say(t("console.nothing.air"));
      else if (venue === FILM) stopFilm();
      else release(venue);
    },
    next: () => {
      const current = floor.out.value.peek();
      const item = nextItem(current, plan);
      if (current?.phase === "open" && item) void command("items", { item: item.number });
    },
    film: () => {
      const film = nextFilm(studio.films, lastFilm);
      if (floor.out.value.peek()?.clip) stopFilm();
      else if (film) play(film);
      else toasts.say(t("source.nothing"));
    },
    help: () => { view.keys.showModal(); },
  };

  const confirmed = async (path: "opening" | "closing"): Promise<void> => {
    const [title, confirm] = path === "opening" ? (["console.open.confirm", "console.open"] as const) : (["console.close.confirm", "console.close"] as const);
    if (!(await ask({ title: t(title), confirm: t(confirm) }, t)) || !(await command(path))) return;
    if (path === "opening") await command("floor/scene", { scene: "speaker" });
  };

  const status = lineStatus(t);
  const pictures = new Pictures(client);
  const decks = new Decks({ given: plan.decks, floor: floor.out.value, ask: async () => (await client.kept<Plan>("plan")).decks });
  const turner = new Turner({ client, onTrouble: tell });
  const slides = new SlidePanel({
    addressOf: (name) => pictures.address(name),
    turn: (wanted) => { turner.turn(wanted); },
    step: (from, step) => { turner.step(from, step); },
    refresh: () => void decks.refresh(),
    t,
  });
  const studio = new Studio({ client, onChange: () => { showSources(); }, onTrouble: tell });
  const sources = new SourcePanel({
    call,
    play,
    stop: stopFilm,
    renewKey: () => void ask({ title: t("source.key.confirm"), confirm: t("source.key.renew") }, t).then((answer) => (answer ? studio.renewKey() : undefined)),
    t,
  });
  const showSources = (): void => {
    sources.show({ floor: floor.out.value.peek(), backstage: backstage.out.value.peek(), films: studio.films, ingest: studio.ingest, now: client.now() });
  };
  const view = new ConsoleView({
    plan,
    zone: page.time_zone,
    lineStatus: status.element,
    languageSwitch: languageSwitch(page.language, t),
    acts,
    call,
    dismiss: () => {
      const venue = onStandby();
      if (venue !== undefined) release(venue);
    },
    look: (venue) => { looked.set(venue); },
    select: (venue) => { selected.set(venue); },
    setOrder: (wanted) => { order.set(wanted); },
    setSound: (kind, isOn) => { muted[kind].set(!isOn); },
    open: () => void confirmed("opening"),
    close: () => void confirmed("closing"),
    setScene,
    lowerHand: (venue) => void command(`venues/${venue}/hand/lowered`),
    answerHelp: (venue) => void command(`venues/${venue}/help/answered`),
    sendNotice: async (to, text) => {
      const isSent = await command("notices", { ...to, text });
      if (isSent) toasts.say(t("console.notice.sent"), "good");
      return isSent;
    },
    slides: slides.element,
    sources: sources.element,
    openTalk: (venue) => { selected.set(venue); },
    sendMessage: (venue, text) => command(`venues/${venue}/messages`, { text }),
    t,
  });
  mount(view.element, toasts.element, view.keys);

  const wanted = { standby: new Signal<readonly string[]>([]), programme: new Signal<readonly string[]>([]) };
  const monitored = (kind: "standby" | "programme"): Programme =>
    new Programme({ line, wanted: wanted[kind], muted: muted[kind], host: () => view[kind].picture });
  const [standby, programme] = [monitored("standby"), monitored("programme")];
  new Wall({ line, onStill: (still) => void (still.venue === PRODUCTION_DESK ? sources.paint(still.jpeg) : view.wall.paint(still)) });

  new Look({ line, venue: looked, onPicture: (venue, jpeg) => void view.wall.paintCloser(venue, jpeg) });

  const effect = new Effect();
  effect.run((inner) => {
    const current = inner.get(floor.out.value);
    const called = standbyVenue(current);
    wanted.standby.set(called === undefined ? [] : [backstagePath(called)]);
    wanted.programme.set(current?.on_air.map(feedPath) ?? []);
  });
  const renderVenues = (): void => {
    const [now, then] = [floor.out.value.peek(), backstage.out.value.peek()];
    view.showVenues({ floor: now, backstage: then, order: order.peek(), selected: selected.peek(), now: client.now() });
  };
  for (const source of [floor.out.value, backstage.out.value, order, selected]) {
    effect.run((inner) => {
      inner.get<unknown>(source);
      renderVenues();
    });
  }
  effect.run((inner) => {
    const current = inner.get(floor.out.value);
    turner.hear(current);
    slides.show({ floor: current, decks: inner.get(decks.out.value) });
  });
  const render = (): void => {
    showSources();
    const current = floor.out.value.peek();
    view.showCourse({
      floor: current,
      backstage: backstage.out.value.peek(),
      queue: queueEntries(plan, current, backstage.out.value.peek()),
      now: client.now(),
      hasStandby: standby.out.onShow.peek().size > 0,
      hasProgramme: programme.out.onShow.peek().size > 0,
    });
  };
  for (const source of [floor.out.value, backstage.out.value, standby.out.onShow, programme.out.onShow]) {
    effect.run((inner) => {
      inner.get<unknown>(source);
      render();
    });
  }
  effect.run((inner) => { status.show(inner.get(dialer.out.state)); });
  const talk = new Talk({ client, storage: sessionStorage, key: `diemcau:seen:${page.slug}`, onChange: () => { showTalk(); } });
  const showTalk = (): void => {
    const venue = selected.peek() ?? onStandby();
    view.showTalk({ venue, lines: talk.lines(venue), unseen: talk.unseen(venue) });
  };
  effect.run((inner) => {
    talk.hear(inner.get(floor.out.value), inner.get(selected) ?? onStandby());
    showTalk();
  });
  setInterval(() => {
    renderVenues();
    render();
  }, TICK_MS);

  document.addEventListener("keydown", (event) => {
    const target = event.target as Element;
    if (document.querySelector("dialog[open]") || target.matches("input, textarea, select")) return;
    const step = stepOf(event, "console");
    if (step !== undefined) {
      event.preventDefault();
      slides.step(step);
      return;
    }
    const intent = intentOf(event);
    // On a button Enter and Space are that button's own.
    if (intent === undefined || (intent === "air" && target.matches("button, a"))) return;
    event.preventDefault();
    if (isDirection(intent)) view.wall.move(intent);
    else if (isScene(intent)) setScene(intent);
    else acts[intent]();
  });
}

const { isLive, missing } = fitness(capabilities());
if (isLive) {
  const plan = await untilAnswered(
    () => client.kept<Plan>("plan"),
    (error) => { mount(h("main", { class: "unfit" }, h("p", { role: "alert" }, error instanceof Refused ? error.message : t("page.failed")))); },
  );
  run(inLanguage(plan, page.language));
} else {
  const needs = missing.map((need) => h("li", {}, t(`need.${need}`)));
  mount(h("main", { class: "unfit" }, h("h1", {}, t("screen.unfit")), h("ul", {}, ...needs), h("p", {}, t("screen.unfit.advice"))));
}
