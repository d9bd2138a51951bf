// SPDX-License-Identifier: Apache-2.0

import { ask } from "../elements/dialogs.ts";
import { GreetingView } from "../elements/greeting-view.ts";
import { languageSwitch } from "../elements/language-switch.ts";
import { lineStatus } from "../elements/line-status.ts";
import { Toasts } from "../elements/toast.ts";
import { readBackstage } from "../media/backstage.ts";
import { Effect } from "../media/signals.ts";
import { peopleOn, shownGreeting } from "../model/greeting.ts";
import { mount } from "../ui/dom.ts";
import { translator } from "../ui/text.ts";
import { Client, Refused } from "../wire/client.ts";
import type { GreetingPage } from "../wire/documents.ts";
import { Follower } from "../wire/follower.ts";
import { readPage } from "../wire/page.ts";
import { newCommand, sendNow } from "../wire/patience.ts";

const page = readPage(document);
const t = translator(page.language);
const client = new Client({ origin: location.origin, ...page });
const toasts = new Toasts();
let current: GreetingPage | undefined;
let seen: ReadonlySet<string> | undefined;

function show(): void {
  if (!current) return;
  view.show({ ...shownGreeting(current, seen), lockedAt: current.locked_at });
  seen ??= new Set(peopleOn(current));
}

async function command(path: string, fields: Readonly<Record<string, unknown>> = {}): Promise<void> {
  try {
    await sendNow(client, newCommand(path, fields));
  } catch (error) {
    toasts.say(error instanceof Refused ? error.message : t("command.unsent"));
  }
  follower.refresh();
}

async function lock(): Promise<void> {
  // Whom the chair sees now, not whoever comes while the question is on the screen.
  const persons = current ? peopleOn(current) : [];
  if (await ask({ title: t("greeting.lock.confirm", { number: persons.length }), confirm: t("greeting.lock") }, t)) await command("greeting/lock", { persons });
}

async function unlock(): Promise<void> {
  if (await ask({ title: t("greeting.unlock.confirm"), confirm: t("greeting.unlock") }, t)) await command("greeting/unlock");
}

const status = lineStatus(t);
const view = new GreetingView({
  conference: page.conference,
  zone: page.time_zone,
  tools: [status.element, languageSwitch(page.language, t)],
  lock: () => void lock(),
  unlock: () => void unlock(),
  seen: () => {
    seen = current && new Set(peopleOn(current));
    show();
  },
  t,
});
mount(view.element, toasts.element);

const follower = new Follower<GreetingPage>({
  ask: () => client.get<GreetingPage>("greeting"),
  onValue: (value) => {
    current = value;
    show();
  },
});
/** Names are never in it: it tells when to ask for them again. */
const { dialer, document: backstage } = readBackstage(client);
new Effect((inner) => { follower.hear(inner.get(backstage.out.value)?.seq ?? 0); });
if (dialer) new Effect((inner) => { status.show(inner.get(dialer.out.state)); });
