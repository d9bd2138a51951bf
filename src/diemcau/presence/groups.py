# SPDX-License-Identifier: Apache-2.0
"""The roll counted by what people are, not where they sit: by organisation and by post.

The board knows ids alone, so these sums are the tables' own. They are of the invited people:
walk-ins have no invitation to be counted against.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from diemcau.conference.models import Conference
from diemcau.journal.queries import head_seq
from diemcau.people.models import Invitation
from diemcau.presence.models import Attendance

_LAST = 1_000_000
Counted = tuple[str, str, int, int | None]
"""Name of the group, status, how many, the first place in the order of introduction among them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Invited people of one kind; `name` is empty for those of whom it isn't known.

    invited = present + substituted + excused + absent.
    """

    name: str
    invited: int
    present: int
    substituted: int
    excused: int

    @property
    def absent(self) -> int:
        """Nothing is known of them."""
        return self.invited - self.present - self.substituted - self.excused


@dataclass(frozen=True, kw_only=True, slots=True)
class Groups:
    """The roll by organisation and by post as of entry `seq`; both have the same sum."""

    seq: int
    organisations: tuple[Group, ...]
    posts: tuple[Group, ...]


def groups_of(conference: Conference) -> Groups:
    """Count the roll. As many queries for 118 venues as for one: the database does the counting."""
    # Read first: a mark made meanwhile is counted although its number doesn't show, never the other way round.
    seq = head_seq(conference.uuid)
    return Groups(
        seq=seq,
        organisations=_grouped(_counted(conference, "organisation__name")),
        posts=_grouped(_counted(conference, "post")),
    )


def _counted(conference: Conference, field: str) -> list[Counted]:
    marks = Attendance.objects.filter(conference=conference.uuid, person=OuterRef("person__uuid"))
    called = Invitation.objects.on_roll().filter(conference=conference).order_by()
    rows = (
        called.annotate(
            group=Coalesce(F(field), Value(""), output_field=CharField()),
            known=Coalesce(Subquery(marks.values("status")[:1]), Value("expected"), output_field=CharField()),
        )
        .values("group", "known")
        .annotate(number=Count("id"), first=Min("protocol_rank"))
    )
    return list(rows.values_list("group", "known", "number", "first"))


def _grouped(rows: Iterable[Counted]) -> tuple[Group, ...]:
    """People of rank first, then the largest groups, then by name."""
    numbers: dict[str, dict[str, int]] = {}
    ranks: dict[str, int] = {}
    for name, known, number, first in rows:
        numbers.setdefault(name, {})[known] = number
        ranks[name] = min(ranks.get(name, _LAST), _LAST if first is None else first)
    groups = [_group(name, known) for name, known in numbers.items()]
    return tuple(sorted(groups, key=lambda group: (ranks[group.name], -group.invited, group.name)))


def _group(name: str, known: dict[str, int]) -> Group:
    return Group(
        name=name,
        invited=sum(known.values()),
        present=known.get("present", 0),
        substituted=known.get("substituted", 0),
        excused=known.get("excused", 0),
    )
