// SPDX-License-Identifier: Apache-2.0

import { languageSwitch } from "../elements/language-switch.ts";
import { PhoneView } from "../elements/phone-view.ts";
import { capabilities } from "../media/capabilities.ts";
import { Dialer } from "../media/dialer.ts";
import { LiveDocument } from "../media/document.ts";
import { dialToRead, type ReadingLine } from "../media/reading.ts";
import { Effect, Signal } from "../media/signals.ts";
import { inLanguage } from "../model/composition.ts";
import { h, mount } from "../ui/dom.ts";
import { translator } from "../ui/text.ts";
import { Client, Refused } from "../wire/client.ts";
import type { Floor, OwnPlace, Plan, Ticket } from "../wire/documents.ts";
import { readPage } from "../wire/page.ts";
import { OwnCheckin } from "../wire/own-checkin.ts";
import { untilAnswered } from "../wire/patience.ts";
import { Pictures } from "../wire/pictures.ts";
import { wholeFloor } from "../wire/whole.ts";

/** Most telephones have no WebTransport yet: 1,700 of them ask the server 170 times a second. */
const FLOOR_MS = 10_000;

const page = readPage(document);
const t = translator(page.language);
const client = new Client({ origin: location.origin, ...page });

const explain = (error: unknown): void => {
  const sentence = error instanceof Refused ? error.message : t("page.failed");
  mount(h("main", { class: "phone" }, h("p", { role: "alert" }, sentence)));
};

const [given, place] = await untilAnswered(() => Promise.all([client.kept<Plan>("plan"), client.get<OwnPlace>("me")]), explain);
const pictures = new Pictures(client);
const view = new PhoneView({
  plan: inLanguage(given, page.language),
  place,
  zone: page.time_zone,
  language: page.language,
  languageSwitch: languageSwitch(page.language, t),
  addressOf: (name) => pictures.address(name),
  t,
});
mount(view.element);
new OwnCheckin({
  door: page.door,
  send: (command) => client.send(command),
  storage: localStorage,
  key: `diemcau:door:${page.slug}:${page.person ?? ""}`,
  onState: (state) => { view.showDoor(state); },
  network: globalThis,
});
// Loaded again, the page must not bring the same code once more.
if (page.door) history.replaceState(null, "", `/c/${page.slug}/phone/`);

const noLine = new Signal<ReadingLine | undefined>(undefined);
const dialer = capabilities().webTransport
  ? new Dialer({ ticket: () => client.get<Ticket>("live"), dial: dialToRead })
  : undefined;
const floor = new LiveDocument<Floor>({
  line: dialer?.out.line ?? noLine,
  path: "floor/state",
  whole: wholeFloor,
  fallback: () => client.get<Floor>("floor"),
  every: FLOOR_MS,
});
new Effect((effect) => { view.show(effect.get(floor.out.value)); });
