# SPDX-License-Identifier: Apache-2.0
"""What the roll call's bodies mean: the same for an address of their own and for a batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from diemcau.conference.links import Pass
from diemcau.journal.commands import Command
from diemcau.people.queries import person_of_badge
from diemcau.presence import actions
from diemcau.presence.actions import About
from diemcau.presence.refusals import PersonIsNotInvited
from diemcau.web.api.schemas import Checkin, Excuse, Headcount, Mark, Order, Substitution, WalkIn, Withdrawal

Build = Callable[[Pass, str, Any], Command]


@dataclass(frozen=True, kw_only=True, slots=True)
class RollAction:
    """One address of the roll call: its body, and the command that the body of a holder at a venue means.

    `asks` tells whether making the command asks the database, which the event loop must not.
    """

    body: type[Order]
    build: Build
    asks: Callable[[Any], bool] = lambda _: False


def checkin(holder: Pass, venue: str, body: Checkin) -> Command:
    """A person is in the room. Refuses: PersonIsNotInvited: the badge is nobody's."""
    person = body.person or (person_of_badge(holder.conference_uuid, body.badge) if body.badge else None)
    if person is None:
        raise PersonIsNotInvited
    return actions.check_in(_about(holder, venue, body, person=person), method=body.method)


def withdrawal(holder: Pass, venue: str, body: Withdrawal) -> Command:
    """Earlier marks of the person were a mistake."""
    return actions.withdraw_mark(_about(holder, venue, body, person=body.person))


def excuse(holder: Pass, venue: str, body: Excuse) -> Command:
    """The person sent word."""
    return actions.excuse(_about(holder, venue, body, person=body.person), reason=body.reason)


def substitute(holder: Pass, venue: str, body: Substitution) -> Command:
    """Somebody else sits in the person's place."""
    about = _about(holder, venue, body, person=body.person)
    return actions.seat_substitute(about, name=body.substitute_name, post=body.substitute_post, paper=body.paper)


def walk_in(holder: Pass, venue: str, body: WalkIn) -> Command:
    """Somebody without an invitation is in the room."""
    return actions.seat_walk_in(
        conference=holder.conference_uuid,
        uid=body.uid,
        actor=holder.actor,
        venue=venue,
        name=body.name,
        post=body.post,
        organisation=body.organisation,
        noted_at=body.noted_at,
    )


def headcount(holder: Pass, venue: str, body: Headcount) -> Command:
    """Heads counted in the room."""
    return actions.count_heads(
        conference=holder.conference_uuid,
        uid=body.uid,
        actor=holder.actor,
        venue=venue,
        count=body.count,
        noted_at=body.noted_at,
    )


ROLL_ACTIONS: dict[str, RollAction] = {
    "checkins": RollAction(body=Checkin, build=checkin, asks=lambda body: body.person is None),
    "withdrawals": RollAction(body=Withdrawal, build=withdrawal),
    "excuses": RollAction(body=Excuse, build=excuse),
    "substitutes": RollAction(body=Substitution, build=substitute, asks=lambda _: True),
    "walk-ins": RollAction(body=WalkIn, build=walk_in, asks=lambda _: True),
    "headcount": RollAction(body=Headcount, build=headcount),
}


def _about(holder: Pass, venue: str, body: Checkin | Mark, *, person: UUID) -> About:
    return About(
        conference=holder.conference_uuid,
        uid=body.uid,
        actor=holder.actor,
        person=person,
        venue=venue,
        noted_at=body.noted_at,
        seen=body.seen,
    )
