# SPDX-License-Identifier: Apache-2.0
"""Lets those pages go whose note no longer holds, and no others."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import cache

import structlog
from django.conf import settings
from django.db import DatabaseError, connection

from diemcau.newsroom.keeping.notes import Note, Outside, Reading
from diemcau.newsroom.keeping.outside import fingerprint_now
from diemcau.newsroom.keeping.reading import asked_again
from diemcau.newsroom.keeping.store import PageStore

log = structlog.get_logger(__name__)
Holds = Callable[[Note], bool]
_TROUBLE = (OSError, ValueError, LookupError, TypeError, DatabaseError)
"""No database, no disk, a note that isn't one, or of a kind of thing that this version doesn't know."""


@cache
def page_store() -> PageStore:
    """The installation's kept pages."""
    return PageStore(settings.PORTAL_PAGES)


def drop_changed(tables: Collection[str]) -> None:
    """Look through all pages after these tables were written.

    What can't be looked through is let go altogether: a page too few costs a moment, a wrong one costs trust.
    """
    _drop(_as_read(tables))


def drop_overlooked(now: datetime, *, database: bool) -> None:
    """Let pages go whose day is over, or that show something outside the database which has changed.

    Args:
        now: an aware instant.
        database: look through all readings too, for what a process that was killed right after its commit left
            behind, or somebody who wrote by other ways than ours.
    """
    is_as_read = _as_read(None) if database else lambda _note: True

    def holds(note: Note) -> bool:
        return now.timestamp() < note.until and all(map(_is_as_it_was, note.outside)) and is_as_read(note)

    try:
        is_overlooked = not all(map(holds, page_store().notes()))
    except _TROUBLE as error:
        log.warning("pages.not_looked_through", because=str(error))
        return
    if is_overlooked:
        _drop(holds)


def drop_all() -> None:
    """Let every page go, as each start of the web process does: programs and templates may be others."""
    try:
        page_store().empty()
    except OSError as error:
        log.exception("pages.stuck", because=str(error))


def _drop(holds: Holds) -> None:
    store = page_store()
    dropped = 0
    try:
        with store.looking_through() as notes:
            for note in notes:
                if not holds(note):
                    store.drop(note)
                    dropped += 1
    except _TROUBLE as error:
        log.exception("pages.not_looked_through", because=str(error))
        drop_all()
    if dropped:
        log.info("pages.dropped", count=dropped)


def _as_read(tables: Collection[str] | None) -> Holds:
    """Whether a note's readings of these tables, None: of any, would be answered in the same way now."""
    answers: dict[tuple[str, str], str] = {}

    def is_same(reading: Reading) -> bool:
        if tables is not None and reading.tables.isdisjoint(tables):
            return True
        if reading.question not in answers:
            answers[reading.question] = asked_again(connection, reading)
        return answers[reading.question] == reading.digest

    return lambda note: all(map(is_same, note.readings))


def _is_as_it_was(thing: Outside) -> bool:
    return fingerprint_now(thing.name, thing.argument) == thing.fingerprint
