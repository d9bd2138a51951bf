# SPDX-License-Identifier: Apache-2.0
"""Projections: tables that summarise the journal, kept by the rooms above.

A room's `projections.py` says what each of its events does to its tables, and how one
conference's rows are dropped. Both run in the transaction of the append, or of a rebuild.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from diemcau.journal.events import Event
from diemcau.journal.locks import lock_journals
from diemcau.journal.queries import records
from diemcau.journal.records import Record

E = TypeVar("E", bound=Event)
Projector = Callable[[Record, E], None]
Reset = Callable[[UUID], object]
R = TypeVar("R", bound=Reset)

_PROJECTORS: dict[type[Event], list[Projector[Any]]] = defaultdict(list)
_RESETS: list[Reset] = []


def projects(event_class: type[E]) -> Callable[[Projector[E]], Projector[E]]:
    """Register a function that brings tables up to date with one event: `f(record, event)`.

    It does nothing but write to its room's own tables: it may run again years later.
    """

    def decorate(projector: Projector[E]) -> Projector[E]:
        _PROJECTORS[event_class].append(projector)
        return projector

    return decorate


def resets(reset: R) -> R:
    """Register a function that drops every projected row of one conference: `f(conference)`."""
    _RESETS.append(reset)
    return reset


def project(record: Record) -> None:
    """Bring every table up to date with one entry."""
    for projector in _PROJECTORS.get(type(record.event), ()):
        projector(record, record.event)


def rebuild(conference: UUID) -> int:
    """Drop a conference's projected rows and make them anew from its journal, in one transaction.

    Returns: how many entries were replayed.
    """
    with transaction.atomic():
        lock_journals([conference])
        for reset in _RESETS:
            reset(conference)
        replayed = 0
        for record in records(conference):
            project(record)
            replayed += 1
    return replayed
