# SPDX-License-Identifier: Apache-2.0
"""Commands and events for tests of the journal itself; the rooms' own actions have their own tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from diemcau.conference.events import ConferenceOpened, PlannedItem, PlannedVenue, PlanRecorded
from diemcau.floor.events import (
    HandLowered,
    HandRaised,
    IncidentNoted,
    VenueAired,
    VenueCalled,
    VenueConnected,
    VenueLost,
    VenueReleased,
)
from diemcau.journal.commands import Command, Transaction, execute_all
from diemcau.journal.events import Event
from diemcau.journal.folding import Fold
from diemcau.journal.queries import records
from diemcau.journal.records import Record
from diemcau.lib.ids import new_uid
from diemcau.lib.refusal import Refusal
from diemcau.presence.events import (
    CheckinRecorded,
    CheckinWithdrawn,
    ExcuseRecorded,
    HeadcountRecorded,
    SubstituteRecorded,
)

VENUES = ("LD", "LD-673", "LD-24781")
PEOPLE = tuple(UUID(int=0x0192E6C4_0000_7000_8000_000000000000 + number) for number in range(5))
FIRST_NOTED_AT = datetime(2022, 10, 31, 0, 30, tzinfo=UTC)

COUNT = Fold(name="test.count", initial=0, evolve=lambda count, _: count + 1)
SEQS: Fold[tuple[int, ...]] = Fold(name="test.seqs", initial=(), evolve=lambda seqs, record: (*seqs, record.seq))


class HandIsUpAlready(Refusal):
    code = "test_hand_is_up_already"
    vi = "Điểm cầu {venue} đã giơ tay rồi."
    en = "Venue {venue} has its hand up already."


def hand(venue: str = "LD-673") -> HandRaised:
    return HandRaised(venue=venue)


def command(
    conference: UUID,
    event: Event | None = None,
    *,
    uid: UUID | None = None,
    decide: Callable[[Transaction], Event] | None = None,
) -> Command:
    """A command that leads to `event`, or to what `decide` makes of it."""
    happened = event or hand()
    return Command(
        conference=conference, uid=uid or new_uid(), actor="venue:LD-673", decide=decide or (lambda _: happened)
    )


def refused(conference: UUID) -> Command:
    """A command that is always refused."""

    def decide(_: Transaction) -> Event:
        raise HandIsUpAlready(venue="LD-673")

    return command(conference, decide=decide)


def write(conference: UUID, events: Sequence[Event]) -> list[Record]:
    """Append events, in one transaction; returns the whole journal."""
    outcomes = execute_all([command(conference, event) for event in events])
    assert not [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    return list(records(conference))


_people = st.sampled_from(PEOPLE)
_venues = st.sampled_from(VENUES)
_noted = st.integers(min_value=0, max_value=20).map(lambda minutes: FIRST_NOTED_AT + timedelta(minutes=minutes))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)

marks: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        CheckinRecorded,
        person=_people,
        venue=_venues,
        method=st.sampled_from(["tick", "scan", "phone"]),
        noted_at=_noted,
    ),
    st.builds(CheckinWithdrawn, person=_people, venue=_venues, noted_at=_noted),
    st.builds(SubstituteRecorded, person=_people, substitute=st.uuids(version=4), venue=_venues, noted_at=_noted),
    st.builds(ExcuseRecorded, person=_people, venue=_venues, reason=st.none() | texts, noted_at=_noted),
    st.builds(HeadcountRecorded, venue=_venues, count=st.integers(min_value=0, max_value=500), noted_at=_noted),
)
lines: st.SearchStrategy[Event] = st.one_of(
    st.builds(HandRaised, venue=_venues),
    st.builds(HandLowered, venue=_venues),
    st.builds(VenueConnected, venue=_venues),
    st.builds(VenueLost, venue=_venues, cause=st.sampled_from(["closed", "timeout"])),
    st.builds(VenueCalled, venue=_venues),
    st.builds(VenueAired, venue=_venues),
    st.builds(VenueReleased, venue=_venues),
    st.builds(IncidentNoted, venue=st.none() | _venues, text=texts),
)
PLAN = PlanRecorded(
    venues=tuple(
        PlannedVenue(code=code, parent=parent, tier=tier, seats=50, invited=len(PEOPLE))
        for code, parent, tier in (("LD", None, "hub"), ("LD-673", "LD", "district"), ("LD-24781", "LD-673", "commune"))
    ),
    items=(PlannedItem(number=1, title="Khai mạc"),),
)
happenings: st.SearchStrategy[list[Event]] = st.lists(st.one_of(marks, lines), min_size=1, max_size=25).map(
    lambda events: [PLAN, ConferenceOpened(), *events]
)
