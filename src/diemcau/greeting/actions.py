# SPDX-License-Identifier: Apache-2.0
"""The chair's two commands, decided under the journal's lock."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from diemcau.greeting.queries import ranked_persons
from diemcau.greeting.state import GREETING_FOLD, decide_locked, decide_unlocked
from diemcau.journal.commands import Command, Transaction
from diemcau.journal.events import Event


def lock_greeting(*, conference: UUID, uid: UUID, actor: str, persons: Sequence[UUID]) -> Command:
    """Keep the list as it was seen. Refuses: GreetingIsLocked, GreetingIsEmpty, GreetingNamesAStranger."""

    def decide(transaction: Transaction) -> Event:
        return decide_locked(transaction.state(GREETING_FOLD), persons=persons, ranked=ranked_persons(conference))

    return Command(conference=conference, uid=uid, actor=actor, decide=decide)


def unlock_greeting(*, conference: UUID, uid: UUID, actor: str) -> Command:
    """Let the list follow the roll call again. Refuses: GreetingIsNotLocked."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_unlocked(transaction.state(GREETING_FOLD)),
    )
