# SPDX-License-Identifier: Apache-2.0
"""The roll call's commands: each states one intent of one actor, decided under the journal's lock.

Every action takes the conference, the client's uid and the opaque actor, and returns a
command. `noted_at` is when the device noted the mark, which may be hours before it sends it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from diemcau.journal.commands import Command, Transaction
from diemcau.journal.events import Event
from diemcau.journal.queries import folded
from diemcau.people.actions import register_substitute
from diemcau.people.models import Invitation
from diemcau.presence.door_codes import require_good_code
from diemcau.presence.events import Method
from diemcau.presence.queries import venue_of_invited
from diemcau.presence.refusals import SubstituteHasNoName
from diemcau.presence.state import (
    PRESENCE_FOLD,
    Place,
    decide_checkin,
    decide_excuse,
    decide_headcount,
    decide_substitute,
    decide_withdrawal,
    require_called_here,
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
) -> Command:
    """Note that a person is in the room. Refuses: UnknownVenue, PersonIsNotInvited, PersonBelongsElsewhere."""

    def decide(transaction: Transaction) -> Event:
        return decide_checkin(
            transaction.state(PRESENCE_FOLD),
            _place(conference, person, venue),
            method=method,
            noted_at=noted_at,
            now=transaction.at,
        )

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def check_in_by_phone(
    *,
    conference: UUID,
    uid: UUID,
    actor: str,
    person: UUID,
    venue: str,
    code: str,
    secret: bytes,
    noted_at: datetime,
) -> Command:
    """Note that a person is in the room by the code that their own phone read from the venue's screen.

    The code is judged where a command that was sent before has had its answer already: one whose
    first answer was lost may come back when its code is long over.

    Refuses: DoorCodeCameTooLate, DoorCodeIsOver, and what `check_in` refuses.
    """
    entering = check_in(
        conference=conference,
        uid=uid,
        actor=actor,
        person=person,
        venue=venue,
        method="phone",
        noted_at=noted_at,
    )

    def decide(transaction: Transaction) -> Event:
        require_good_code(secret, code, noted_at=noted_at, now=transaction.at)
        return entering.decide(transaction)

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def withdraw_mark(
    *,
    conference: UUID,
    uid: UUID,
    actor: str,
    person: UUID,
    venue: str,
    noted_at: datetime,
) -> Command:
    """Take back whatever was noted of a person. Refuses: UnknownVenue, PersonIsNotInvited, PersonBelongsElsewhere."""

    def decide(transaction: Transaction) -> Event:
        return decide_withdrawal(
            transaction.state(PRESENCE_FOLD),
            _place(conference, person, venue),
            noted_at=noted_at,
            now=transaction.at,
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
) -> Command:
    """Note that somebody else sits in a person's place.

    Writes the substitute's name and post to `people` at once, where sending again finds them;
    the command holds the new person's id alone.

    Refuses: SubstituteHasNoName, UnknownVenue, PersonIsNotInvited, PersonBelongsElsewhere, all of them right here.
    """
    name, post = " ".join(substitute_name.split()), " ".join(substitute_post.split())[:LONGEST_POST]
    if not 0 < len(name) <= LONGEST_NAME:
        raise SubstituteHasNoName(most=LONGEST_NAME)
    require_called_here(folded(conference, PRESENCE_FOLD), _place(conference, person, venue))
    invitation = Invitation.objects.on_roll().get(conference__uuid=conference, person__uuid=person)
    substitute = register_substitute(invitation, full_name=name, post=post).uuid

    def decide(transaction: Transaction) -> Event:
        return decide_substitute(
            transaction.state(PRESENCE_FOLD),
            _place(conference, person, venue),
            substitute=substitute,
            noted_at=noted_at,
            now=transaction.at,
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
) -> Command:
    """Note that a person sent word, and why (None: no reason given).

    Refuses: UnknownVenue, PersonIsNotInvited, PersonBelongsElsewhere.
    """

    def decide(transaction: Transaction) -> Event:
        return decide_excuse(
            transaction.state(PRESENCE_FOLD),
            _place(conference, person, venue),
            reason=(reason or "").strip() or None,
            noted_at=noted_at,
            now=transaction.at,
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
) -> Command:
    """Note how many heads an operator counted. Refuses: UnknownVenue, HeadcountIsImpossible."""

    def decide(transaction: Transaction) -> Event:
        return decide_headcount(
            transaction.state(PRESENCE_FOLD),
            venue=venue,
            count=count,
            noted_at=noted_at,
            now=transaction.at,
        )

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def _place(conference: UUID, person: UUID, venue: str) -> Place:
    return Place(person=person, venue=venue, invited_at=venue_of_invited(conference, person))
