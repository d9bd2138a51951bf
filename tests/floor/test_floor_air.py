# SPDX-License-Identifier: Apache-2.0
"""Two venues at once, scenes that come back, films, and the cut that is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest

from diemcau.conference.events import ConferenceOpened, PlannedVenue, PlanRecorded
from diemcau.floor import decisions
from diemcau.floor.events import (
    ClipEnded,
    ClipStarted,
    CutUndone,
    HandRaised,
    SceneChanged,
    SlideTurned,
    VenueAired,
    VenueCalled,
    VenueConnected,
    VenueLost,
    VenuePaired,
    VenueReleased,
)
from diemcau.floor.refusals import (
    AirIsFull,
    ClipIsNotRunning,
    DuoNeedsTwoVenues,
    NobodyIsOnAir,
    NoSlideIsChosen,
    NothingToUndo,
    VenueIsNotConnected,
)
from diemcau.floor.state import FLOOR_FOLD, FloorState
from diemcau.journal.events import Event
from support.records import records_of

CODES = ["H", "A", "B", "C"]
CLIP, OTHER_CLIP, DECK = UUID(int=1), UUID(int=2), UUID(int=3)
BEGUN: list[Event] = [
    PlanRecorded(
        venues=tuple(
            PlannedVenue(code=code, parent=None if code == "H" else "H", tier="hub", seats=9, invited=3)
            for code in CODES
        ),
        items=(),
    ),
    ConferenceOpened(),
    *(VenueConnected(venue=code) for code in [*CODES, "@rtmp"]),
]
SHOWN = SceneChanged(scene="speaker")


def after(*events: Event) -> FloorState:
    return FLOOR_FOLD.over(records_of([*BEGUN, *events]))


def test_pair_is_shown_side_by_side_and_the_scene_before_comes_back() -> None:
    slides = [SlideTurned(deck=DECK, page=1), SceneChanged(scene="slides_speaker")]
    together = after(*slides, VenueAired(venue="A"), VenuePaired(venue="B"))
    alone = after(*slides, VenueAired(venue="A"), VenuePaired(venue="B"), VenueReleased(venue="A"))

    assert (together.on_air, together.scene) == (("A", "B"), "duo")
    assert (alone.on_air, alone.scene) == (("B",), "slides_speaker")


def test_second_venue_may_join_the_hub() -> None:
    assert after(SHOWN, VenuePaired(venue="B")).on_air == ("H", "B")
    assert after(SHOWN, VenuePaired(venue="B"), VenueReleased(venue="B")).on_air == ("H",)


def test_both_of_a_pair_are_heard_for_as_long_as_they_are_on_air() -> None:
    state = after(SHOWN, VenueAired(venue="A"), VenuePaired(venue="B"), VenueAired(venue="C"))

    assert state.on_air == ("C",)
    assert state.spoke == {"A": timedelta(seconds=2), "B": timedelta(seconds=1)}


def test_line_of_one_of_a_pair_falls_and_the_other_goes_on() -> None:
    state = after(SHOWN, VenueAired(venue="A"), VenuePaired(venue="B"), VenueLost(venue="A", cause="idle"))

    assert (state.on_air, state.scene) == (("B",), "speaker")


def test_holding_picture_makes_way_for_a_guest_and_comes_back_after_it() -> None:
    assert (after(VenueAired(venue="A")).scene, after(VenueAired(venue="A")).on_air) == ("speaker", ("A",))
    released = after(VenueAired(venue="A"), VenueAired(venue="B"), VenueReleased(venue="B"))
    assert (released.scene, released.on_air) == ("holding", ())


def test_scene_that_the_director_chose_meanwhile_stays() -> None:
    slides = [SlideTurned(deck=DECK, page=1), SceneChanged(scene="slides_speaker")]

    assert after(VenueAired(venue="A"), *slides, VenueReleased(venue="A")).scene == "slides_speaker"


def test_production_desk_goes_on_air_like_a_venue() -> None:
    state = after(SHOWN, VenueCalled(venue="@rtmp"), VenueAired(venue="@rtmp"))

    assert (state.on_air, state.stand_of("@rtmp")) == (("@rtmp",), "on_air")
    assert decisions.decide_release(state, venue="@rtmp") == VenueReleased(venue="@rtmp")


@pytest.mark.parametrize("end", [ClipEnded(clip=CLIP), SceneChanged(scene="slides_speaker"), VenueAired(venue="B")])
def test_film_takes_the_air_and_gives_it_back(end: Event) -> None:
    begin = [SlideTurned(deck=DECK, page=1), SceneChanged(scene="slides_speaker"), VenueAired(venue="A")]
    running = after(*begin, ClipStarted(clip=CLIP, duration_s=60.0))
    over = after(*begin, ClipStarted(clip=CLIP, duration_s=60.0), end)

    assert (running.on_air, running.scene) == (("@clip",), "clip")
    assert over.scene == "slides_speaker"
    assert over.on_air == (("B",) if isinstance(end, VenueAired) else ("H",))


def test_film_that_follows_a_film_gives_back_the_scene_before_both() -> None:
    begin = [SHOWN, ClipStarted(clip=CLIP, duration_s=60.0), ClipStarted(clip=OTHER_CLIP, duration_s=60.0)]

    assert after(*begin, ClipEnded(clip=CLIP)).on_air == ("@clip",)
    assert after(*begin, ClipEnded(clip=OTHER_CLIP)).scene == "speaker"


def undone(*events: Event) -> tuple[CutUndone, FloorState]:
    undo = decisions.decide_undo(after(*events))
    return undo, after(*events, undo)


def test_undone_cut_puts_back_who_was_on_air_and_who_stood_by() -> None:
    undo, state = undone(SHOWN, VenueAired(venue="A"), VenueCalled(venue="B"), VenueAired(venue="B"))

    assert undo == CutUndone(aired="A", beside=None, scene="speaker")
    assert (state.on_air, state.standby, state.scene) == (("A",), ("B",), "speaker")


def test_undone_cut_from_the_queue_puts_the_hand_back_where_it_was() -> None:
    hands = [HandRaised(venue="A"), HandRaised(venue="B"), HandRaised(venue="C")]
    _, state = undone(SHOWN, *hands, VenueAired(venue="B"))

    assert [hand.venue for hand in state.queue] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("events", "on_air", "scene"),
    [
        ([SHOWN, VenueAired(venue="A"), VenuePaired(venue="B")], ("A",), "speaker"),
        ([SHOWN, VenueAired(venue="A"), VenuePaired(venue="B"), VenueReleased(venue="A")], ("A", "B"), "duo"),
        ([VenueAired(venue="A")], (), "holding"),
        ([SHOWN, VenueAired(venue="A"), VenueReleased(venue="A")], ("A",), "speaker"),
        ([SHOWN, VenueAired(venue="A"), SceneChanged(scene="holding")], ("A",), "speaker"),
        ([SHOWN, VenueAired(venue="A"), ClipStarted(clip=CLIP, duration_s=9.0)], ("A",), "speaker"),
    ],
)
def test_every_kind_of_cut_can_be_undone(events: Sequence[Event], on_air: tuple[str, ...], scene: str) -> None:
    _, state = undone(*events)

    assert (state.on_air, state.scene) == (on_air, scene)


def test_undo_is_for_the_last_cut_alone() -> None:
    with pytest.raises(NothingToUndo):
        decisions.decide_undo(after())
    _, state = undone(SHOWN, VenueAired(venue="A"))
    with pytest.raises(NothingToUndo):
        decisions.decide_undo(state)


def test_venue_without_a_line_is_not_brought_back() -> None:
    state = after(SHOWN, VenueAired(venue="A"), VenueAired(venue="B"), VenueLost(venue="A", cause="idle"))

    with pytest.raises(VenueIsNotConnected):
        decisions.decide_undo(state)


def test_air_takes_two_at_most_and_nobody_joins_a_film() -> None:
    with pytest.raises(AirIsFull):
        decisions.decide_pairing(after(SHOWN, VenueAired(venue="A"), VenuePaired(venue="B")), venue="C")
    with pytest.raises(NobodyIsOnAir):
        decisions.decide_pairing(after(), venue="A")
    with pytest.raises(NobodyIsOnAir):
        decisions.decide_pairing(after(SHOWN, ClipStarted(clip=CLIP, duration_s=9.0)), venue="A")


def test_scene_needs_what_it_shows() -> None:
    with pytest.raises(DuoNeedsTwoVenues):
        decisions.decide_scene(after(SHOWN, VenueAired(venue="A")), scene="duo")
    with pytest.raises(NoSlideIsChosen):
        decisions.decide_scene(after(SHOWN), scene="slides")
    with pytest.raises(ClipIsNotRunning):
        decisions.decide_scene(after(SHOWN), scene="clip")
    with pytest.raises(ClipIsNotRunning):
        decisions.decide_clip_ended(after(SHOWN), clip=CLIP)
