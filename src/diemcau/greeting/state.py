# SPDX-License-Identifier: Apache-2.0
"""Whether the greeting list is locked, and on whom. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diemcau.greeting.events import GreetingLocked, GreetingUnlocked
from diemcau.greeting.refusals import (
    GreetingIsEmpty,
    GreetingIsLocked,
    GreetingIsNotLocked,
    GreetingNamesAStranger,
)
from diemcau.journal.folding import Fold
from diemcau.journal.records import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Lock:
    """The list as the chair locked it."""

    persons: tuple[UUID, ...]
    at: datetime


Greeting = Lock | None
"""The lock that holds; None while the list follows the roll call."""


def evolve(lock: Greeting, record: Record) -> Greeting:
    """The lock after one more entry."""
    match record.event:
        case GreetingLocked(persons=persons):
            return Lock(persons=persons, at=record.at)
        case GreetingUnlocked():
            return None
    return lock


def decide_locked(lock: Greeting, *, persons: Sequence[UUID], ranked: Collection[UUID]) -> GreetingLocked:
    """The chair will greet these.

    Args:
        lock: the lock that holds.
        persons: as the chair saw them, first the one to be greeted first; whoever is named twice counts once.
        ranked: all who have a place in the order of introduction.
    """
    if lock is not None:
        raise GreetingIsLocked
    if not persons:
        raise GreetingIsEmpty
    strangers = [person for person in persons if person not in ranked]
    if strangers:
        raise GreetingNamesAStranger(number=len(strangers))
    return GreetingLocked(persons=tuple(dict.fromkeys(persons)))


def decide_unlocked(lock: Greeting) -> GreetingUnlocked:
    """The list follows the roll call again."""
    if lock is None:
        raise GreetingIsNotLocked
    return GreetingUnlocked()


GREETING_FOLD: Fold[Greeting] = Fold(name="greeting", initial=None, evolve=evolve)
