# SPDX-License-Identifier: Apache-2.0
"""The roll call as a pure fold: who is here, by person and by venue.

Marks never toggle. For each person the mark that was *noted* last stands, whatever order
the marks arrive in and however often: devices that were offline for hours merge into one
state, and a repeated mark can't count twice. A device whose clock runs ahead is held to the
journal's own time, or nobody could withdraw its marks. Nothing here knows names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from diemcau.conference.events import PlanRecorded
from diemcau.conference.refusals import UnknownVenue
from diemcau.journal.events import Event
from diemcau.journal.folding import Fold
from diemcau.journal.records import Record
from diemcau.presence.events import (
    CheckinRecorded,
    CheckinWithdrawn,
    ExcuseRecorded,
    HeadcountRecorded,
    Method,
    SubstituteRecorded,
)
from diemcau.presence.refusals import (
    HeadcountIsImpossible,
    PersonBelongsElsewhere,
    PersonIsNotInvited,
)

Status = Literal["expected", "present", "substituted", "excused"]
LARGEST_HALL = 20_000
_BUCKETS = 256


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What one device noted of one person; `status` is "expected" for a withdrawal."""

    status: Status
    venue: str
    noted_at: datetime
    uid: UUID
    substitute: UUID | None = None

    def outranks(self, other: Mark | None) -> bool:
        """Whether this mark stands against another: noted later, or at the same instant with the greater uid."""
        return other is None or (self.noted_at, self.uid) > (other.noted_at, other.uid)


@dataclass(frozen=True, slots=True)
class Marks:
    """The standing mark of each person: an immutable map whose copies share what didn't change.

    A plain dict would be copied whole for each of thousands of entries. Here an entry copies
    one of 256 buckets: 0.5 µs with 1,700 people, 2 µs with 17,000.
    """

    buckets: tuple[Mapping[UUID, Mark], ...] = ({},) * _BUCKETS

    def get(self, person: UUID) -> Mark | None:
        """The person's standing mark, None when there never was one."""
        return self.buckets[person.int % _BUCKETS].get(person)

    def with_mark(self, person: UUID, mark: Mark) -> Marks:
        """A copy in which this mark stands."""
        place = person.int % _BUCKETS
        bucket = {**self.buckets[place], person: mark}
        return Marks((*self.buckets[:place], bucket, *self.buckets[place + 1 :]))

    def items(self) -> Iterator[tuple[UUID, Mark]]:
        """Every person with a mark, in no order that means anything."""
        for bucket in self.buckets:
            yield from bucket.items()


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many people of one venue are accounted for, and how."""

    present: int = 0
    substituted: int = 0
    excused: int = 0

    @property
    def accounted(self) -> int:
        """People of whom something is known."""
        return self.present + self.substituted + self.excused

    def plus(self, status: Status, number: int) -> Counts:
        """A copy with `number` more people of a status; "expected" people aren't counted here."""
        return Counts(
            present=self.present + (number if status == "present" else 0),
            substituted=self.substituted + (number if status == "substituted" else 0),
            excused=self.excused + (number if status == "excused" else 0),
        )


NO_COUNTS = Counts()


@dataclass(frozen=True, kw_only=True, slots=True)
class Headcount:
    """The heads that an operator counted."""

    count: int
    noted_at: datetime
    uid: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class PresenceState:
    """The roll of one conference. `counts` and `headcounts` are by venue code."""

    venues: frozenset[str] = frozenset()
    marks: Marks = field(default_factory=Marks)
    counts: Mapping[str, Counts] = field(default_factory=dict)
    headcounts: Mapping[str, Headcount] = field(default_factory=dict)

    def status(self, person: UUID) -> Status:
        """What is known of a person."""
        mark = self.marks.get(person)
        return mark.status if mark else "expected"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Whom a mark is about, the venue that makes it, and the one that invited them (None: nobody did)."""

    person: UUID
    venue: str
    invited_at: str | None


def evolve(state: PresenceState, record: Record) -> PresenceState:
    """The roll after one more entry; entries of other rooms change nothing."""
    change = _CHANGES.get(type(record.event))
    return change(state, record, record.event) if change else state


def _plan(state: PresenceState, _record: Record, event: PlanRecorded) -> PresenceState:
    return replace(state, venues=frozenset(venue.code for venue in event.venues))


def _checkin(state: PresenceState, record: Record, event: CheckinRecorded) -> PresenceState:
    mark = Mark(status="present", venue=event.venue, noted_at=event.noted_at, uid=record.uid)
    return _marked(state, event.person, mark)


def _withdrawal(state: PresenceState, record: Record, event: CheckinWithdrawn) -> PresenceState:
    mark = Mark(status="expected", venue=event.venue, noted_at=event.noted_at, uid=record.uid)
    return _marked(state, event.person, mark)


def _substitute(state: PresenceState, record: Record, event: SubstituteRecorded) -> PresenceState:
    mark = Mark(
        status="substituted",
        venue=event.venue,
        noted_at=event.noted_at,
        uid=record.uid,
        substitute=event.substitute,
    )
    return _marked(state, event.person, mark)


def _excuse(state: PresenceState, record: Record, event: ExcuseRecorded) -> PresenceState:
    mark = Mark(status="excused", venue=event.venue, noted_at=event.noted_at, uid=record.uid)
    return _marked(state, event.person, mark)


def _headcount(state: PresenceState, record: Record, event: HeadcountRecorded) -> PresenceState:
    earlier = state.headcounts.get(event.venue)
    if earlier and (event.noted_at, record.uid) <= (earlier.noted_at, earlier.uid):
        return state
    counted = Headcount(count=event.count, noted_at=event.noted_at, uid=record.uid)
    return replace(state, headcounts={**state.headcounts, event.venue: counted})


_CHANGES: dict[type[Event], Callable[[PresenceState, Record, Any], PresenceState]] = {
    PlanRecorded: _plan,
    CheckinRecorded: _checkin,
    CheckinWithdrawn: _withdrawal,
    SubstituteRecorded: _substitute,
    ExcuseRecorded: _excuse,
    HeadcountRecorded: _headcount,
}


def _marked(state: PresenceState, person: UUID, mark: Mark) -> PresenceState:
    earlier = state.marks.get(person)
    if not mark.outranks(earlier):
        return state
    counts = dict(state.counts)
    if earlier:
        counts[earlier.venue] = counts.get(earlier.venue, NO_COUNTS).plus(earlier.status, -1)
    counts[mark.venue] = counts.get(mark.venue, NO_COUNTS).plus(mark.status, +1)
    return replace(state, marks=state.marks.with_mark(person, mark), counts=counts)


def decide_checkin(
    state: PresenceState, place: Place, *, method: Method, noted_at: datetime, now: datetime
) -> CheckinRecorded:
    """A person is in the room. Marking a present person again is kept as an entry; the count stands."""
    require_called_here(state, place)
    return CheckinRecorded(person=place.person, venue=place.venue, method=method, noted_at=min(noted_at, now))


def decide_withdrawal(state: PresenceState, place: Place, *, noted_at: datetime, now: datetime) -> CheckinWithdrawn:
    """Earlier marks of a person were a mistake."""
    require_called_here(state, place)
    return CheckinWithdrawn(person=place.person, venue=place.venue, noted_at=min(noted_at, now))


def decide_substitute(
    state: PresenceState, place: Place, *, substitute: UUID, noted_at: datetime, now: datetime
) -> SubstituteRecorded:
    """Somebody else sits in an invited person's place."""
    require_called_here(state, place)
    return SubstituteRecorded(
        person=place.person, substitute=substitute, venue=place.venue, noted_at=min(noted_at, now)
    )


def decide_excuse(
    state: PresenceState, place: Place, *, reason: str | None, noted_at: datetime, now: datetime
) -> ExcuseRecorded:
    """An invited person sent word; `reason` is None when none was given."""
    require_called_here(state, place)
    return ExcuseRecorded(person=place.person, venue=place.venue, reason=reason, noted_at=min(noted_at, now))


def decide_headcount(
    state: PresenceState, *, venue: str, count: int, noted_at: datetime, now: datetime
) -> HeadcountRecorded:
    """The operator counted heads."""
    _require_known(state, venue)
    if not 0 <= count <= LARGEST_HALL:
        raise HeadcountIsImpossible(count=count, most=LARGEST_HALL)
    return HeadcountRecorded(venue=venue, count=count, noted_at=min(noted_at, now))


def require_called_here(state: PresenceState, place: Place) -> None:
    """Refuse a mark of somebody whom the venue's roll doesn't call."""
    _require_known(state, place.venue)
    if place.invited_at is None:
        raise PersonIsNotInvited
    if place.invited_at != place.venue:
        raise PersonBelongsElsewhere(venue=place.venue, invited_at=place.invited_at)


def _require_known(state: PresenceState, venue: str) -> None:
    if venue not in state.venues:
        raise UnknownVenue(venue=venue)


PRESENCE_FOLD: Fold[PresenceState] = Fold(name="presence", initial=PresenceState(), evolve=evolve)
