# SPDX-License-Identifier: Apache-2.0
"""The roll call's commands: each states one intent of one actor, decided under the journal's lock.

Every action takes the conference, the client's uid and the opaque actor, and returns a
command. `noted_at` is when the device noted the mark, which may be hours before it sends it;
`seen` the uid of the newest mark of the person that the device knew of, None for none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diemcau.journal.commands import Command, Transaction
from diemcau.journal.events import Event
from diemcau.journal.queries import folded
from diemcau.people.actions import register_substitute, register_walk_in
from diemcau.people.models import Invitation
from diemcau.presence.decisions import (
    Note,
    decide_checkin,
    decide_excuse,
    decide_headcount,
    decide_reopening,
    decide_sealing,
    decide_settlement,
    decide_substitute,
    decide_walk_in,
    decide_withdrawal,
    require_invited_here,
    require_known,
)
from diemcau.presence.door_codes import require_good_code
from diemcau.presence.events import Method
from diemcau.presence.queries import place_of
from diemcau.presence.refusals import PersonHasNoName, SubstituteHasNoName
from diemcau.presence.state import PRESENCE_FOLD

Decide = Callable[[Transaction], Event]
LONGEST_NAME = 120
LONGEST_POST = 300
LONGEST_ORGANISATION = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """Whom a mark is about, who makes it, where and when."""

    conference: UUID
    uid: UUID
    actor: str
    person: UUID
    venue: str
    noted_at: datetime
    seen: UUID | None = None


def check_in(about: About, *, method: Method) -> Command:
    """Note that a person is in the room, invited to this venue or to another one.

    Refuses: UnknownVenue, PersonIsNotInvited.
    """

    def decide(transaction: Transaction) -> Event:
        state = transaction.state(PRESENCE_FOLD)
        return decide_checkin(state, _note(about), method=method, now=transaction.at)

    return _command(about, decide)


def check_in_by_phone(about: About, *, code: str, secret: bytes) -> Command:
    """Note that a person is in the room by the code that their own phone read from the venue's screen.

    The code is judged where a command that was sent before has had its answer already: one whose
    first answer was lost may come back when its code is long over.

    Refuses: DoorCodeCameTooLate, DoorCodeIsOver, and what `check_in` refuses.
    """
    entering = check_in(about, method="phone")

    def decide(transaction: Transaction) -> Event:
        require_good_code(secret, code, noted_at=about.noted_at, now=transaction.at)
        return entering.decide(transaction)

    return _command(about, decide)


def withdraw_mark(about: About) -> Command:
    """Take back whatever this venue noted of a person. Refuses: UnknownVenue, PersonIsNotInvited."""

    def decide(transaction: Transaction) -> Event:
        return decide_withdrawal(transaction.state(PRESENCE_FOLD), _note(about), now=transaction.at)

    return _command(about, decide)


def seat_substitute(about: About, *, name: str, post: str, paper: str | None = None) -> Command:
    """Note that somebody else sits in a person's place, on what paper (None: it wasn't said).

    Writes the substitute's name and post to `people` at once, where sending again finds them;
    the command holds the new person's id alone.

    Refuses: SubstituteHasNoName, UnknownVenue, PersonIsNotInvited, PersonBelongsElsewhere, all of them right here.
    """
    full_name, short_post = _tidy(name), _tidy(post)[:LONGEST_POST]
    if not 0 < len(full_name) <= LONGEST_NAME:
        raise SubstituteHasNoName(most=LONGEST_NAME)
    require_invited_here(folded(about.conference, PRESENCE_FOLD), _note(about))
    invitation = Invitation.objects.invited().get(conference__uuid=about.conference, person__uuid=about.person)
    substitute = register_substitute(invitation, full_name=full_name, post=short_post).uuid

    def decide(transaction: Transaction) -> Event:
        return decide_substitute(
            transaction.state(PRESENCE_FOLD),
            _note(about),
            substitute=substitute,
            paper=_tidy(paper or "") or None,
            now=transaction.at,
        )

    return _command(about, decide)


def excuse(about: About, *, reason: str | None) -> Command:
    """Note that a person sent word, and why (None: no reason given).

    Refuses: UnknownVenue, PersonIsNotInvited, PersonBelongsElsewhere.
    """

    def decide(transaction: Transaction) -> Event:
        state = transaction.state(PRESENCE_FOLD)
        return decide_excuse(state, _note(about), reason=(reason or "").strip() or None, now=transaction.at)

    return _command(about, decide)


def seat_walk_in(
    *,
    conference: UUID,
    uid: UUID,
    actor: str,
    venue: str,
    name: str,
    post: str,
    organisation: str,
    noted_at: datetime,
) -> Command:
    """Note that somebody without an invitation is in the room.

    Writes name, post and organisation to `people` at once, under the command's own uid as the
    person's id, so that sending again finds them.

    Refuses: PersonHasNoName, UnknownVenue, right here.
    """
    full_name = _tidy(name)
    if not 0 < len(full_name) <= LONGEST_NAME:
        raise PersonHasNoName(most=LONGEST_NAME)
    require_known(folded(conference, PRESENCE_FOLD), venue)
    register_walk_in(
        conference=conference,
        person=uid,
        venue=venue,
        full_name=full_name,
        post=_tidy(post)[:LONGEST_POST],
        organisation=_tidy(organisation)[:LONGEST_ORGANISATION],
    )
    about = About(conference=conference, uid=uid, actor=actor, person=uid, venue=venue, noted_at=noted_at)

    def decide(transaction: Transaction) -> Event:
        return decide_walk_in(transaction.state(PRESENCE_FOLD), _note(about), now=transaction.at)

    return _command(about, decide)


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


def settle_case(*, conference: UUID, uid: UUID, actor: str, person: UUID, kept: UUID) -> Command:
    """Decide between marks that contradict each other: the one with the uid `kept` is right. Refuses: CaseIsSettled."""

    def decide(transaction: Transaction) -> Event:
        return decide_settlement(transaction.state(PRESENCE_FOLD), person=person, kept=kept)

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def seal_sheet(*, conference: UUID, uid: UUID, actor: str, venue: str, note: str | None) -> Command:
    """Close a venue's roll; `note` explains a head count that differs (None: it doesn't).

    Refuses: UnknownVenue, SheetIsSealed, CasesAreOpen, HeadcountDiffers.
    """

    def decide(transaction: Transaction) -> Event:
        return decide_sealing(transaction.state(PRESENCE_FOLD), venue=venue, note=_tidy(note or "") or None)

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def reopen_sheet(*, conference: UUID, uid: UUID, actor: str, venue: str, reason: str | None) -> Command:
    """Open a venue's closed roll again. Refuses: UnknownVenue, SheetIsNotSealed."""

    def decide(transaction: Transaction) -> Event:
        return decide_reopening(transaction.state(PRESENCE_FOLD), venue=venue, reason=_tidy(reason or "") or None)

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def _command(about: About, decide: Decide) -> Command:
    return Command(conference=about.conference, uid=about.uid, actor=about.actor, decide=decide)


def _note(about: About) -> Note:
    return Note(
        person=about.person,
        venue=about.venue,
        noted_at=about.noted_at,
        seen=about.seen,
        place=place_of(about.conference, about.person),
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())
