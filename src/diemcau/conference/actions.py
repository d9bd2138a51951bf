# SPDX-License-Identifier: Apache-2.0
"""Commands of the chair, and the plan's way into the journal."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from diemcau.conference.events import PlanRecorded
from diemcau.conference.models import Conference
from diemcau.conference.queries import planned_items, planned_venues
from diemcau.conference.state import COURSE_FOLD, decide_close, decide_open, decide_record_plan, decide_start_item
from diemcau.journal.commands import Command
from diemcau.journal.queries import folded


def record_plan(conference: Conference, *, uid: UUID, actor: str, invited: Mapping[str, int]) -> Command | None:
    """Record the plan as the tables have it now.

    `invited` is how many the roll calls at each venue, by code; venues that it leaves out have none.

    Returns: None when the last recorded plan says the same.
    Refuses: AlreadyClosed.
    """
    plan = PlanRecorded(venues=planned_venues(conference, invited=invited), items=planned_items(conference))
    if folded(conference.uuid, COURSE_FOLD).plan == plan:
        return None
    return Command(
        conference=conference.uuid,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_record_plan(transaction.state(COURSE_FOLD), plan),
    )


def open_conference(*, conference: UUID, uid: UUID, actor: str) -> Command:
    """Open the conference. Refuses: PlanIsNotRecorded, AlreadyOpen, AlreadyClosed."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_open(transaction.state(COURSE_FOLD)),
    )


def start_item(*, conference: UUID, uid: UUID, actor: str, item: int) -> Command:
    """Start the programme item with this number. Refuses: NotOpen, AlreadyClosed, UnknownItem, ItemIsRunning."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_start_item(transaction.state(COURSE_FOLD), item),
    )


def close_conference(*, conference: UUID, uid: UUID, actor: str) -> Command:
    """Close the conference; the board as of this entry is the record. Refuses: NotOpen, AlreadyClosed."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_close(transaction.state(COURSE_FOLD)),
    )
