# SPDX-License-Identifier: Apache-2.0
"""Loading a folder: the plan, the guests, every workbook, the decks and the films in it, all or nothing.

Owns the order of the steps and the one transaction around them. The files' forms are
`conference.blueprint`'s and `importing.lists`', the verdicts `importing.planning`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from diemcau.conference.actions import lay_out, set_clips, set_decks, set_programme
from diemcau.conference.blueprint import PLAN_FILE, VENUES_FILE, Blueprint, ClipPart, DeckPart, read_blueprint
from diemcau.conference.clip_files import PreparedClip, prepared_clip
from diemcau.conference.deck_files import DeckFile, RenderedDeck, rendered_deck
from diemcau.conference.models import Conference
from diemcau.conference.refusals import PlanFileIsMissing
from diemcau.conference.settling import Change
from diemcau.journal.commands import execute
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid
from diemcau.people.actions import invite_guests, number_invitations, record_plan
from diemcau.people.importing.applying import apply_import
from diemcau.people.importing.comparing import compared, refuse_held
from diemcau.people.importing.lists import Roster, read_roster
from diemcau.people.importing.reports import RosterPlan
from diemcau.people.importing.sheets import ACCEPTED
from diemcau.people.queries import guests_of_honour, invited_by_venue

Step = Callable[[str], None]
MATERIAL = frozenset({".pdf", ".mp4", ".mov", ".mkv", ".webm"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """What loading a folder did. `recorded_seq` is the new `plan.recorded`'s, None when nothing differed."""

    conference: Conference
    changes: tuple[Change, ...]
    rosters: RosterPlan
    invited: dict[str, int]
    recorded_seq: int | None


def files_in(folder: Path) -> list[Path]:
    """The files that a folder may be loaded from; temporary files of Excel are left out."""
    return [folder / PLAN_FILE, folder / VENUES_FILE, *_workbooks_in(folder), *_material_in(folder)]


def _material_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in MATERIAL)


def load_folder(folder: Path, *, actor: str, on_file: Step = lambda _: None) -> Loaded:
    """Load a folder into the plan, and record the plan if it differs from the last one.

    `on_file` is told each file's name once it has been read.

    Raises: PlanFileIsMissing and the refusals of `read_blueprint`, `read_roster`, `rendered_deck`, `prepared_clip`,
    `refuse_held`, `record_plan`; then nothing was changed.
    """
    blueprint = _blueprint_in(folder, on_file)
    rosters = [_roster_in(path, on_file) for path in _workbooks_in(folder)]
    decks = [(part, _deck_in(folder, part, on_file)) for part in blueprint.decks]
    clips = [(part, _clip_in(folder, part, on_file)) for part in blueprint.clips]
    return _write(blueprint, rosters, decks, clips, actor=actor)


def _blueprint_in(folder: Path, on_file: Step) -> Blueprint:
    contents = {}
    for name in (PLAN_FILE, VENUES_FILE):
        path = folder / name
        if not path.is_file():
            raise PlanFileIsMissing(folder=str(folder), file=name)
        contents[name] = path.read_bytes()
        on_file(name)
    return read_blueprint(plan=contents[PLAN_FILE], venues=contents[VENUES_FILE])


def _workbooks_in(folder: Path) -> list[Path]:
    workbooks = (path for path in folder.iterdir() if path.suffix.lower() in ACCEPTED and path.name != VENUES_FILE)
    return sorted(path for path in workbooks if not path.name.startswith("~$"))


def _deck_in(folder: Path, part: DeckPart, on_file: Step) -> RenderedDeck:
    with _opened(folder, part.file) as content:
        deck = rendered_deck([DeckFile(name=part.file, content=content)])
    on_file(part.file)
    return deck


def _clip_in(folder: Path, part: ClipPart, on_file: Step) -> PreparedClip:
    with _opened(folder, part.file) as content:
        clip = prepared_clip(part.file, content)
    on_file(part.file)
    return clip


def _opened(folder: Path, file: str) -> BinaryIO:
    path = folder / file
    if not path.is_file():
        raise PlanFileIsMissing(folder=str(folder), file=file)
    return path.open("rb")


def _roster_in(path: Path, on_file: Step) -> Roster:
    roster = read_roster(path.read_bytes(), file=path.name)
    on_file(path.name)
    return roster


@transaction.atomic
def _write(
    blueprint: Blueprint,
    rosters: list[Roster],
    decks: list[tuple[DeckPart, RenderedDeck]],
    clips: list[tuple[ClipPart, PreparedClip]],
    *,
    actor: str,
) -> Loaded:
    conference, changes = lay_out(blueprint)
    plan = compared(conference, rosters)
    refuse_held(plan)
    if plan.taken:
        apply_import(conference, plan, by=actor, at=SystemClock().now())
    changes += invite_guests(conference, blueprint.guests)
    number_invitations(conference)
    guests = {guest.person.full_name: guest.person.uuid for guest in guests_of_honour(conference)}
    changes += set_programme(conference, blueprint.items, persons=guests)
    changes += set_decks(conference, decks)
    changes += set_clips(conference, clips)
    command = record_plan(conference, uid=new_uid(), actor=actor)
    return Loaded(
        conference=conference,
        changes=tuple(changes),
        rosters=plan,
        invited=invited_by_venue(conference),
        recorded_seq=execute(command).record.seq if command else None,
    )
