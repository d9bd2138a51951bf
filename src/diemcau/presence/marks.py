# SPDX-License-Identifier: Apache-2.0
"""The marks of one person, and what they say together. Pure.

Marks never toggle. They come from devices that were offline for hours, in any order and more
than once, and give one answer all the same: everything kept here is a set or a maximum.
A venue says what it noted last; among venues, who sits in a room beats who sent word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from diemcau.presence.events import CaseKind, DroppedMark

Status = Literal["expected", "present", "substituted", "excused"]
_WEIGHT: dict[Status, int] = {"expected": 0, "excused": 1, "substituted": 2, "present": 2}
Key = tuple[str, str, UUID | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What one device noted of one person; `status` is "expected" for a withdrawal.

    `seen` holds the uids of marks that the device knew of; `home`, `as_guest` as in the event.
    """

    status: Status
    venue: str
    noted_at: datetime
    uid: UUID
    seq: int
    substitute: UUID | None = None
    seen: frozenset[UUID] = frozenset()
    home: str | None = None
    as_guest: bool = False
    is_walk_in: bool = False

    @property
    def instant(self) -> tuple[datetime, UUID]:
        """When it was noted; the uid parts what was noted at the same instant."""
        return self.noted_at, self.uid

    @property
    def key(self) -> Key:
        """What the mark says and where: a later one of the same key only says it again."""
        return self.venue, self.status, self.substitute

    @property
    def is_attending(self) -> bool:
        """Whether the mark says that somebody sits in the person's place."""
        return _WEIGHT[self.status] == _WEIGHT["present"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """Marks of one person that contradict each other until somebody settles it; `sides` by venue, then time."""

    kind: CaseKind
    person: UUID
    sides: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonMarks:
    """All that was noted of one person, one mark for each key, and what a settlement took out.

    `standing` is the mark that counts, None while none is left.
    """

    marks: tuple[Mark, ...] = ()
    dropped: tuple[DroppedMark, ...] = ()
    standing: Mark | None = None

    def with_mark(self, mark: Mark) -> PersonMarks:
        """A copy that knows one more mark."""
        if not self.marks and not self.dropped:
            return PersonMarks(marks=(mark,), standing=mark)
        same = next((known for known in self.marks if known.key == mark.key), None)
        others = tuple(known for known in self.marks if known is not same)
        return _settled((*others, _later(same, mark) if same else mark), self.dropped)

    def without(self, dropped: Iterable[DroppedMark]) -> PersonMarks:
        """A copy in which these marks no longer count."""
        latest: dict[Key, DroppedMark] = {}
        for one in (*self.dropped, *dropped):
            known = latest.get(_key_of(one))
            if known is None or (one.noted_at, one.uid) > (known.noted_at, known.uid):
                latest[_key_of(one)] = one
        return _settled(self.marks, tuple(sorted(latest.values(), key=lambda one: (one.noted_at, one.uid))))

    @property
    def counting(self) -> tuple[Mark, ...]:
        """The marks that no settlement has taken out."""
        limits = {_key_of(one): (one.noted_at, one.uid) for one in self.dropped}
        return tuple(mark for mark in self.marks if mark.key not in limits or mark.instant > limits[mark.key])

    def cases(self, person: UUID) -> tuple[Case, ...]:
        """What contradicts itself in these marks."""
        if len(self.marks) == 1:
            return ()
        counting = self.counting
        here = [mark for mark in _spoken_by_venues(counting) if mark.is_attending]
        cases = [Case(kind="two_venues", person=person, sides=tuple(here))] if len(here) > 1 else []
        for mark in here:
            rivals = _substitutes_unseen(counting, mark.venue)
            if len(rivals) > 1:
                cases.append(Case(kind="two_substitutes", person=person, sides=rivals))
        return tuple(cases)


def _settled(marks: tuple[Mark, ...], dropped: tuple[DroppedMark, ...]) -> PersonMarks:
    ordered = tuple(sorted(marks, key=lambda mark: mark.instant))
    unsettled = PersonMarks(marks=ordered, dropped=dropped)
    spoken = _spoken_by_venues(unsettled.counting)
    standing = max(spoken, key=lambda mark: (_WEIGHT[mark.status], *mark.instant), default=None)
    return replace(unsettled, standing=standing)


def _spoken_by_venues(marks: Iterable[Mark]) -> list[Mark]:
    """What each venue noted last, in order of their codes."""
    spoken: dict[str, Mark] = {}
    for mark in marks:
        if mark.venue not in spoken or mark.instant > spoken[mark.venue].instant:
            spoken[mark.venue] = mark
    return [spoken[venue] for venue in sorted(spoken)]


def _substitutes_unseen(marks: Iterable[Mark], venue: str) -> tuple[Mark, ...]:
    """Substitutes named at a venue since its last mark of another kind, but for those whom a later one knew of."""
    own = [mark for mark in marks if mark.venue == venue]
    since = max((mark.instant for mark in own if mark.status != "substituted"), default=None)
    named = [mark for mark in own if mark.status == "substituted" and (since is None or mark.instant > since)]
    seen = frozenset[UUID]().union(*(mark.seen for mark in named))
    return tuple(mark for mark in named if mark.uid not in seen)


def _later(one: Mark, other: Mark) -> Mark:
    """Of two marks that say the same the later, which knows what both knew."""
    later = max(one, other, key=lambda mark: mark.instant)
    return replace(later, seen=one.seen | other.seen)


def _key_of(dropped: DroppedMark) -> Key:
    return dropped.venue, dropped.status, dropped.substitute
