# SPDX-License-Identifier: Apache-2.0
"""How many people of a venue are accounted for, and how. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diemcau.presence.events import SheetCounts
from diemcau.presence.marks import Mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """People by what is known of them; `walk_ins`, `moved_in` and `moved_out` say who of them wasn't invited here.

    `guests` of honour are in the room and in no other number.
    """

    present: int = 0
    substituted: int = 0
    excused: int = 0
    walk_ins: int = 0
    moved_in: int = 0
    moved_out: int = 0
    guests: int = 0

    @property
    def accounted(self) -> int:
        """People of whom something is known here."""
        return self.present + self.substituted + self.excused

    @property
    def arrived_uninvited(self) -> int:
        """By how much more people belong to this roll than were invited to it."""
        return self.walk_ins + self.moved_in - self.moved_out

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    def __sub__(self, other: Counts) -> Counts:
        return Counts(**{name: getattr(self, name) - getattr(other, name) for name in self.__slots__})


NO_COUNTS = Counts()


def counted(mark: Mark | None) -> Mapping[str, Counts]:
    """What a person's standing mark adds to the counts, by venue."""
    if mark is None or mark.status == "expected":
        return {}
    if mark.as_guest:
        return {mark.venue: Counts(guests=int(mark.is_attending))}
    is_elsewhere = mark.home is not None and mark.home != mark.venue
    here = Counts(
        present=int(mark.status == "present"),
        substituted=int(mark.status == "substituted"),
        excused=int(mark.status == "excused"),
        walk_ins=int(mark.is_walk_in),
        moved_in=int(is_elsewhere),
    )
    if is_elsewhere and mark.home is not None:
        return {mark.venue: here, mark.home: Counts(moved_out=1)}
    return {mark.venue: here}


def sheet_counts(planned: int, counts: Counts, headcount: int | None) -> SheetCounts:
    """The numbers of a venue's roll, which balance.

    Args:
        planned: how many people the recorded plan invites to the venue.
        counts: what was noted there.
        headcount: heads that the operator counted.

    More people than the plan said may be accounted for when invitations were added after it
    was recorded: they are invited all the same, so the sum holds.
    """
    invited = max(planned, counts.accounted - counts.arrived_uninvited)
    return SheetCounts(
        invited=invited,
        walk_ins=counts.walk_ins,
        moved_in=counts.moved_in,
        moved_out=counts.moved_out,
        present=counts.present,
        substituted=counts.substituted,
        excused=counts.excused,
        absent=invited + counts.arrived_uninvited - counts.accounted,
        guests=counts.guests,
        headcount=headcount,
    )
