# SPDX-License-Identifier: Apache-2.0
"""What a recording shows, and for how long, by the journal alone."""

from __future__ import annotations

from datetime import timedelta

from diemcau.board.state import BOARD_FOLD
from diemcau.conference.events import ConferenceClosed, ConferenceOpened, PlannedVenue, PlanRecorded
from diemcau.floor.events import SceneChanged, VenueAired, VenueConnected, VenueReleased
from diemcau.journal.events import Event
from diemcau.recording.on_show import on_show, time_on_show
from support.records import records_of

PLAN = PlanRecorded(
    venues=(
        PlannedVenue(code="LD", parent=None, tier="hub", seats=9, invited=1),
        PlannedVenue(code="LD-673", parent="LD", tier="district", seats=9, invited=1),
    ),
    items=(),
)
SPEAKER, HOLDING = SceneChanged(scene="speaker"), SceneChanged(scene="holding")
CONNECTED, AIRED = VenueConnected(venue="LD-673"), VenueAired(venue="LD-673", limit_s=None)


def shown(*events: Event) -> str | None:
    return on_show(BOARD_FOLD.over(records_of([PLAN, *events])))


def test_nothing_is_shown_before_after_and_while_a_holding_picture_is_up() -> None:
    assert shown(SPEAKER) is None
    assert shown(ConferenceOpened()) is None
    assert shown(ConferenceOpened(), SPEAKER, HOLDING) is None
    assert shown(ConferenceOpened(), SPEAKER, ConferenceClosed()) is None


def test_the_hub_is_shown_until_somebody_else_is_on_air_and_after() -> None:
    assert shown(ConferenceOpened(), SPEAKER) == "LD"
    assert shown(ConferenceOpened(), SPEAKER, CONNECTED, AIRED) == "LD-673"
    assert shown(ConferenceOpened(), SPEAKER, CONNECTED, AIRED, VenueReleased(venue="LD-673")) == "LD"


def test_time_counts_what_was_to_be_seen_alone() -> None:
    # One entry a second: five seconds of programme, two of a holding picture, one more of programme.
    events = [PLAN, ConferenceOpened(), SPEAKER, CONNECTED, AIRED, VenueReleased(venue="LD-673"), CONNECTED, HOLDING]
    events += [CONNECTED, SPEAKER, ConferenceClosed(), CONNECTED]
    assert time_on_show(records_of(events)) == timedelta(seconds=6)
