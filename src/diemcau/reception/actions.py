# SPDX-License-Identifier: Apache-2.0
"""The stage's two commands about what venues receive, decided under the journal's lock."""

from __future__ import annotations

from uuid import UUID

from diemcau.floor.refusals import ConferenceIsNotOpen, VenueIsNotConnected
from diemcau.floor.state import FLOOR_FOLD
from diemcau.journal.commands import Command, Transaction
from diemcau.reception import state as reception
from diemcau.reception.events import ReceptionLost, ReceptionProved
from diemcau.reception.state import PROVED_FOLD


def prove_reception(*, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
    """Note that a venue receives picture and sound of the programme.

    Refuses: ConferenceIsNotOpen, VenueIsNotConnected, ReceptionIsProvedAlready.
    """

    def decide(transaction: Transaction) -> ReceptionProved:
        floor = transaction.state(FLOOR_FOLD)
        if not floor.is_open:
            raise ConferenceIsNotOpen
        if venue not in floor.connected:
            raise VenueIsNotConnected(venue=venue)
        return reception.decide_proved(transaction.state(PROVED_FOLD), venue=venue)

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def lose_reception(*, conference: UUID, uid: UUID, actor: str, venue: str, cause: str) -> Command:
    """Note that a venue no longer receives picture and sound. Refuses: ReceptionIsNotProved."""

    def decide(transaction: Transaction) -> ReceptionLost:
        return reception.decide_lost(transaction.state(PROVED_FOLD), venue=venue, cause=cause)

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)
