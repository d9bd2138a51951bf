# SPDX-License-Identifier: Apache-2.0
"""Writing persons and invitations, and having the plan follow."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from diemcau.conference import actions
from diemcau.conference.blueprint import GuestPart
from diemcau.conference.models import Conference, Venue
from diemcau.conference.settling import Change, settle, unmentioned
from diemcau.journal.commands import Command
from diemcau.lib.vietnamese import fold
from diemcau.people.models import Invitation, Organisation, Person
from diemcau.people.queries import guests_of_honour, invited_by_venue, lettered

_OUT_OF_THE_WAY = 10_000
_ROWS_A_STATEMENT = 200


def record_plan(conference: Conference, *, uid: UUID, actor: str) -> Command | None:
    """Record the plan with the invitations counted now. Returns: None when it is recorded so already."""
    return actions.record_plan(conference, uid=uid, actor=actor, invited=invited_by_venue(conference))


@transaction.atomic
def register_substitute(invitation: Invitation, *, full_name: str, post: str) -> Person:
    """Take down who comes in an invited person's place; the same name again is the same person.

    Returns: the substitute, invited to the same venue and not counted among the invited.
    """
    known = invitation.substitutes.filter(person__full_name=full_name).select_related("person").first()
    if known is not None:
        return known.person
    person = Person.objects.create(full_name=full_name)
    Invitation.objects.create(
        conference=invitation.conference,
        person=person,
        venue=invitation.venue,
        organisation=invitation.organisation,
        post=post,
        substitute_for=invitation,
    )
    return person


@transaction.atomic
def register_walk_in(
    *, conference: UUID, person: UUID, venue: str, full_name: str, post: str, organisation: str
) -> Person:
    """Take down who came without an invitation; the same id again is the same person.

    `person` is the id that the new person gets, `venue` the code of where they sit; empty texts weren't said.
    """
    known = Person.objects.filter(uuid=person).first()
    if known is not None:
        return known
    seat = Venue.objects.select_related("conference").get(conference__uuid=conference, code=venue)
    newcomer = Person.objects.create(uuid=person, full_name=full_name)
    Invitation.objects.create(
        conference=seat.conference,
        person=newcomer,
        venue=seat,
        organisation=Organisation.objects.get_or_create(name=organisation)[0] if organisation else None,
        post=post,
        is_walk_in=True,
    )
    return newcomer


@transaction.atomic
def invite_guests(conference: Conference, guests: Sequence[GuestPart]) -> list[Change]:
    """Invite the guests of honour to the hub, in their order; those not given stay, after them."""
    invited = {fold(invitation.person.full_name): invitation for invitation in guests_of_honour(conference)}
    given = [fold(guest.name) for guest in guests]
    if given != list(invited)[: len(given)]:
        guests_of_honour(conference).update(protocol_rank=F("protocol_rank") + _OUT_OF_THE_WAY)
    changes = []
    for rank, guest in enumerate(guests, start=1):
        row = invited.get(fold(guest.name)) or _newly_invited(conference, guest.name)
        values = {"post": guest.post, "post_en": guest.post_en, "is_guest_of_honour": True, "protocol_rank": rank}
        changes.append(settle(row, values, kind="guest", key=guest.name)[1])
    others = [invitation for name, invitation in invited.items() if name not in given]
    return changes + unmentioned("guest", [invitation.person.full_name for invitation in others])


@transaction.atomic
def number_invitations(conference: Conference) -> int:
    """Give every letter without a number the next free one: `0001`, `0002` and so on.

    Guests of honour come first in their order, then the roll by venue in the plan's order and by given name. Numbers
    once given, or written by the organiser, stay; new ones go on after the greatest that is made of digits alone.

    Returns: how many were given.
    """
    Conference.objects.select_for_update().get(pk=conference.pk)
    invited = list(lettered(conference))
    last = max((int(one.number) for one in invited if one.number.isdecimal()), default=0)
    blank = [invitation for invitation in invited if not invitation.number]
    for number, invitation in enumerate(blank, start=last + 1):
        invitation.number = f"{number:04}"
    Invitation.objects.bulk_update(blank, ["number"], batch_size=_ROWS_A_STATEMENT)
    return len(blank)


def _newly_invited(conference: Conference, full_name: str) -> Invitation:
    person = Person.objects.create(full_name=full_name)
    return Invitation(conference=conference, person=person, venue=conference.hub)
