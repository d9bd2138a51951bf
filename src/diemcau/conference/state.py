# SPDX-License-Identifier: Apache-2.0
"""The course of the day as rules: when a conference may open, go on and close. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from diemcau.conference.events import ConferenceClosed, ConferenceOpened, ItemStarted, PlanRecorded
from diemcau.conference.refusals import (
    AlreadyClosed,
    AlreadyOpen,
    ItemIsRunning,
    NotOpen,
    PlanIsNotRecorded,
    UnknownItem,
)
from diemcau.journal.folding import Fold
from diemcau.journal.records import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """How far the day has come. `plan` is None before the first `plan.recorded`, `item` before the first item."""

    plan: PlanRecorded | None = None
    phase: Literal["planned", "open", "closed"] = "planned"
    item: int | None = None


def evolve(course: Course, record: Record) -> Course:
    """The course after one more entry; entries of other rooms change nothing."""
    match record.event:
        case PlanRecorded() as plan:
            return replace(course, plan=plan)
        case ConferenceOpened():
            return replace(course, phase="open")
        case ItemStarted(item=item):
            return replace(course, item=item)
        case ConferenceClosed():
            return replace(course, phase="closed")
    return course


COURSE_FOLD = Fold(name="conference.course", initial=Course(), evolve=evolve)


def decide_record_plan(course: Course, plan: PlanRecorded) -> PlanRecorded:
    """Record a plan. Raises: AlreadyClosed: its numbers are part of the frozen record."""
    if course.phase == "closed":
        raise AlreadyClosed
    return plan


def decide_open(course: Course) -> ConferenceOpened:
    """Open the conference. Raises: PlanIsNotRecorded, AlreadyOpen, AlreadyClosed."""
    if course.phase == "closed":
        raise AlreadyClosed
    if course.phase == "open":
        raise AlreadyOpen
    if course.plan is None:
        raise PlanIsNotRecorded
    return ConferenceOpened()


def decide_start_item(course: Course, item: int) -> ItemStarted:
    """Start an item of the programme, in any order: a day may go otherwise than planned.

    Raises: NotOpen, AlreadyClosed, UnknownItem, ItemIsRunning.
    """
    _require_open(course)
    if course.plan is None or item not in {planned.number for planned in course.plan.items}:
        raise UnknownItem(item=item)
    if item == course.item:
        raise ItemIsRunning(item=item)
    return ItemStarted(item=item)


def decide_close(course: Course) -> ConferenceClosed:
    """Close the conference. Raises: NotOpen, AlreadyClosed."""
    _require_open(course)
    return ConferenceClosed()


def _require_open(course: Course) -> None:
    if course.phase == "closed":
        raise AlreadyClosed
    if course.phase != "open":
        raise NotOpen
