// SPDX-License-Identifier: Apache-2.0

import type { Translate } from "../ui/text.ts";
import { type Client, Refused } from "../wire/client.ts";
import type { CaseSide, RollCase } from "../wire/documents.ts";
import { newCommand, sendNow } from "../wire/patience.ts";
import { ask } from "./dialogs.ts";
import type { Toasts } from "./toast.ts";

export interface SettlingTools {
  readonly client: Client;
  readonly toasts: Toasts;
  /** Whatever came of it, the cases are to be asked for again. */
  readonly refresh: () => void;
  readonly t: Translate;
}

/** Ask whether this side of a case is right and, if so, settle it. */
export async function settle(found: RollCase, side: CaseSide, { client, toasts, refresh, t }: SettlingTools): Promise<void> {
  if (!(await ask({ title: t("settle.confirm", { name: found.name }), confirm: t("settle.keep") }, t))) return;
  try {
    await sendNow(client, newCommand("cases/settle", { person: found.person, kept: side.uid }));
    toasts.say(t("settle.settled"), "good");
  } catch (error) {
    toasts.say(error instanceof Refused ? error.message : t("command.unsent"));
  }
  refresh();
}
