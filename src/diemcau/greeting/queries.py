# SPDX-License-Identifier: Apache-2.0
"""Reading the greeting list: people of rank beside what the roll call says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from diemcau.conference.models import Conference
from diemcau.greeting.state import GREETING_FOLD, Greeting, Lock
from diemcau.journal.queries import folded, head_seq
from diemcau.people.models import Invitation
from diemcau.presence.models import Attendance

Standing = Literal["here", "gone", "late"]


@dataclass(frozen=True, kw_only=True, slots=True)
class GreetingLine:
    """Somebody to be greeted; `venue` is where they sit.

    `gone` was on the list when it was locked and is no longer marked present; `late` came
    after that and isn't on it.
    """

    person: UUID
    name: str
    post: str
    organisation: str
    venue: str
    is_guest: bool
    standing: Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class GreetingList:
    """The list as of entry `seq`; `locked_at` is None while it follows the roll call."""

    seq: int
    locked_at: datetime | None
    lines: tuple[GreetingLine, ...]


def ranked_persons(conference: UUID) -> frozenset[UUID]:
    """Whoever has a place in the order of introduction."""
    return frozenset(_ranked(conference).values_list("person__uuid", flat=True))


def greeting_list(conference: Conference) -> GreetingList:
    """Guests of honour and others of rank who are here now, in the order of introduction; a locked list as it was."""
    # Read first: somebody who comes meanwhile shows although their number doesn't, never the other way round.
    seq = head_seq(conference.uuid)
    lock: Greeting = folded(conference.uuid, GREETING_FOLD)
    ranked = {line.person.uuid: line for line in _ranked(conference.uuid).select_related("person", "organisation")}
    seats = _seats(conference, frozenset(ranked))
    lines = _locked_lines(lock, ranked, seats) if lock else _open_lines(ranked, seats)
    return GreetingList(seq=seq, locked_at=lock.at if lock else None, lines=tuple(lines))


def _open_lines(ranked: dict[UUID, Invitation], seats: dict[UUID, str]) -> Iterator[GreetingLine]:
    for person, invitation in ranked.items():
        if person in seats:
            yield _line(invitation, seats, "here")


def _locked_lines(lock: Lock, ranked: dict[UUID, Invitation], seats: dict[UUID, str]) -> Iterator[GreetingLine]:
    """Whoever has been forgotten since is missing."""
    for person in lock.persons:
        if person in ranked:
            yield _line(ranked[person], seats, "here" if person in seats else "gone")
    for person, invitation in ranked.items():
        if person in seats and person not in lock.persons:
            yield _line(invitation, seats, "late")


def _line(invitation: Invitation, seats: dict[UUID, str], standing: Standing) -> GreetingLine:
    return GreetingLine(
        person=invitation.person.uuid,
        name=invitation.person.full_name,
        post=invitation.post,
        organisation=invitation.organisation.name if invitation.organisation else "",
        venue=seats.get(invitation.person.uuid, ""),
        is_guest=invitation.is_guest_of_honour,
        standing=standing,
    )


def _ranked(conference: UUID) -> QuerySet[Invitation]:
    ranked = Invitation.objects.filter(conference__uuid=conference, protocol_rank__isnull=False, substitute_for=None)
    return ranked.order_by("protocol_rank")


def _seats(conference: Conference, persons: frozenset[UUID]) -> dict[UUID, str]:
    """The names of the venues where these people sit; whoever isn't present is missing."""
    names = dict(conference.venues.values_list("code", "name"))
    present = Attendance.objects.filter(conference=conference.uuid, person__in=persons, status="present")
    return {person: names.get(venue, venue) for person, venue in present.values_list("person", "venue")}
