// SPDX-License-Identifier: Apache-2.0

import { ask } from "../../elements/dialogs.ts";
import { nameOf } from "../../elements/roll-row.ts";
import { folded } from "../../model/folding.ts";
import type { Row } from "../../model/roll.ts";
import type { Translate } from "../../ui/text.ts";

type Answer = Readonly<Record<string, string>> | null;

/** What the desk asks before it notes the rarer things. */
export function askToWithdraw(row: Row, t: Translate): Promise<Answer> {
  return ask({ title: t("desk.withdraw.confirm", { name: nameOf(row, t) }), confirm: t("desk.withdraw") }, t);
}

export function askToArrive(row: Row, t: Translate): Promise<Answer> {
  const key = row.status === "substituted" ? "desk.arrive.confirm.substituted" : "desk.arrive.confirm.elsewhere";
  return ask({ title: t(key, { name: nameOf(row, t), substitute: row.substituteName }), confirm: t("desk.arrive") }, t);
}

export function askAboutSubstitute(row: Row, t: Translate): Promise<Answer> {
  const fields = [
    { name: "substitute_name", label: t("desk.substitute.name"), isRequired: true },
    { name: "substitute_post", label: t("desk.substitute.post"), isRequired: false },
    { name: "paper", label: t("desk.substitute.paper"), isRequired: false, suggestions: [t("desk.paper.authority"), t("desk.paper.introduction"), t("desk.paper.telephone")] },
  ];
  return ask({ title: t("desk.substitute.title", { name: nameOf(row, t) }), fields, confirm: t("action.save") }, t);
}

export function askAboutAbsence(row: Row, t: Translate): Promise<Answer> {
  const suggestions = [t("desk.reason.ill"), t("desk.reason.duty"), t("desk.reason.meeting"), t("desk.reason.family")];
  const fields = [{ name: "reason", label: t("desk.excuse.reason"), isRequired: true, isLong: true, suggestions }];
  return ask({ title: t("desk.excuse.title", { name: nameOf(row, t) }), fields, confirm: t("action.save") }, t);
}

/** Whoever is on the roll under the same name is asked about: it may be the same person. */
export async function askAboutWalkIn(rows: readonly Row[], t: Translate): Promise<Answer> {
  const fields = [
    { name: "name", label: t("desk.walkin.name"), isRequired: true },
    { name: "post", label: t("desk.walkin.post"), isRequired: false },
    { name: "organisation", label: t("desk.walkin.organisation"), isRequired: false },
  ];
  const answer = await ask({ title: t("desk.walkin.title"), fields, confirm: t("action.save") }, t);
  const name = folded(answer?.["name"] ?? "");
  const namesake = answer && rows.find(({ person }) => folded(person.name) === name);
  if (!namesake) return answer;
  const title = t("desk.walkin.namesake", { name: namesake.person.name, post: namesake.person.post });
  return (await ask({ title, confirm: t("desk.walkin.anyway") }, t)) && answer;
}
