# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from diemcau.conference.events import (
    ConferenceClosed,
    ConferenceOpened,
    ItemStarted,
    PlannedItem,
    PlannedVenue,
    PlanRecorded,
)
from diemcau.conference.refusals import (
    AlreadyClosed,
    AlreadyOpen,
    ItemIsRunning,
    NotOpen,
    PlanIsNotRecorded,
    UnknownItem,
)
from diemcau.conference.state import (
    COURSE_FOLD,
    Course,
    decide_close,
    decide_open,
    decide_record_plan,
    decide_start_item,
)
from diemcau.floor.events import HandRaised
from diemcau.journal.events import Event
from diemcau.lib.refusal import Refusal
from support.records import record

PLAN = PlanRecorded(
    venues=(PlannedVenue(code="LD", parent=None, tier="hub", seats=20, invited=3),),
    items=(PlannedItem(number=1, title="Khai mạc"), PlannedItem(number=2, title="Bế mạc")),
)
OPEN = (PLAN, ConferenceOpened())
CLOSED = (*OPEN, ConferenceClosed())


def given(*events: Event) -> Course:
    return COURSE_FOLD.over(record(event, seq=seq) for seq, event in enumerate(events, start=1))


def test_course_follows_the_day() -> None:
    assert given() == Course()
    assert given(PLAN) == Course(plan=PLAN)
    assert given(*OPEN, ItemStarted(item=2)) == Course(plan=PLAN, phase="open", item=2)
    assert given(*CLOSED) == Course(plan=PLAN, phase="closed")


def test_course_passes_over_what_happens_on_the_floor() -> None:
    assert given(PLAN, HandRaised(venue="LD")) == given(PLAN)


def test_a_planned_conference_opens() -> None:
    assert decide_open(given(PLAN)) == ConferenceOpened()


@pytest.mark.parametrize(("events", "refusal"), [((), PlanIsNotRecorded), (OPEN, AlreadyOpen), (CLOSED, AlreadyClosed)])
def test_opening_is_refused(events: tuple[Event, ...], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        decide_open(given(*events))


def test_items_start_in_any_order() -> None:
    assert decide_start_item(given(*OPEN), 2) == ItemStarted(item=2)
    assert decide_start_item(given(*OPEN, ItemStarted(item=2)), 1) == ItemStarted(item=1)


@pytest.mark.parametrize(
    ("events", "item", "refusal"),
    [
        ((PLAN,), 1, NotOpen),
        (OPEN, 3, UnknownItem),
        (OPEN, 0, UnknownItem),
        ((*OPEN, ItemStarted(item=1)), 1, ItemIsRunning),
        (CLOSED, 1, AlreadyClosed),
    ],
)
def test_starting_an_item_is_refused(events: tuple[Event, ...], item: int, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        decide_start_item(given(*events), item)


def test_an_open_conference_closes_once() -> None:
    assert decide_close(given(*OPEN)) == ConferenceClosed()
    with pytest.raises(NotOpen):
        decide_close(given(PLAN))
    with pytest.raises(AlreadyClosed):
        decide_close(given(*CLOSED))


def test_a_plan_may_change_until_the_close() -> None:
    assert decide_record_plan(given(*OPEN), PLAN) == PLAN
    with pytest.raises(AlreadyClosed):
        decide_record_plan(given(*CLOSED), PLAN)
