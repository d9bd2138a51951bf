# SPDX-License-Identifier: Apache-2.0
"""Many marks at once: what a venue's desk kept while its line was down.

Each is answered by itself, as it would be at its own address, and a bad one hurts no other.
They are taken in their order, in as few commits as the journal makes of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import ValidationError

from diemcau.conference.links import Pass
from diemcau.journal.commands import Answer, Command
from diemcau.journal.committer import GroupCommitter
from diemcau.lib.refusal import Language, Refusal
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import REFUSED
from diemcau.web.api.roll_commands import ROLL_ACTIONS
from diemcau.web.api.schemas import Batch, BatchAnswer, BatchAnswers, Code, Problem, Receipt, Slug
from diemcau.web.problems import RequestIsMalformed, asked_language, problem_of
from diemcau.web.rules import require_desk
from diemcau.web.serving import serving_of

router = Router(tags=["roll call"])
Outcome = Answer | Refusal


@router.post("/batch", response={200: BatchAnswers, **REFUSED})
async def batch(request: HttpRequest, slug: Slug, code: Code, body: Batch) -> BatchAnswers:
    """Marks of the roll call in the order in which they were taken, each answered by itself."""
    holder, parts = holder_of(request), serving_of(request)
    require_desk(holder, venue=code)
    commands = await parts.readers.read(_commands, holder, code, body.commands)
    outcomes = await asyncio.gather(*(_outcome(parts.committer, command) for command in commands))
    language = asked_language(request.headers.get("Accept-Language", ""))
    answers = [
        _answer(str(fields.get("uid", "")), outcome, language)
        for fields, outcome in zip(body.commands, outcomes, strict=True)
    ]
    return BatchAnswers(answers=answers)


def _commands(holder: Pass, venue: str, batch: Sequence[dict[str, Any]]) -> list[Command | Refusal]:
    return [_command(holder, venue, fields) for fields in batch]


def _command(holder: Pass, venue: str, fields: dict[str, Any]) -> Command | Refusal:
    action = ROLL_ACTIONS.get(str(fields.get("action")))
    if action is None:
        return RequestIsMalformed(field="action", problem=", ".join(ROLL_ACTIONS))
    try:
        body = action.body.model_validate({name: value for name, value in fields.items() if name != "action"})
        return action.build(holder, venue, body)
    except ValidationError as error:
        first = error.errors()[0]
        return RequestIsMalformed(field=".".join(map(str, first["loc"])), problem=first["msg"])
    except Refusal as refusal:
        return refusal


async def _outcome(committer: GroupCommitter, command: Command | Refusal) -> Outcome:
    if isinstance(command, Refusal):
        return command
    try:
        return await committer.execute(command)
    except Refusal as refusal:
        return refusal


def _answer(uid: str, outcome: Outcome, language: Language) -> BatchAnswer:
    if isinstance(outcome, Refusal):
        problem = Problem.model_validate(problem_of(outcome, language))
        return BatchAnswer(uid=uid, status=outcome.status, problem=problem)
    record = outcome.record
    receipt = Receipt(seq=record.seq, uid=record.uid, kind=record.kind, at=record.at)
    return BatchAnswer(uid=uid, status=201 if outcome.is_new else 200, receipt=receipt)
