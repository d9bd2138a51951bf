# SPDX-License-Identifier: Apache-2.0
"""The commands of a check: the director asks, each venue answers. Who may send which is the edge's business."""

from __future__ import annotations

from uuid import UUID

from diemcau.checks.events import Findings
from diemcau.checks.state import CHECK_FOLD, decide_recorded, decide_started
from diemcau.conference.state import COURSE_FOLD
from diemcau.floor.sources import SOURCES
from diemcau.floor.state import FLOOR_FOLD
from diemcau.journal.commands import Command, Transaction
from diemcau.journal.events import Event


def start_check(*, conference: UUID, uid: UUID, actor: str) -> Command:
    """Have every connected venue test itself. Refuses: ConferenceIsGoingOn, NobodyIsConnected."""

    def decide(transaction: Transaction) -> Event:
        connected = transaction.state(FLOOR_FOLD).connected - SOURCES
        return decide_started(phase=transaction.state(COURSE_FOLD).phase, connected=connected)

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def record_findings(*, conference: UUID, uid: UUID, actor: str, venue: str, check: int, findings: Findings) -> Command:
    """Record what a venue found on itself. Refuses: CheckIsOver, VenueIsNotAsked, FindingsAreKnown."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_recorded(
            transaction.state(CHECK_FOLD), venue=venue, check=check, findings=findings
        ),
    )
