# SPDX-License-Identifier: Apache-2.0
"""Reading persons and invitations."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, Count, F, QuerySet, When

from diemcau.conference.models import Conference, Venue
from diemcau.conference.queries import GuestDocument, PlanDocument, programme_document
from diemcau.people.badge_keys import badge_key
from diemcau.people.importing.planning import Held
from diemcau.people.importing.reports import KnownEntrant
from diemcau.people.importing.venue_names import VenueName
from diemcau.people.models import Invitation, Person


def invited_by_venue(conference: Conference) -> dict[str, int]:
    """How many the roll calls at each venue, by code, in the order of the plan; 0 where nobody is invited."""
    counted = Invitation.objects.on_roll().filter(conference=conference).order_by().values("venue")
    invited = dict(counted.annotate(n=Count("id")).values_list("venue", "n"))
    venues = conference.venues.order_by("position", "code").values_list("pk", "code")
    return {code: invited.get(pk, 0) for pk, code in venues}


def roll(conference: Conference, venue: Venue) -> QuerySet[Invitation]:
    """The invitations that the roll calls at one venue, in Vietnamese order, persons and organisations at hand."""
    called = Invitation.objects.on_roll().filter(conference=conference, venue=venue)
    return called.select_related("person", "organisation").order_by("person__sort_key", "id")


def roll_of_venue(conference: Conference, venue: Venue) -> QuerySet[Invitation]:
    """Everybody whom a venue's desk looks after, all at hand: the roll, guests of honour, and who walked in."""
    invitations = Invitation.objects.filter(conference=conference, venue=venue, substitute_for=None)
    return invitations.select_related("person", "organisation", "venue")


def invitations_of(conference: Conference, persons: Iterable[UUID]) -> QuerySet[Invitation]:
    """The invitations of some people, and those who walked in, all at hand. No query when there are none."""
    invitations = Invitation.objects.filter(conference=conference, person__uuid__in=list(persons), substitute_for=None)
    return invitations.select_related("person", "organisation", "venue")


def guests_of_honour(conference: Conference) -> QuerySet[Invitation]:
    """Guests of honour in the order in which they are named, their persons at hand."""
    return Invitation.objects.of_honour().filter(conference=conference).select_related("person", "venue")


def lettered(conference: Conference) -> QuerySet[Invitation]:
    """Who gets a letter and a badge, all at hand: guests of honour in their order, then by venue and given name."""
    honour = Case(When(is_guest_of_honour=True, then=F("protocol_rank")), default=None)
    invited = Invitation.objects.invited().filter(conference=conference)
    return invited.select_related("person", "organisation", "venue__parent").order_by(
        honour.asc(nulls_last=True), "venue__position", "venue__code", "person__sort_key", "id"
    )


def invitation_of(conference: Conference, person: UUID) -> Invitation | None:
    """The person's invitation to this conference, person, venue and organisation at hand; None if not invited."""
    invitations = Invitation.objects.select_related("person", "venue", "organisation")
    return invitations.filter(conference=conference, person__uuid=person).first()


def person_of_badge(conference: UUID, badge: UUID) -> UUID | None:
    """Whose badge this is; None when it is nobody's at this conference."""
    invitations = Invitation.objects.filter(conference__uuid=conference, badge_id=badge)
    return invitations.values_list("person__uuid", flat=True).first()


def persons_by_uuid(uuids: Iterable[UUID]) -> dict[UUID, Person]:
    """The persons of these ids; whoever has been forgotten is missing."""
    return {person.uuid: person for person in Person.objects.filter(uuid__in=list(uuids))}


def plan_document(conference: Conference) -> PlanDocument:
    """The plan as every page may read it, guests of honour in their order."""
    guests: list[GuestDocument] = [
        {"name": invitation.person.full_name, "post": invitation.post} for invitation in guests_of_honour(conference)
    ]
    return programme_document(conference, guests=guests, badge_key=badge_key())


def known_entrants(conference: Conference) -> list[KnownEntrant]:
    """Whoever the roll calls now, as an import compares them."""
    invitations = Invitation.objects.on_roll().filter(conference=conference)
    return [
        KnownEntrant(
            key=invitation.pk,
            name=invitation.person.full_name,
            post=invitation.post,
            organisation=invitation.organisation.name if invitation.organisation else "",
            venue=invitation.venue.code,
            birth_year=invitation.person.birth_year,
            phone=invitation.person.phone,
            rank=invitation.protocol_rank,
            number=invitation.number,
            seat=invitation.seat,
        )
        for invitation in invitations.select_related("person", "organisation", "venue").order_by("id")
    ]


def held_outside_the_roll(conference: Conference) -> Held:
    """Places in the order and numbers of letters that guests of honour have, and their names."""
    guests = [(guest, guest.person.full_name) for guest in guests_of_honour(conference)]
    return {
        "rank": {guest.protocol_rank: name for guest, name in guests},
        "number": {guest.number: name for guest, name in guests if guest.number},
    }


def venue_names(conference: Conference) -> list[VenueName]:
    """The conference's venues, as lists may call them."""
    venues = conference.venues.order_by("position", "code").values_list("code", "name", "parent__code")
    return [VenueName(code=code, name=name, parent=parent) for code, name, parent in venues]
