# SPDX-License-Identifier: Apache-2.0
"""Marks in any order, repeated at will, fold to one state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.conference.events import PlannedVenue, PlanRecorded
from diemcau.conference.refusals import UnknownVenue
from diemcau.journal.events import Event
from diemcau.journal.records import Record
from diemcau.presence.events import (
    CheckinRecorded,
    CheckinWithdrawn,
    ExcuseRecorded,
    HeadcountRecorded,
    SubstituteRecorded,
)
from diemcau.presence.refusals import (
    HeadcountIsImpossible,
    PersonBelongsElsewhere,
    PersonIsNotInvited,
)
from diemcau.presence.state import (
    PRESENCE_FOLD,
    Counts,
    Place,
    PresenceState,
    decide_checkin,
    decide_headcount,
)
from support.records import record, records_of

START = datetime(2022, 10, 31, 1, 0, tzinfo=UTC)
PEOPLE = [UUID(int=number) for number in range(1, 6)]
VENUE_OF = {person: "LD-673" if person.int % 2 else "LD" for person in PEOPLE}
PLAN = PlanRecorded(
    venues=(
        PlannedVenue(code="LD", parent=None, tier="hub", seats=9, invited=2),
        PlannedVenue(code="LD-673", parent="LD", tier="district", seats=9, invited=3),
    ),
    items=(),
)


def noted(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


@st.composite
def marks(draw: st.DrawFn) -> Event:
    person = draw(st.sampled_from(PEOPLE))
    venue, at = VENUE_OF[person], noted(draw(st.integers(0, 9)))
    kind = draw(st.sampled_from(["in", "out", "instead", "sorry"]))
    if kind == "in":
        return CheckinRecorded(person=person, venue=venue, method="tick", noted_at=at)
    if kind == "out":
        return CheckinWithdrawn(person=person, venue=venue, noted_at=at)
    if kind == "instead":
        return SubstituteRecorded(person=person, substitute=UUID(int=person.int + 100), venue=venue, noted_at=at)
    return ExcuseRecorded(person=person, venue=venue, reason=None, noted_at=at)


@st.composite
def sent_marks(draw: st.DrawFn) -> list[Record]:
    """Records of marks with a uid each; some are copies of others' content under their own uid."""
    return records_of(draw(st.lists(marks(), max_size=25)))


def counted_by_person(state: PresenceState, venue: str) -> Counts:
    """The counts of a venue, told from its people one by one."""
    statuses = [mark.status for _, mark in state.marks.items() if mark.venue == venue]
    return Counts(
        present=statuses.count("present"),
        substituted=statuses.count("substituted"),
        excused=statuses.count("excused"),
    )


@given(sent=sent_marks(), data=st.data())
def test_marks_fold_to_one_state_in_any_order(sent: list[Record], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(sent))

    one, other = PRESENCE_FOLD.over(sent), PRESENCE_FOLD.over(shuffled)

    assert dict(one.marks.items()) == dict(other.marks.items())
    assert {venue: one.counts[venue] for venue in one.counts} == {venue: other.counts[venue] for venue in one.counts}


@given(sent=sent_marks())
def test_marks_count_each_person_once(sent: list[Record]) -> None:
    state = PRESENCE_FOLD.over([*sent, *sent])

    for venue in set(VENUE_OF.values()):
        counts = state.counts.get(venue, Counts())
        assert counts == counted_by_person(state, venue)
        assert min(counts.present, counts.substituted, counts.excused) >= 0
        assert counts.accounted <= list(VENUE_OF.values()).count(venue)


@given(sent=sent_marks(), cut=st.integers(0, 25))
def test_roll_folds_in_pieces_as_in_one_go(sent: list[Record], cut: int) -> None:
    assert PRESENCE_FOLD.onto(PRESENCE_FOLD.over(sent[:cut]), sent[cut:]) == PRESENCE_FOLD.over(sent)


def test_second_devices_mark_is_kept_and_counts_once() -> None:
    person = PEOPLE[0]
    twice = records_of(
        [
            CheckinRecorded(person=person, venue="LD-673", method="tick", noted_at=noted(0)),
            CheckinRecorded(person=person, venue="LD-673", method="scan", noted_at=noted(1)),
        ]
    )

    assert PRESENCE_FOLD.over(twice).counts == {"LD-673": Counts(present=1)}


def test_offline_mark_noted_before_a_withdrawal_does_not_undo_it() -> None:
    person = PEOPLE[0]
    late = records_of(
        [
            CheckinRecorded(person=person, venue="LD-673", method="tick", noted_at=noted(1)),
            CheckinWithdrawn(person=person, venue="LD-673", noted_at=noted(5)),
            CheckinRecorded(person=person, venue="LD-673", method="tick", noted_at=noted(2)),
        ]
    )

    assert PRESENCE_FOLD.over(late).status(person) == "expected"


def test_person_moved_by_a_new_plan_counts_at_one_venue() -> None:
    person = PEOPLE[0]
    moved = records_of(
        [
            CheckinRecorded(person=person, venue="LD-673", method="tick", noted_at=noted(1)),
            CheckinRecorded(person=person, venue="LD", method="tick", noted_at=noted(2)),
        ]
    )

    assert PRESENCE_FOLD.over(moved).counts == {"LD-673": Counts(), "LD": Counts(present=1)}


def test_later_headcount_stands() -> None:
    counted = records_of(
        [
            PLAN,
            HeadcountRecorded(venue="LD", count=30, noted_at=noted(9)),
            HeadcountRecorded(venue="LD", count=12, noted_at=noted(3)),
        ]
    )

    assert PRESENCE_FOLD.over(counted).headcounts["LD"].count == 30


PLANNED = PRESENCE_FOLD.over([record(PLAN)])


def test_checkin_of_a_stranger_is_refused() -> None:
    stranger = Place(person=PEOPLE[0], venue="LD", invited_at=None)

    with pytest.raises(PersonIsNotInvited):
        decide_checkin(PLANNED, stranger, method="tick", noted_at=START, now=noted(1))


def test_checkin_at_another_venue_names_the_right_one() -> None:
    elsewhere = Place(person=PEOPLE[0], venue="LD", invited_at="LD-673")

    with pytest.raises(PersonBelongsElsewhere) as refused:
        decide_checkin(PLANNED, elsewhere, method="tick", noted_at=START, now=noted(1))

    assert refused.value.fields == {"venue": "LD", "invited_at": "LD-673"}


def test_checkin_at_an_unknown_venue_is_refused() -> None:
    nowhere = Place(person=PEOPLE[0], venue="XX", invited_at="LD")

    with pytest.raises(UnknownVenue):
        decide_checkin(PLANNED, nowhere, method="tick", noted_at=START, now=noted(1))


@pytest.mark.parametrize("count", [-1, 20_001])
def test_headcount_beyond_reason_is_refused(count: int) -> None:
    with pytest.raises(HeadcountIsImpossible):
        decide_headcount(PLANNED, venue="LD", count=count, noted_at=START, now=noted(1))


def test_headcount_of_an_unknown_venue_is_refused() -> None:
    with pytest.raises(UnknownVenue):
        decide_headcount(PLANNED, venue="XX", count=3, noted_at=START, now=noted(1))


def test_mark_from_the_future_is_noted_now() -> None:
    here = Place(person=PEOPLE[0], venue="LD", invited_at="LD")

    checkin = decide_checkin(PLANNED, here, method="tick", noted_at=noted(90), now=noted(30))

    assert checkin.noted_at == noted(30)
