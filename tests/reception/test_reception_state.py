# SPDX-License-Identifier: Apache-2.0
"""The time that venues received: right in pieces, right when clocks jump, and never invented."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemcau.board.state import BOARD_FOLD, Board
from diemcau.conference.events import ConferenceClosed, ConferenceOpened
from diemcau.floor.events import SceneChanged, VenueAired, VenueConnected, VenueLost, VenueReleased
from diemcau.journal.events import Event
from diemcau.journal.records import Record
from diemcau.reception.events import ReceptionLost, ReceptionProved
from diemcau.reception.refusals import ReceptionIsNotProved, ReceptionIsProvedAlready
from diemcau.reception.state import NOBODY, ReceptionState, decide_lost, decide_proved
from support.records import FIRST_AT, record

VENUES = ("LD", "LD-673")
OPENED, CLOSED = ConferenceOpened(), ConferenceClosed()
SHOWN, HELD = SceneChanged(scene="speaker"), SceneChanged(scene="holding")
venues = st.sampled_from(VENUES)
events: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from([OPENED, CLOSED, SHOWN, HELD]),
    st.builds(VenueConnected, venue=venues),
    st.builds(VenueLost, venue=venues, cause=st.just("idle")),
    st.builds(ReceptionProved, venue=venues),
    st.builds(ReceptionLost, venue=venues, cause=st.just("frozen")),
)
Happened = tuple[Event, float]
"""An event, and the seconds on the server's clock when it came, which may run backwards."""

happenings = st.lists(st.tuples(events, st.floats(-100, 5_000)), max_size=40)
marching = happenings.map(
    lambda happened: [(event, float(number * 7)) for number, (event, _) in enumerate(happened, start=1)]
)


def records_at(happened: list[Happened]) -> list[Record]:
    return [record(event, seq=seq, at=at(second)) for seq, (event, second) in enumerate(happened, start=1)]


def at(second: float) -> datetime:
    return FIRST_AT + timedelta(seconds=second)


def state_after(*happened: Happened) -> ReceptionState:
    return BOARD_FOLD.over(records_at(list(happened))).reception


@given(happenings, st.integers(0, 40))
def test_folded_in_pieces_it_is_the_same(happened: list[Happened], cut: int) -> None:
    entries = records_at(happened)
    assert BOARD_FOLD.onto(BOARD_FOLD.over(entries[:cut]), entries[cut:]).reception == state_after(*happened)


@given(happenings)
def test_no_clock_makes_a_venue_receive_less_than_before(happened: list[Happened]) -> None:
    board, zero = Board(), timedelta()
    for entry in records_at(happened):
        after = BOARD_FOLD.evolve(board, entry)
        for venue in VENUES:
            assert after.reception.received.get(venue, zero) >= board.reception.received.get(venue, zero) >= zero
        board = after


@settings(deadline=None)
@given(marching)
def test_time_counts_exactly_while_open_shown_and_proved(happened: list[Happened]) -> None:
    """The same sum made second by second, without stretches."""
    end = len(happened) * 7 + 1
    for venue in VENUES:
        counted, is_open, is_shown, is_proved = 0, False, False, False
        for second in range(end):
            for event, when in happened:
                if when != second:
                    continue
                is_open = event == OPENED or (is_open and event != CLOSED)
                is_shown = event == SHOWN or (is_shown and event not in {HELD, CLOSED})
                is_proved = event == ReceptionProved(venue=venue) or (
                    is_proved
                    and event not in {ReceptionLost(venue=venue, cause="frozen"), VenueLost(venue=venue, cause="idle")}
                )
            counted += is_open and is_shown and is_proved
        assert state_after(*happened).received_until(venue, at(end)) == timedelta(seconds=counted)


def test_a_conference_with_a_break_and_a_fallen_line() -> None:
    state = state_after(
        (SHOWN, 0),
        (OPENED, 10),
        (ReceptionProved(venue="LD-673"), 20),
        (HELD, 50),
        (SHOWN, 100),
        (VenueLost(venue="LD-673", cause="idle"), 130),
        (VenueConnected(venue="LD-673"), 140),
        (ReceptionProved(venue="LD-673"), 150),
        (ReceptionLost(venue="LD-673", cause="no_sound"), 170),
        (CLOSED, 300),
    )
    assert state.received == {"LD-673": timedelta(seconds=30 + 30 + 20)}
    assert not state.receiving


def test_a_venue_put_on_air_out_of_a_holding_picture_is_received_and_the_picture_returns() -> None:
    state = state_after(
        (OPENED, 0),
        (VenueConnected(venue="LD"), 1),
        (ReceptionProved(venue="LD-673"), 2),
        (VenueAired(venue="LD", limit_s=None), 10),
        (VenueReleased(venue="LD"), 25),
        (CLOSED, 90),
    )
    assert state.received == {"LD-673": timedelta(seconds=15)}


def test_a_proof_is_entered_once_and_taken_back_once() -> None:
    proved = frozenset({"LD-673"})
    assert decide_proved(NOBODY, venue="LD-673") == ReceptionProved(venue="LD-673")
    assert decide_lost(proved, venue="LD-673", cause="frozen") == ReceptionLost(venue="LD-673", cause="frozen")
    with pytest.raises(ReceptionIsProvedAlready):
        decide_proved(proved, venue="LD-673")
    with pytest.raises(ReceptionIsNotProved):
        decide_lost(NOBODY, venue="LD-673", cause="frozen")
