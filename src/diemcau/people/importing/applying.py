# SPDX-License-Identifier: Apache-2.0
"""Taking an import, and taking it back. The only writer of what lists of delegates say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from diemcau.conference.models import Conference
from diemcau.lib.vietnamese import fold
from diemcau.people.importing.invited import Values, values_of, write_values
from diemcau.people.importing.matching import Entrant
from diemcau.people.importing.models import AppliedChange, AppliedImport
from diemcau.people.importing.reports import RosterPlan, RowReport
from diemcau.people.models import Invitation, Organisation, Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What was taken: the import as it is kept, and each taken row's invitation by the row's key."""

    applied: AppliedImport
    invitations: Mapping[str, int]


@transaction.atomic
def apply_import(conference: Conference, plan: RosterPlan, *, by: str, at: datetime) -> Taken:
    """Write what the rows that can be taken change; whoever is on no list stays invited, and held rows wait."""
    applied = AppliedImport.objects.create(
        conference=conference,
        files=list(dict.fromkeys(row.place.file for row in plan.rows)),
        applied_at=at,
        applied_by=by,
        difference=dict(plan.difference),
    )
    newcomers = [row for row in plan.rows if row.verdict == "new"]
    changed = [row for row in plan.rows if row.verdict == "changed"]
    organisations = organisations_named(row.entrant.organisation for row in plan.taken)
    _leave_places(changed)
    moved = _change(applied, changed, organisations)
    invited = _invite(applied, newcomers, organisations)
    return Taken(applied=applied, invitations=invited | moved)


def organisations_named(names: Iterable[str]) -> dict[str, Organisation]:
    """The organisations of these names, new ones made."""
    wanted = {name for name in names if name}
    known = set(Organisation.objects.filter(name__in=wanted).values_list("name", flat=True))
    Organisation.objects.bulk_create(Organisation(name=name) for name in sorted(wanted - known))
    return {organisation.name: organisation for organisation in Organisation.objects.filter(name__in=wanted)}


def _leave_places(rows: Sequence[RowReport]) -> None:
    """Have whoever is given another place in the order, or number, leave theirs first: two may be swapped."""
    for name, left in (("rank", {"protocol_rank": None}), ("number", {"number": ""})):
        leaving = [row.known.key for row in rows if row.known is not None and name in row.changes]
        Invitation.objects.filter(pk__in=leaving).update(**left)


def _invite(
    applied: AppliedImport, rows: Sequence[RowReport], organisations: Mapping[str, Organisation]
) -> dict[str, int]:
    conference = applied.conference
    venues = {venue.code: venue for venue in conference.venues.all()}
    persons = _persons(conference, [row.entrant for row in rows])
    is_new = [person.pk is None for person in persons]
    Person.objects.bulk_create(person for person in persons if person.pk is None)
    invitations = Invitation.objects.bulk_create(
        Invitation(
            conference=conference,
            person=person,
            venue=venues[row.entrant.venue],
            organisation=organisations.get(row.entrant.organisation),
            post=row.entrant.post,
            protocol_rank=row.entrant.rank,
            number=row.entrant.number,
            seat=row.entrant.seat,
        )
        for row, person in zip(rows, persons, strict=True)
    )
    AppliedChange.objects.bulk_create(
        AppliedChange(
            applied=applied, person=invitation.person, is_new_person=new, before=None, after=values_of(invitation)
        )
        for invitation, new in zip(invitations, is_new, strict=True)
    )
    return {row.place.key: invitation.pk for row, invitation in zip(rows, invitations, strict=True)}


def _change(
    applied: AppliedImport, rows: Sequence[RowReport], organisations: Mapping[str, Organisation]
) -> dict[str, int]:
    venues = {venue.code: venue for venue in applied.conference.venues.all()}
    keys = {row.place.key: row.known.key for row in rows if row.known is not None}
    invitations = Invitation.objects.select_related("person", "organisation", "venue").in_bulk(list(keys.values()))
    changes = []
    for row in rows:
        invitation = invitations[keys[row.place.key]]
        after: Values = {name: getattr(row.entrant, name) for name in row.changes}
        before: Values = {name: getattr(row.known, name) for name in row.changes}
        write_values(invitation, after, venues=venues, organisations=organisations)
        changes.append(AppliedChange(applied=applied, person=invitation.person, before=before, after=after))
    AppliedChange.objects.bulk_create(changes)
    return keys


def _persons(conference: Conference, entrants: Sequence[Entrant]) -> list[Person]:
    """The persons of the entrants: those known from other conferences by name and telephone, else new ones."""
    strangers = Person.objects.exclude(phone="").exclude(invitations__conference=conference)
    known = {(person.search_key, person.phone): person for person in strangers}
    persons = []
    for entrant in entrants:
        # Each is taken once: two rows that were kept apart are two people.
        stranger = known.pop((fold(entrant.name), entrant.phone), None)
        persons.append(stranger or Person(full_name=entrant.name, birth_year=entrant.birth_year, phone=entrant.phone))
    return persons
