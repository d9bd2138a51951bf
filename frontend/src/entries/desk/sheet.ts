// SPDX-License-Identifier: Apache-2.0

import { ask } from "../../elements/dialogs.ts";
import { askToSeal, tellSealed } from "../../elements/seal-dialog.ts";
import type { Toasts } from "../../elements/toast.ts";
import type { Translate } from "../../ui/text.ts";
import { type Client, Refused } from "../../wire/client.ts";
import type { Sheet } from "../../wire/documents.ts";
import { newCommand, sendNow } from "../../wire/patience.ts";

export interface SheetTools {
  readonly client: Client;
  /** `venues/<code>` */
  readonly base: string;
  /** How many marks this device hasn't sent. */
  readonly waiting: () => number;
  /** How many cases of this venue are open. */
  readonly cases: () => number;
  readonly toasts: Toasts;
  readonly t: Translate;
}

/** Close the roll: only with a network, and only with everything sent. */
export async function sealSheet({ client, base, waiting, cases, toasts, t }: SheetTools): Promise<void> {
  await told(toasts, t, async () => {
    const sheet = await client.get<Sheet>(`${base}/sheet`);
    const note = await askToSeal({ sheet, waiting: waiting(), cases: cases() }, t);
    if (note === null) return;
    await sendNow(client, newCommand(`${base}/sheet/seal`, { note: note === "" ? null : note }));
    await tellSealed(await client.get<Sheet>(`${base}/sheet`), t);
  });
}

/** Open a closed roll again, and say why. */
export async function reopenSheet({ client, base, toasts, t }: SheetTools): Promise<void> {
  const suggestions = [t("sheet.reason.late"), t("sheet.reason.mistake")];
  const fields = [{ name: "reason", label: t("sheet.reason"), isRequired: true, isLong: true, suggestions }];
  const answer = await ask({ title: t("sheet.reopen.title"), fields, confirm: t("sheet.reopen") }, t);
  if (answer) await told(toasts, t, () => sendNow(client, newCommand(`${base}/sheet/reopen`, answer)));
}

async function told(toasts: Toasts, t: Translate, task: () => Promise<unknown>): Promise<void> {
  try {
    await task();
  } catch (error) {
    toasts.say(error instanceof Refused ? error.message : t("sheet.offline"));
  }
}
