# SPDX-License-Identifier: Apache-2.0
"""Writing persons and invitations, and having the plan follow."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from diemcau.conference import actions
from diemcau.conference.models import Conference
from diemcau.journal.commands import Command
from diemcau.people.models import Invitation, Person
from diemcau.people.queries import invited_by_venue


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
