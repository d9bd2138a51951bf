# SPDX-License-Identifier: Apache-2.0
"""The roll call's commands: each states one intent of one actor, decided under the journal's lock.

Every action takes the conference, the client's uid and the opaque actor, and returns a
command. `noted_at` is what the device's clock showed when the mark was made, `sent_at` what
it showed when it was sent (None: not told), so that a clock that is wrong by hours does no harm.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from diemcau.journal.commands import Command, Transaction
from diemcau.journal.events import Event
from diemcau.people.actions import register_substitute
from diemcau.people.models import Invitation
from diemcau.presence.events import Method
from diemcau.presence.queries import venue_of_invited
from diemcau.presence.refusals import SubstituteHasNoName
from diemcau.presence.state import (
    PRESENCE_FOLD,
    decide_checkin,
    decide_excuse,
    decide_headcount,
    decide_substitute,
    decide_withdrawal,
    noted_on_our_clock,
    require_invited_here,
)

LONGEST_NAME = 120
LONGEST_POST = 300


def check_in(
    *,
    conference: UUID,
    uid: UUID,
    actor: str,
    person: UUID,
    venue: str,
    method: Method,
    noted_at: datetime,
    sent_at: datetime | None = None,
) -> Command:
    """Note that a person is in the room. Refuses: PersonIsNotInvited, PersonBelongsElsewhere."""

    def decide(transaction: Transaction) -> Event:
        return decide_checkin(
            person=person,
            venue=venue,
            invited_at=venue_of_invited(conference, person),
            method=method,
            noted_at=noted_on_our_clock(noted_at, sent_at=sent_at, now=transaction.at),
        )

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def withdraw_mark(
    *,
    conference: UUID,
    uid: UUID,
    actor: str,
    person: UUID,
    venue: str,
    noted_at: datetime,
    sent_at: datetime | None = None,
) -> Command:
    """Take back whatever was noted of a person. Refuses: PersonIsNotInvited, PersonBelongsElsewhere."""

    def decide(transaction: Transaction) -> Event:
        return decide_withdrawal(
            person=person,
            venue=venue,
            invited_at=venue_of_invited(conference, person),
            noted_at=noted_on_our_clock(noted_at, sent_at=sent_at, now=transaction.at),
        )

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def seat_substitute(
    *,
    conference: UUID,
    uid: UUID,
    actor: str,
    person: UUID,
    venue: str,
    substitute_name: str,
    substitute_post: str,
    noted_at: datetime,
    sent_at: datetime | None = None,
) -> Command:
    """Note that somebody else sits in a person's place.

    Writes the substitute's name and post to `people` at once, where sending again finds them;
    the command holds the new person's id alone.

    Refuses: SubstituteHasNoName, PersonIsNotInvited, PersonBelongsElsewhere, here and not only on execution.
    """
    name, post = " ".join(substitute_name.split()), " ".join(substitute_post.split())[:LONGEST_POST]
    if not 0 < len(name) <= LONGEST_NAME:
        raise SubstituteHasNoName(most=LONGEST_NAME)
    require_invited_here(venue=venue, invited_at=venue_of_invited(conference, person))
    invitation = Invitation.objects.on_roll().get(conference__uuid=conference, person__uuid=person)
    substitute = register_substitute(invitation, full_name=name, post=post).uuid

    def decide(transaction: Transaction) -> Event:
        return decide_substitute(
            person=person,
            substitute=substitute,
            venue=venue,
            invited_at=venue_of_invited(conference, person),
            noted_at=noted_on_our_clock(noted_at, sent_at=sent_at, now=transaction.at),
        )

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def excuse(
    *,
    conference: UUID,
    uid: UUID,
    actor: str,
    person: UUID,
    venue: str,
    reason: str | None,
    noted_at: datetime,
    sent_at: datetime | None = None,
) -> Command:
    """Note that a person sent word, and why (None: no reason given).

    Refuses: PersonIsNotInvited, PersonBelongsElsewhere.
    """

    def decide(transaction: Transaction) -> Event:
        return decide_excuse(
            person=person,
            venue=venue,
            invited_at=venue_of_invited(conference, person),
            reason=(reason or "").strip() or None,
            noted_at=noted_on_our_clock(noted_at, sent_at=sent_at, now=transaction.at),
        )

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def count_heads(
    *,
    conference: UUID,
    uid: UUID,
    actor: str,
    venue: str,
    count: int,
    noted_at: datetime,
    sent_at: datetime | None = None,
) -> Command:
    """Note how many heads an operator counted. Refuses: UnknownVenue, HeadcountIsImpossible."""

    def decide(transaction: Transaction) -> Event:
        return decide_headcount(
            transaction.state(PRESENCE_FOLD),
            venue=venue,
            count=count,
            noted_at=noted_on_our_clock(noted_at, sent_at=sent_at, now=transaction.at),
        )

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)
