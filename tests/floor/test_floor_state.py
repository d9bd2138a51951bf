# SPDX-License-Identifier: Apache-2.0
"""No sequence of wishes breaks the floor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.conference.events import ConferenceClosed, ConferenceOpened, PlannedDeck, PlannedVenue, PlanRecorded
from diemcau.conference.refusals import AlreadyClosed, UnknownVenue
from diemcau.floor import decisions
from diemcau.floor.events import (
    HandRaised,
    NoticeSent,
    Scene,
    SceneChanged,
    VenueAired,
    VenueCalled,
    VenueConnected,
    VenueLost,
    VenueReleased,
)
from diemcau.floor.refusals import (
    ConferenceIsNotOpen,
    HandIsAlreadyRaised,
    HandIsNotRaised,
    SceneIsOnAlready,
    TextIsMissing,
    VenueHasNoFloor,
    VenueHasTheFloorAlready,
    VenueIsNotConnected,
)
from diemcau.floor.state import FLOOR_FOLD, NOTICES_KEPT, FloorState
from diemcau.journal.events import Event
from diemcau.journal.records import Record
from diemcau.lib.refusal import Refusal
from support.records import record, records_of

CODES = ["LD", "LD-673", "LD-674"]
SCENES: list[Scene] = ["holding", "speaker", "slides", "slides_speaker", "duo"]
DECK, CLIP = UUID(int=0xD1), UUID(int=0xC1)
PLAN = PlanRecorded(
    venues=tuple(
        PlannedVenue(code=code, parent=None if code == "LD" else "LD", tier="hub", seats=9, invited=3) for code in CODES
    ),
    items=(),
    decks=(PlannedDeck(deck=DECK, pages=2),),
)
OPEN_AND_CONNECTED = [PLAN, ConferenceOpened(), *(VenueConnected(venue=code) for code in CODES)]

Wish = Callable[[FloorState], Event]


def by_venue(decide: Callable[..., Event]) -> st.SearchStrategy[Wish]:
    return st.sampled_from(CODES).map(lambda venue: lambda state: decide(state, venue=venue))


wishes: st.SearchStrategy[Wish] = st.one_of(
    by_venue(decisions.decide_connected),
    by_venue(lambda state, venue: decisions.decide_lost(state, venue=venue, cause="idle")),
    by_venue(decisions.decide_hand),
    by_venue(decisions.decide_hand_lowered),
    by_venue(decisions.decide_call),
    by_venue(decisions.decide_airing),
    by_venue(decisions.decide_release),
    by_venue(decisions.decide_help),
    by_venue(decisions.decide_help_answered),
    by_venue(decisions.decide_pairing),
    st.just(decisions.decide_undo),
    st.sampled_from(SCENES).map(lambda scene: lambda state: decisions.decide_scene(state, scene=scene)),
    st.integers(1, 3).map(
        lambda page: lambda state: decisions.decide_slide(state, deck=DECK, page=page, turned_by=None)
    ),
    st.just(lambda state: decisions.decide_clip(state, clip=CLIP, duration_s=60.0, title="Phim")),
    st.just(lambda state: decisions.decide_clip_ended(state, clip=CLIP)),
    st.sampled_from([lambda _state: ConferenceOpened(), lambda _state: ConferenceClosed()]),
)


def played(wished: list[Wish]) -> list[Record]:
    """The entries that a run of wishes leaves; what is refused leaves none."""
    state, entries = FLOOR_FOLD.initial, [record(PLAN)]
    for wish in wished:
        state = FLOOR_FOLD.over(entries)
        try:
            entries.append(record(wish(state), seq=len(entries) + 1))
        except Refusal:
            continue
    return entries


@given(wished=st.lists(wishes, max_size=40))
def test_floor_keeps_its_invariants_whatever_is_wished(wished: list[Wish]) -> None:
    state = FLOOR_FOLD.initial
    for entry in played(wished):
        state = FLOOR_FOLD.evolve(state, entry)
        waiting = [hand.venue for hand in state.queue]
        assert len(state.on_air) == len(set(state.on_air)) <= decisions.MOST_ON_AIR
        assert len(waiting) == len(set(waiting))
        assert len(state.standby) == len(set(state.standby))
        assert not set(state.standby) & {*waiting, *state.air.guests}
        assert {*state.standby, *state.air.guests} <= state.connected
        assert not set(state.air.guests) & {*waiting}
        assert state.air.since.keys() == set(state.air.guests)
        assert (state.scene == "clip") == (state.air.film is not None)
        for code in CODES:
            assert (state.stand_of(code) == "on_air") == (code in state.on_air)
        if not state.air.guests and state.air.film is None:
            assert state.on_air == (() if state.scene == "holding" else ("LD",))


@given(wished=st.lists(wishes, max_size=30), cut=st.integers(0, 30))
def test_floor_folds_in_pieces_as_in_one_go(wished: list[Wish], cut: int) -> None:
    entries = played(wished)
    assert FLOOR_FOLD.onto(FLOOR_FOLD.over(entries[:cut]), entries[cut:]) == FLOOR_FOLD.over(entries)


def floor_after(*events: Event) -> FloorState:
    return FLOOR_FOLD.over(records_of([*OPEN_AND_CONNECTED, *events]))


def test_airing_a_venue_takes_the_one_before_off() -> None:
    state = floor_after(VenueAired(venue="LD-673"), VenueAired(venue="LD-674"))

    assert state.on_air == ("LD-674",)
    assert state.spoke == {"LD-673": timedelta(seconds=1)}


def test_release_returns_the_floor_to_the_hub() -> None:
    state = floor_after(SceneChanged(scene="speaker"), VenueAired(venue="LD-673"), VenueReleased(venue="LD-673"))

    assert state.on_air == ("LD",)
    assert state.stand_of("LD") == "on_air"


def test_lost_line_leaves_the_air_and_stays_off_when_it_is_back() -> None:
    lost = floor_after(
        SceneChanged(scene="speaker"),
        VenueAired(venue="LD-673"),
        VenueLost(venue="LD-673", cause="idle"),
        VenueConnected(venue="LD-673"),
    )

    assert lost.on_air == ("LD",)
    assert lost.losses == {"LD-673": 1}
    assert lost.stand_of("LD-673") is None


def test_lost_line_keeps_its_place_in_the_queue() -> None:
    state = floor_after(HandRaised(venue="LD-673"), HandRaised(venue="LD-674"), VenueLost(venue="LD-673", cause="idle"))

    assert [hand.venue for hand in state.queue] == ["LD-673", "LD-674"]


def test_call_takes_the_hand_and_gives_standby() -> None:
    state = floor_after(HandRaised(venue="LD-673"), VenueCalled(venue="LD-673"))

    assert (state.queue, state.standby, state.stand_of("LD-673")) == ((), ("LD-673",), "standby")


def test_closing_empties_the_floor() -> None:
    state = floor_after(
        SceneChanged(scene="speaker"),
        HandRaised(venue="LD-674"),
        VenueAired(venue="LD-673"),
        ConferenceClosed(),
    )

    assert (state.on_air, state.queue, state.standby) == ((), (), ())
    assert state.spoke == {"LD-673": timedelta(seconds=1)}


def test_hand_raised_twice_is_told_its_place() -> None:
    state = floor_after(HandRaised(venue="LD-674"), HandRaised(venue="LD-673"))

    with pytest.raises(HandIsAlreadyRaised) as refused:
        decisions.decide_hand(state, venue="LD-673")
    assert refused.value.fields == {"venue": "LD-673", "place": 2}


def test_venue_without_a_line_may_raise_its_hand() -> None:
    state = FLOOR_FOLD.over(records_of([PLAN, ConferenceOpened()]))

    assert decisions.decide_hand(state, venue="LD-673") == HandRaised(venue="LD-673")


NOT_OPEN = FLOOR_FOLD.over(records_of([PLAN, VenueConnected(venue="LD-673")]))
OVER = floor_after(ConferenceClosed())


@pytest.mark.parametrize(
    ("state", "wish", "refusal"),
    [
        (floor_after(), lambda s: decisions.decide_call(s, venue="XX"), UnknownVenue),
        (floor_after(), lambda s: decisions.decide_hand_lowered(s, venue="LD-673"), HandIsNotRaised),
        (floor_after(), lambda s: decisions.decide_release(s, venue="LD-673"), VenueHasNoFloor),
        (floor_after(), lambda s: decisions.decide_scene(s, scene="holding"), SceneIsOnAlready),
        (floor_after(), lambda s: decisions.decide_notice(s, venue=None, text=" \n"), TextIsMissing),
        (floor_after(), lambda s: decisions.decide_notice(s, venue="XX", text="Chào"), UnknownVenue),
        (NOT_OPEN, lambda s: decisions.decide_hand(s, venue="LD-673"), ConferenceIsNotOpen),
        (NOT_OPEN, lambda s: decisions.decide_airing(s, venue="LD-673"), ConferenceIsNotOpen),
        (NOT_OPEN, lambda s: decisions.decide_call(s, venue="LD-674"), VenueIsNotConnected),
        (OVER, lambda s: decisions.decide_airing(s, venue="LD-673"), AlreadyClosed),
        (OVER, lambda s: decisions.decide_scene(s, scene="speaker"), AlreadyClosed),
        (
            floor_after(VenueLost(venue="LD-673", cause="idle")),
            lambda s: decisions.decide_airing(s, venue="LD-673"),
            VenueIsNotConnected,
        ),
        (
            floor_after(VenueCalled(venue="LD-673")),
            lambda s: decisions.decide_hand(s, venue="LD-673"),
            VenueHasTheFloorAlready,
        ),
        (
            floor_after(SceneChanged(scene="speaker")),
            lambda s: decisions.decide_airing(s, venue="LD"),
            VenueHasTheFloorAlready,
        ),
    ],
)
def test_floor_refuses(state: FloorState, wish: Wish, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        wish(state)


def test_only_the_last_notices_are_kept() -> None:
    sent = [decisions.decide_notice(floor_after(), venue=None, text=f"Thông báo {number}") for number in range(30)]

    texts = [notice.text for notice in floor_after(*sent).notices]

    assert texts == [f"Thông báo {number}" for number in range(30 - NOTICES_KEPT, 30)]


def test_destroyed_notice_is_not_shown() -> None:
    assert floor_after(NoticeSent(venue=None, text=None)).notices == ()
