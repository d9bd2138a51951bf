# SPDX-License-Identifier: Apache-2.0
"""Reading the roll: invitations beside what the journal says of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import connection
from django.db.models import Q

from diemcau.conference.models import Conference, Venue
from diemcau.journal.queries import folded
from diemcau.people.models import Invitation, Person
from diemcau.people.queries import invitations_of, persons_by_uuid, roll_of_venue
from diemcau.presence.decisions import Place
from diemcau.presence.events import CaseKind
from diemcau.presence.marks import Case, Mark, Status
from diemcau.presence.models import Attendance
from diemcau.presence.state import PRESENCE_FOLD

# Asked once for every check-in, under the journal's lock: composed by the ORM it takes 340 µs,
# as it stands here 22 µs.
_PLACE = """
    SELECT venue.code, invitation.is_guest_of_honour, invitation.is_walk_in FROM people_invitation AS invitation
    JOIN people_person AS person ON person.id = invitation.person_id
    JOIN conference_conference AS conference ON conference.id = invitation.conference_id
    JOIN conference_venue AS venue ON venue.id = invitation.venue_id
    WHERE conference.uuid = %s AND person.uuid = %s AND invitation.substitute_for_id IS NULL
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class RollLine:
    """One person on a venue's roll and what is known of them.

    `substitute` is a name, None where nobody stands in; `mark` the uid of what was noted, at
    `noted_at`, both None where nothing was. `home` is the code of the venue that invited the
    person and `seated_at` of the one where they sit, each None when it is this venue.
    """

    person: UUID
    name: str
    post: str
    organisation: str
    number: str
    seat: str
    badge: UUID
    status: Status
    substitute: str | None
    mark: UUID | None
    noted_at: datetime | None
    home: str | None
    seated_at: str | None
    is_guest: bool
    is_walk_in: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SideLine:
    """One of the marks that contradict each other; `substitute` is a name."""

    uid: UUID
    venue: str
    status: Status
    substitute: str | None
    noted_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseLine:
    """A case with the person's name to it."""

    kind: CaseKind
    person: UUID
    name: str
    post: str
    sides: tuple[SideLine, ...]


def place_of(conference: UUID, person: UUID) -> Place | None:
    """Where a person belongs; None for whoever was neither invited nor walked in, substitutes among them."""
    key = Person._meta.get_field("uuid")  # noqa: SLF001 - documented
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [key.get_db_prep_value(value, connection) for value in (conference, person)])
        row: tuple[str, bool, bool] | None = cursor.fetchone()
    return Place(venue=row[0], is_guest=bool(row[1]), is_walk_in=bool(row[2])) if row else None


def roll_lines(conference: Conference, venue: Venue) -> list[RollLine]:
    """The roll of one venue in Vietnamese order, people of elsewhere who came here among them.

    Three queries, however long it is, and a fourth when somebody came from elsewhere.
    """
    own = list(roll_of_venue(conference, venue))
    persons = [invitation.person.uuid for invitation in own]
    noted = Attendance.objects.filter(Q(venue=venue.code) | Q(person__in=persons), conference=conference.uuid)
    marks = {mark.person: mark for mark in noted}
    strangers = [mark.person for mark in marks.values() if mark.status != "expected"]
    came = invitations_of(conference, set(strangers) - set(persons))
    names = persons_by_uuid(mark.substitute for mark in marks.values() if mark.substitute)
    everybody = sorted([*own, *came], key=lambda invitation: (invitation.person.sort_key, invitation.pk))
    return [_line(invitation, venue.code, marks.get(invitation.person.uuid), names) for invitation in everybody]


def status_of(conference: UUID, person: UUID) -> Status:
    """What is known of one person."""
    mark = Attendance.objects.filter(conference=conference, person=person).first()
    return _status(mark)


def case_lines(conference: Conference, *, venues: Collection[str] | None = None) -> list[CaseLine]:
    """The open cases by person, those of some `venues` or (None) of all; whoever has been forgotten has no name."""
    contested = folded(conference.uuid, PRESENCE_FOLD).contested
    cases = [case for cases in contested.values() for case in cases if _concerns(case, venues)]
    invitations = {
        invitation.person.uuid: invitation for invitation in invitations_of(conference, {case.person for case in cases})
    }
    names = persons_by_uuid(side.substitute for case in cases for side in case.sides if side.substitute)
    lines = [_case_line(case, invitations.get(case.person), names) for case in cases]
    return sorted(lines, key=lambda line: (line.sides[-1].noted_at, line.person))


def _concerns(case: Case, venues: Collection[str] | None) -> bool:
    return venues is None or any(side.venue in venues for side in case.sides)


def _case_line(case: Case, invitation: Invitation | None, names: Mapping[UUID, Person]) -> CaseLine:
    return CaseLine(
        kind=case.kind,
        person=case.person,
        name=invitation.person.full_name if invitation else "",
        post=invitation.post if invitation else "",
        sides=tuple(_side(side, names) for side in case.sides),
    )


def _side(side: Mark, names: Mapping[UUID, Person]) -> SideLine:
    substitute = names.get(side.substitute) if side.substitute else None
    return SideLine(
        uid=side.uid,
        venue=side.venue,
        status=side.status,
        substitute=substitute.full_name if substitute else None,
        noted_at=side.noted_at,
    )


def _line(invitation: Invitation, venue: str, mark: Attendance | None, names: Mapping[UUID, Person]) -> RollLine:
    substitute = names.get(mark.substitute) if mark and mark.substitute else None
    is_known = mark is not None and mark.status != "expected"
    home = invitation.venue.code
    return RollLine(
        person=invitation.person.uuid,
        name=invitation.person.full_name,
        post=invitation.post,
        organisation=invitation.organisation.name if invitation.organisation else "",
        number=invitation.number,
        seat=invitation.seat,
        badge=invitation.badge_id,
        status=_status(mark),
        substitute=substitute.full_name if substitute else None,
        mark=mark.mark if mark else None,
        noted_at=mark.noted_at if mark else None,
        home=home if home != venue else None,
        seated_at=mark.venue if mark and is_known and mark.venue != venue else None,
        is_guest=invitation.is_guest_of_honour,
        is_walk_in=invitation.is_walk_in,
    )


def _status(mark: Attendance | None) -> Status:
    return cast("Status", mark.status) if mark else "expected"
