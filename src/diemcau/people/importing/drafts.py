# SPDX-License-Identifier: Apache-2.0
"""An import under way: files taken in, looked at as often as one likes, settled, applied or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from diemcau.conference.models import Conference
from diemcau.journal.commands import execute
from diemcau.lib.ids import new_uid
from diemcau.people.actions import record_plan
from diemcau.people.importing.applying import apply_import
from diemcau.people.importing.comparing import compared
from diemcau.people.importing.lists import Roster, read_roster
from diemcau.people.importing.models import AppliedImport, ImportDraft, ImportFile
from diemcau.people.importing.reports import SAME, Answers, RosterPlan
from diemcau.people.importing.undoing import undo_import
from diemcau.people.refusals import RowsAreHeld


@dataclass(frozen=True, kw_only=True, slots=True)
class SentFile:
    """A file as it came from a sender."""

    name: str
    content: bytes


@transaction.atomic
def begin_draft(conference: Conference, files: Sequence[SentFile], *, by: str, at: datetime) -> ImportDraft:
    """Take files in. Raises: the refusals of `read_roster`; then nothing was kept."""
    named = _with_names_of_their_own(files)
    for file in named:
        read_roster(file.content, file=file.name)
    draft = ImportDraft.objects.create(conference=conference, begun_at=at, begun_by=by)
    ImportFile.objects.bulk_create(ImportFile(draft=draft, name=file.name, content=file.content) for file in named)
    return draft


def rosters_of(draft: ImportDraft) -> list[Roster]:
    """The lists in a draft's files."""
    return [read_roster(bytes(file.content), file=file.name) for file in draft.files.all()]


def plan_of(draft: ImportDraft) -> RosterPlan:
    """What a draft would change now, its answers counted."""
    answers = Answers(rows=draft.row_answers, venues=draft.venue_answers)
    return compared(draft.conference, rosters_of(draft), answers)


@transaction.atomic
def settle(draft: ImportDraft, *, rows: Mapping[str, str], venues: Mapping[str, str]) -> ImportDraft:
    """Keep answers, by the keys of rows and venue questions; an empty one is taken back."""
    draft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    draft.row_answers = {key: answer for key, answer in (draft.row_answers | dict(rows)).items() if answer}
    draft.venue_answers = {key: code for key, code in (draft.venue_answers | dict(venues)).items() if code}
    draft.save()
    return draft


@transaction.atomic
def apply_draft(draft: ImportDraft, *, actor: str, at: datetime, without_held: bool) -> AppliedImport | None:
    """Take what a draft's rows change, and have the recorded plan follow.

    Rows that are held stay in the draft; when none is, the draft and its files go.

    Returns: the import, None when no row changes anything.
    Raises: RowsAreHeld: some are, and `without_held` isn't said; AlreadyClosed.
    """
    draft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    plan = plan_of(draft)
    if plan.held and not without_held:
        raise RowsAreHeld(held=len(plan.held))
    taken = apply_import(draft.conference, plan, by=actor, at=at) if plan.taken else None
    if not plan.held:
        draft.delete()
    elif taken is not None:
        # A row that names little can't prove by itself that it is the delegate whom it has just invited.
        settle(draft, rows={key: f"{SAME}known:{pk}" for key, pk in taken.invitations.items()}, venues={})
    if taken is not None:
        _follow(draft.conference, actor)
    return taken.applied if taken else None


@transaction.atomic
def take_back(applied: AppliedImport, *, actor: str, at: datetime) -> AppliedImport:
    """Undo an import, and have the recorded plan follow. Raises: ImportIsUndone, AlreadyClosed."""
    undone = undo_import(applied, by=actor, at=at)
    _follow(undone.conference, actor)
    return undone


def _follow(conference: Conference, actor: str) -> None:
    command = record_plan(conference, uid=new_uid(), actor=actor)
    if command is not None:
        execute(command)


def _with_names_of_their_own(files: Sequence[SentFile]) -> list[SentFile]:
    """The files, with a number before the ending where two are called alike: offices all write `danh sach.xlsx`."""
    named: dict[str, SentFile] = {}
    for file in files:
        stem, dot, ending = file.name.rpartition(".")
        name, n = file.name, 2
        while name in named:
            name, n = f"{stem} ({n}){dot}{ending}", n + 1
        named[name] = SentFile(name=name, content=file.content)
    return list(named.values())
