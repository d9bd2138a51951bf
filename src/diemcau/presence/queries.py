# SPDX-License-Identifier: Apache-2.0
"""Reading the roll: invitations beside what the journal says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db import connection

from diemcau.conference.models import Conference, Venue
from diemcau.people.models import Invitation, Person
from diemcau.people.queries import persons_by_uuid, roll
from diemcau.presence.models import Attendance
from diemcau.presence.state import Status

# Asked once for every check-in, under the journal's lock: composed by the ORM it takes 340 µs,
# as it stands here 22 µs. The rule is `on_roll`'s, and a test holds the two together.
_VENUE_OF_INVITED = """
    SELECT venue.code FROM people_invitation AS invitation
    JOIN people_person AS person ON person.id = invitation.person_id
    JOIN conference_conference AS conference ON conference.id = invitation.conference_id
    JOIN conference_venue AS venue ON venue.id = invitation.venue_id
    WHERE conference.uuid = %s AND person.uuid = %s
    AND NOT invitation.is_guest_of_honour AND invitation.substitute_for_id IS NULL
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class RollLine:
    """One invited person and what is known of them; `substitute` is a name, None where nobody stands in."""

    person: UUID
    name: str
    post: str
    organisation: str
    status: Status
    substitute: str | None
    number: str
    seat: str
    badge: UUID


def venue_of_invited(conference: UUID, person: UUID) -> str | None:
    """The code of the venue whose roll calls this person; None for nobody's guest, or a guest of honour."""
    key = Person._meta.get_field("uuid")  # noqa: SLF001 - documented
    with connection.cursor() as cursor:
        cursor.execute(_VENUE_OF_INVITED, [key.get_db_prep_value(value, connection) for value in (conference, person)])
        row: tuple[str] | None = cursor.fetchone()
    return row[0] if row else None


def roll_lines(conference: Conference, venue: Venue) -> list[RollLine]:
    """The roll of one venue in Vietnamese order. Three queries, however long it is."""
    marks = {mark.person: mark for mark in Attendance.objects.filter(conference=conference.uuid, venue=venue.code)}
    names = persons_by_uuid(mark.substitute for mark in marks.values() if mark.substitute)
    return [_line(invitation, marks.get(invitation.person.uuid), names) for invitation in roll(conference, venue)]


def status_of(conference: UUID, person: UUID) -> Status:
    """What is known of one person."""
    mark = Attendance.objects.filter(conference=conference, person=person).first()
    return _status(mark)


def _line(invitation: Invitation, mark: Attendance | None, names: dict[UUID, Person]) -> RollLine:
    substitute = names.get(mark.substitute) if mark and mark.substitute else None
    return RollLine(
        person=invitation.person.uuid,
        name=invitation.person.full_name,
        post=invitation.post,
        organisation=invitation.organisation.name if invitation.organisation else "",
        status=_status(mark),
        substitute=substitute.full_name if substitute else None,
        number=invitation.number,
        seat=invitation.seat,
        badge=invitation.badge_id,
    )


def _status(mark: Attendance | None) -> Status:
    return cast("Status", mark.status) if mark else "expected"
