# SPDX-License-Identifier: Apache-2.0
"""The course of a conference, from events alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.board.state import BOARD_FOLD
from diemcau.conference.events import ConferenceClosed, ConferenceOpened, ItemStarted, PlannedVenue, PlanRecorded
from diemcau.floor.events import (
    ClipStarted,
    CutUndone,
    IncidentNoted,
    VenueAired,
    VenueConnected,
    VenueLost,
    VenuePaired,
    VenueReleased,
)
from diemcau.journal.events import Event
from diemcau.outcome.chronicle import CHRONICLE_FOLD, Chronicle, Incident, ItemRun, Loss, Turn
from support.records import FIRST_AT, records_of

PLAN = PlanRecorded(
    venues=tuple(
        PlannedVenue(code=code, parent=parent, tier=tier, seats=10, invited=5)
        for code, parent, tier in (("H", None, "hub"), ("A", "H", "district"), ("B", "H", "district"))
    ),
    items=(),
)
BEGUN: list[Event] = [PLAN, ConferenceOpened()]


def at(seq: int) -> datetime:
    return FIRST_AT + timedelta(seconds=seq)


def folded(*events: Event) -> Chronicle:
    return CHRONICLE_FOLD.over(records_of([*BEGUN, *events]))


def test_items_end_when_the_next_begins_and_the_last_at_the_closing() -> None:
    chronicle = folded(ItemStarted(item=1), ItemStarted(item=2), ConferenceClosed())
    assert chronicle.runs == (
        ItemRun(item=1, started_at=at(3), ended_at=at(4)),
        ItemRun(item=2, started_at=at(4), ended_at=at(5)),
    )
    assert (chronicle.opened_at, chronicle.closed_at) == (at(2), at(5))


@pytest.mark.parametrize(
    "end",
    [VenueReleased(venue="A"), VenueAired(venue="H"), VenueLost(venue="A", cause="timeout"), ConferenceClosed()],
)
def test_a_turn_ends_with_release_hub_loss_or_closing(end: Event) -> None:
    chronicle = folded(ItemStarted(item=1), VenueAired(venue="A"), end)
    assert chronicle.turns == (Turn(venue="A", item=1, started_at=at(4), ended_at=at(5)),)


def test_two_venues_have_turns_side_by_side_and_an_undone_cut_ends_one() -> None:
    assert folded(
        VenueAired(venue="A"), VenuePaired(venue="B"), CutUndone(aired="A", beside=None, scene="speaker")
    ).turns == (
        Turn(venue="A", item=None, started_at=at(3)),
        Turn(venue="B", item=None, started_at=at(4), ended_at=at(5)),
    )


def test_neither_source_nor_film_has_a_turn_but_they_end_others() -> None:
    film = ClipStarted(clip=UUID(int=1), duration_s=9.0)
    assert folded(VenueConnected(venue="@rtmp"), VenueAired(venue="A"), VenueAired(venue="@rtmp"), film).turns == (
        Turn(venue="A", item=None, started_at=at(4), ended_at=at(5)),
    )
    assert folded(VenueConnected(venue="@rtmp"), VenueLost(venue="@rtmp", cause="idle")).losses == ()


def test_a_turn_ends_when_another_venue_is_aired() -> None:
    assert folded(VenueAired(venue="A"), VenueAired(venue="B")).turns == (
        Turn(venue="A", item=None, started_at=at(3), ended_at=at(4)),
        Turn(venue="B", item=None, started_at=at(4)),
    )


def test_releasing_a_venue_on_standby_ends_nobodys_turn() -> None:
    assert folded(VenueAired(venue="A"), VenueReleased(venue="B")).turns == (
        Turn(venue="A", item=None, started_at=at(3)),
    )


def test_the_hub_takes_no_turns() -> None:
    assert folded(VenueAired(venue="H"), VenueReleased(venue="H")).turns == ()


def test_a_loss_lasts_until_the_venue_is_back() -> None:
    chronicle = folded(
        VenueConnected(venue="A"), VenueLost(venue="A", cause="timeout"), VenueLost(venue="B", cause="closed"),
        VenueConnected(venue="A"),
    )  # fmt: skip
    assert chronicle.losses == (
        Loss(venue="A", cause="timeout", seq=4, started_at=at(4), back_seq=6, ended_at=at(6)),
        Loss(venue="B", cause="closed", seq=5, started_at=at(5)),
    )
    assert chronicle.linked == {"A"}


def test_a_venue_of_the_evening_before_took_no_part() -> None:
    evening: list[Event] = [
        VenueConnected(venue="A"), VenueConnected(venue="B"), VenueLost(venue="B", cause="closed"),
    ]  # fmt: skip
    records = records_of([PLAN, *evening, ConferenceOpened(), VenueConnected(venue="H")])
    assert CHRONICLE_FOLD.over(records).linked == {"A", "H"}


def test_incidents_are_kept_in_order() -> None:
    chronicle = folded(IncidentNoted(venue=None, text="một"), IncidentNoted(venue="B", text="hai"))
    assert chronicle.incidents == (
        Incident(seq=3, at=at(3), venue=None, text="một"),
        Incident(seq=4, at=at(4), venue="B", text="hai"),
    )


VENUES = st.sampled_from(["H", "A", "B"])
FLOOR_EVENTS = st.one_of(
    st.builds(VenueAired, venue=VENUES),
    st.builds(VenueReleased, venue=VENUES),
    st.builds(VenueConnected, venue=VENUES),
    st.builds(VenueLost, venue=VENUES, cause=st.just("timeout")),
)


@given(st.lists(FLOOR_EVENTS, max_size=30))
def test_turns_last_as_long_as_the_board_says_and_losses_are_as_many(events: list[Event]) -> None:
    records = records_of([*BEGUN, *events, ConferenceClosed()])
    chronicle, floor = CHRONICLE_FOLD.over(records), BOARD_FOLD.over(records).floor
    for venue in ("A", "B"):
        turns = [turn.length or timedelta() for turn in chronicle.turns if turn.venue == venue]
        assert sum(turns, timedelta()) == floor.spoke.get(venue, timedelta())
        assert sum(loss.venue == venue for loss in chronicle.losses) == floor.losses.get(venue, 0)
