# SPDX-License-Identifier: Apache-2.0
"""Who may turn which slide, and what becomes of it when the plan changes."""

from __future__ import annotations

from uuid import UUID

import pytest

from diemcau.conference.events import (
    ConferenceClosed,
    ConferenceOpened,
    PlannedDeck,
    PlannedVenue,
    PlanRecorded,
)
from diemcau.conference.refusals import AlreadyClosed
from diemcau.floor.decisions import decide_slide
from diemcau.floor.events import SceneChanged, SlideTurned, VenueAired, VenueCalled, VenueConnected
from diemcau.floor.refusals import OnlyOnAirTurnsSlides, PageIsNotInDeck, SlideIsOnAlready, UnknownDeck
from diemcau.floor.state import FLOOR_FOLD, FloorState, Slide
from diemcau.journal.events import Event
from support.records import records_of

CODES = ["H", "A", "B"]
DECK, OTHER = UUID(int=1), UUID(int=2)


def plan(**pages: int) -> PlanRecorded:
    return PlanRecorded(
        venues=tuple(
            PlannedVenue(code=code, parent=None if code == "H" else "H", tier="hub", seats=9, invited=3)
            for code in CODES
        ),
        items=(),
        decks=tuple(
            PlannedDeck(deck={"deck": DECK, "other": OTHER}[name], pages=count) for name, count in pages.items()
        ),
    )


BEGUN: list[Event] = [plan(deck=3), ConferenceOpened(), *(VenueConnected(venue=code) for code in CODES)]


def after(*events: Event) -> FloorState:
    return FLOOR_FOLD.over(records_of([*BEGUN, *events]))


def test_director_turns_every_page_of_a_deck_at_any_time() -> None:
    turned = [decide_slide(after(), deck=DECK, page=page, turned_by=None) for page in (1, 2, 3)]
    assert turned == [SlideTurned(deck=DECK, page=page) for page in (1, 2, 3)]


@pytest.mark.parametrize("page", [0, 4])
def test_page_outside_of_the_deck_is_refused(page: int) -> None:
    with pytest.raises(PageIsNotInDeck):
        decide_slide(after(), deck=DECK, page=page, turned_by=None)


def test_deck_that_is_not_planned_or_no_longer_is_refused() -> None:
    with pytest.raises(UnknownDeck):
        decide_slide(after(), deck=OTHER, page=1, turned_by=None)
    with pytest.raises(UnknownDeck):
        decide_slide(after(plan(other=9)), deck=DECK, page=1, turned_by=None)


def test_venue_turns_while_it_is_on_air_and_no_longer() -> None:
    on_air = after(SceneChanged(scene="speaker"), VenueAired(venue="A"))
    assert decide_slide(on_air, deck=DECK, page=2, turned_by="A") == SlideTurned(deck=DECK, page=2)
    for state, venue in ((on_air, "B"), (after(), "A"), (after(VenueCalled(venue="A")), "A")):
        with pytest.raises(OnlyOnAirTurnsSlides):
            decide_slide(state, deck=DECK, page=2, turned_by=venue)


def test_hub_turns_while_it_has_the_floor_by_rule() -> None:
    assert decide_slide(after(SceneChanged(scene="speaker")), deck=DECK, page=1, turned_by="H")
    with pytest.raises(OnlyOnAirTurnsSlides):
        decide_slide(after(), deck=DECK, page=1, turned_by="H")


def test_same_page_is_turned_once_and_none_after_the_closing() -> None:
    with pytest.raises(SlideIsOnAlready):
        decide_slide(after(SlideTurned(deck=DECK, page=2)), deck=DECK, page=2, turned_by=None)
    with pytest.raises(AlreadyClosed):
        decide_slide(after(ConferenceClosed()), deck=DECK, page=2, turned_by=None)


def test_slide_stays_while_its_deck_is_planned_and_goes_with_it() -> None:
    shown = SlideTurned(deck=DECK, page=2)
    assert after(shown, plan(deck=3, other=1)).slide == Slide(deck=DECK, page=2)
    assert after(shown, plan(other=1)).slide is None
