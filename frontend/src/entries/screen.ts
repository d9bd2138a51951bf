// SPDX-License-Identifier: Apache-2.0

import { lateLine } from "../elements/late-line.ts";
import { languageSwitch } from "../elements/language-switch.ts";
import { lineStatus } from "../elements/line-status.ts";
import { ScreenView } from "../elements/screen-live.ts";
import { type DeviceChoice, StartPanel } from "../elements/screen-start.ts";
import { Camera } from "../media/camera.ts";
import { capabilities } from "../media/capabilities.ts";
import { Decks } from "../media/decks.ts";
import { CheckUp } from "../media/check-up.ts";
import { Dialer } from "../media/dialer.ts";
import { LiveDocument } from "../media/document.ts";
import { Fallback } from "../media/fallback.ts";
import { Microphone } from "../media/microphone.ts";
import type { PlayerReport } from "../media/player.ts";
import { Programme } from "../media/programme.ts";
import { beatsOnReading, dialToRead } from "../media/reading.ts";
import { Sender } from "../media/sender.ts";
import { beatsOnSending, dialToSend } from "../media/sending.ts";
import { Effect, Signal } from "../media/signals.ts";
import { SlideShow } from "../media/slide-show.ts";
import { browserName } from "../model/browser.ts";
import { composition, inLanguage, venueName } from "../model/composition.ts";
import { fitness } from "../model/fitness.ts";
import { decksAhead, sceneOnShow, wantedSlide } from "../model/slides.ts";
import { codeOf, feedPath } from "../model/paths.ts";
import { nextOnAir, sending } from "../model/tally.ts";
import { h, mount } from "../ui/dom.ts";
import { translator, venueTitle } from "../ui/text.ts";
import { Client } from "../wire/client.ts";
import { DoorCodes } from "../wire/door.ts";
import type { Door, Floor, Plan, Ticket, VenueStatus } from "../wire/documents.ts";
import { readPage } from "../wire/page.ts";
import { PiecewisePictures } from "../wire/pieces.ts";
import { newCommand, sendNow, untilAnswered } from "../wire/patience.ts";
import { wholeFloor } from "../wire/whole.ts";

const STARTED_KEY = "diemcau:started";
const TICK_MS = 1_000;
const DEVICES_MS = 10_000;
/** How soon a screen learns that the organiser turned its code on or off. */
const DOOR_MS = 60_000;
/** A hall's PC that decodes video may never be idle. */
const IDLE_MS = 2_000;
/** The pane of the late programme: no venue's, for its picture is of whoever spoke some seconds ago. */
const LATE = "@late";
/** The small rendition's track, as the publishing library names it. */
const SMALL = "video/sd";
const NOTHING_ON_SHOW: PlayerReport = { painted_fps: 0, heard_db: null, rendition: null, loss: null, delay_ms: null };

const page = readPage(document);
const venue = page.venue ?? "";
const t = translator(page.language);
const client = new Client({ origin: location.origin, ...page });
const fit = fitness(capabilities());

/** The devices chosen before this page was reloaded: a hall that was in goes straight back in. */
function earlierChoice(): DeviceChoice | undefined {
  const stored = sessionStorage.getItem(STARTED_KEY);
  return stored === null ? undefined : (JSON.parse(stored) as DeviceChoice);
}

async function letIn(plan: Plan): Promise<DeviceChoice> {
  const earlier = earlierChoice();
  if (earlier && fit.canWatch) return earlier;
  const panel = new StartPanel({
    conference: plan.conference.name,
    venue: venueTitle(venueName(plan, venue), t),
    fitness: fit,
    languageSwitch: languageSwitch(page.language, t),
    t,
  });
  mount(panel.element);
  const choice = await panel.choice;
  sessionStorage.setItem(STARTED_KEY, JSON.stringify(choice));
  document.documentElement.requestFullscreen().catch(() => undefined);
  // Asked for now, so that no question stands on the screen at the moment a venue is called.
  if (fit.canSend) await Camera.devices();
  return choice;
}

function run(plan: Plan, devices: DeviceChoice): void {
  // A browser that can't have a line asks for no tickets: it sees the late programme.
  const ticket = (): Promise<Ticket> => (fit.isLive ? client.get<Ticket>("live") : new Promise<never>(() => undefined));
  const reading = new Dialer({ ticket, dial: dialToRead, beats: beatsOnReading });
  const outgoing = new Dialer({ ticket, dial: dialToSend, beats: beatsOnSending });
  const floor = new LiveDocument<Floor>({
    line: reading.out.line,
    path: "floor/state",
    whole: wholeFloor,
    fallback: () => client.get<Floor>("floor"),
  });
  const status = lineStatus(t);
  const zone = page.time_zone;
  const view = new ScreenView({ plan, venue, zone, language: page.language, lineStatus: status.element, t });
  mount(view.element);

  const [wanted, prepared] = [new Signal<readonly string[]>([]), new Signal<readonly string[]>([])];
  const hasProgramme = new Signal(false);
  const sends = new Signal(false);
  const gain = new Signal(1);
  const covered = new Signal(false);
  const programme = new Programme({
    line: reading.out.line,
    wanted,
    prepared,
    muted: new Signal(false),
    covered,
    silentPath: feedPath(venue),
    host: (path) => view.panes.host(codeOf(path)),
  });
  const decks = new Decks({ given: plan.decks, floor: floor.out.value, ask: async () => (await client.kept<Plan>("plan")).decks });
  const pictures = new PiecewisePictures(client);
  const slides = new SlideShow({
    fetch: (image, priority, signal) => pictures.fetch(image, priority, signal),
    decode: (picture) => createImageBitmap(picture),
    idle: () => new Promise((resolve) => requestIdleCallback(() => { resolve(); }, { timeout: IDLE_MS })),
    pause: (delay) => new Promise((resolve) => setTimeout(resolve, delay)),
  });
  const fallback = new Fallback({
    line: reading.out.line,
    wanted: hasProgramme,
    canBeLive: fit.isLive,
    url: `/api/${page.slug}/recording/live.m3u8`,
    bearer: page.bearer,
    host: view.panes.host(LATE),
  });
  const late = lateLine(t);
  view.element.append(late.element);
  const effect = new Effect();
  effect.run((running) => {
    const [current, known] = [running.get(floor.out.value), running.get(decks.out.value)];
    const wanted = wantedSlide(current, known);
    // A slide of a deck that isn't known here yet: the one on show stays until it is.
    if (wanted || !current?.slide) slides.show(wanted, decksAhead(current, known));
  });
  effect.run((running) => {
    const current = running.get(floor.out.value);
    const shown = composition(current, plan);
    const sent = sending(current, venue, plan.conference.hub);
    covered.set(sceneOnShow(current, running.get(slides.out.picture) !== undefined) === "slides");
    hasProgramme.set(shown.kind === "programme");
    wanted.set(shown.kind === "programme" && fit.isLive ? shown.onAir.map(feedPath) : []);
    prepared.set(fit.isLive ? nextOnAir(current, plan.conference.hub).map(feedPath) : []);
    sends.set(sent.feed && fit.canSend);
    gain.set(sent.gain);
  });
  const render = (): void => {
    view.show({
      floor: floor.out.value.peek(),
      now: client.now(),
      isConnected: reading.out.line.peek() !== undefined,
      isThin: [...programme.out.onShow.peek().values()].some((player) => player.out.rendition.peek() === SMALL),
      slide: slides.out.picture.peek(),
      onShow: fallback.out.delay.peek() === undefined ? [...programme.out.onShow.peek().keys()].map(codeOf) : [LATE],
    });
  };
  for (const source of [floor.out.value, reading.out.line, programme.out.onShow, slides.out.picture]) effect.run((inner) => {
    inner.get<unknown>(source);
    render();
  });
  effect.run((inner) => {
    late.show(inner.get(fallback.out.delay));
    render();
  });
  effect.run((inner) => { status.show(inner.get(reading.out.state)); });
  setInterval(render, TICK_MS);
  const door = new DoorCodes({
    ask: () => client.get<Door>(`venues/${venue}/door`),
    now: () => client.now(),
    onAddress: (address) => { view.door.show(address); },
  });
  // Browsers give the means to make codes to pages over https alone.
  if (isSecureContext) {
    void door.refresh();
    setInterval(() => void door.tick(), TICK_MS);
    setInterval(() => void door.refresh(), DOOR_MS);
  }

  const camera = new Camera();
  if (fit.canSend) void camera.open(devices.camera);
  const microphone = new Microphone();
  const lookForMicrophone = (): void => {
    if (fit.canSend) void microphone.look();
  };
  lookForMicrophone();
  setInterval(lookForMicrophone, DEVICES_MS);

  const report = (): VenueStatus => {
    // With two on air the one in front stands for both, but a hall can't prove anything by its own voice.
    const shown = [...programme.out.onShow.peek()];
    const front = shown.find(([path]) => path !== feedPath(venue)) ?? shown[0];
    return {
      viewing: front ? codeOf(front[0]) : null,
      ...(front?.[1].takeReport() ?? NOTHING_ON_SHOW),
      camera: camera.state(),
      microphone: microphone.state(),
      browser: browserName(navigator.userAgent),
    };
  };
  const checkUp = new CheckUp({
    venue,
    browser: browserName(navigator.userAgent),
    camera: () => camera.state(),
    microphoneId: devices.microphone,
    reading,
    sending: outgoing,
    send: (check, findings) => sendNow(client, newCommand(`venues/${venue}/check`, { check, findings })),
    storage: sessionStorage,
  });
  effect.run((inner) => { checkUp.hear(inner.get(floor.out.value)?.check, client.now()); });
  effect.run((inner) => { view.showListening(inner.get(checkUp.out.isListening)); });
  new Sender({
    line: outgoing.out.line,
    venue,
    sends,
    gain,
    camera: camera.out.video,
    openMicrophone: () => microphone.open(devices.microphone),
    still: () => camera.still(),
    closer: () => camera.closer(),
    status: report,
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "f" || event.ctrlKey || event.metaKey || event.altKey) return;
  const toggled = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  toggled.catch(() => undefined);
});

const plan = await untilAnswered(
  () => client.kept<Plan>("plan").then((given) => inLanguage(given, page.language)),
  (error) => {
    const sentence = error instanceof Error && error.name === "Refused" ? error.message : t("page.failed");
    mount(h("main", { class: "start" }, h("p", { role: "alert" }, sentence)));
  },
);
document.title = `${t("screen.title")} · ${venueName(plan, venue)}`;
run(plan, await letIn(plan));
