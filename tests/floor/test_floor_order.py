# SPDX-License-Identifier: Apache-2.0
"""Hands are called by the organiser's rule; notices and threads reach whom they are for."""

from __future__ import annotations

from itertools import permutations

import pytest

from diemcau.conference.events import ConferenceOpened, PlannedVenue, PlanRecorded, QueueRule
from diemcau.floor import decisions
from diemcau.floor.events import (
    HandRaised,
    MessageSent,
    NoticeAcknowledged,
    NoticeSent,
    VenueAired,
    VenueConnected,
    VenueReleased,
)
from diemcau.floor.refusals import NoticeIsAcknowledgedAlready, NoticeIsUnknown
from diemcau.floor.state import FLOOR_FOLD, LINES_KEPT, FloorState
from diemcau.journal.events import Event
from support.records import records_of

TREE = (
    ("H", None, "hub"),
    ("X1", "X", "commune"),
    ("X", "H", "district"),
    ("X2", "X", "commune"),
    ("X2a", "X2", "room"),
    ("Y", "H", "district"),
    ("Y1", "Y", "commune"),
)


def begun(rule: QueueRule = "time") -> list[Event]:
    venues = tuple(PlannedVenue(code=code, parent=parent, tier=tier, seats=1, invited=1) for code, parent, tier in TREE)
    return [
        PlanRecorded(venues=venues, items=(), queue_rule=rule),
        ConferenceOpened(),
        *(VenueConnected(venue=code) for code, _, _ in TREE),
    ]


def after(*events: Event, rule: QueueRule = "time") -> FloorState:
    return FLOOR_FOLD.over(records_of([*begun(rule), *events]))


def called(*raised: str, rule: QueueRule, spoken: tuple[str, ...] = ()) -> list[str]:
    turns = [turn for venue in spoken for turn in (VenueAired(venue=venue), VenueReleased(venue=venue))]
    state = after(*turns, *(HandRaised(venue=venue) for venue in raised), rule=rule)
    return [hand.venue for hand in state.queue]


def test_hands_by_time_are_called_as_they_were_raised() -> None:
    assert called("Y1", "X", "X1", rule="time") == ["Y1", "X", "X1"]


@pytest.mark.parametrize("raised", list(permutations(["X1", "X", "Y", "X2a"])))
def test_hands_by_rank_follow_tier_and_plan_however_they_were_raised(raised: tuple[str, ...]) -> None:
    assert called(*raised, rule="rank") == ["X", "Y", "X1", "X2a"]


def test_clusters_take_turns() -> None:
    assert called("X1", "X2", "X2a", "Y1", rule="cluster") == ["X1", "Y1", "X2", "X2a"]


def test_cluster_that_has_had_the_floor_waits_for_the_others() -> None:
    assert called("X1", "X2", "Y1", rule="cluster", spoken=("X2a",)) == ["Y1", "X1", "X2"]


def test_notice_for_a_branch_is_for_all_below_it() -> None:
    state = after(NoticeSent(venue="X", branch=True, text="Cụm X chuẩn bị"), NoticeSent(venue="X", text="Riêng X"))

    assert [state.readers_of(notice) for notice in state.notices] == [{"X", "X1", "X2", "X2a"}, {"X"}]


def test_notice_is_confirmed_once_and_by_its_readers_alone() -> None:
    sent = NoticeSent(venue="X", branch=True, text="Cụm X chuẩn bị")
    seq = len(begun()) + 1

    assert decisions.decide_acknowledged(after(sent), venue="X1", notice=seq) == NoticeAcknowledged(
        venue="X1", notice=seq
    )
    with pytest.raises(NoticeIsUnknown):
        decisions.decide_acknowledged(after(sent), venue="Y1", notice=seq)
    with pytest.raises(NoticeIsUnknown):
        decisions.decide_acknowledged(after(sent), venue="X1", notice=seq + 1)
    with pytest.raises(NoticeIsAcknowledgedAlready):
        decisions.decide_acknowledged(
            after(sent, NoticeAcknowledged(venue="X1", notice=seq)), venue="X1", notice=seq
        )  # fmt: skip


def test_thread_keeps_its_newest_lines_apart_from_other_venues() -> None:
    lines = [MessageSent(venue="X1", from_hub=bool(number % 2), text=str(number)) for number in range(LINES_KEPT + 5)]

    state = after(*lines, MessageSent(venue="Y1", from_hub=True, text="chào"))

    assert [line.text for line in state.threads["X1"]] == [str(number) for number in range(5, LINES_KEPT + 5)]
    assert [line.text for line in state.threads["Y1"]] == ["chào"]
