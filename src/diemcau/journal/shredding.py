# SPDX-License-Identifier: Apache-2.0
"""Destroying the free text of an entry; its salted digest stays, and so the chain holds."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from diemcau.journal.locks import lock_journals
from diemcau.journal.models import Entry, FreeText
from diemcau.journal.refusals import NoSuchEntry
from diemcau.journal.states import CACHE


def shred(conference: UUID, seq: int) -> int:
    """Destroy every free text of an entry, and overwrite the place where it was stored.

    What can't be reached from here keeps it: backups, earlier exports, and PostgreSQL's
    write-ahead log until it is recycled.

    Returns: how many texts there were; 0 when none was given or all were shredded before.
    Raises: NoSuchEntry.
    """
    _overwrite_what_is_deleted()
    with transaction.atomic(durable=True):
        lock_journals([conference])
        if not Entry.objects.filter(conference=conference, seq=seq).exists():
            raise NoSuchEntry(conference=str(conference), seq=seq)
        shredded, _ = FreeText.objects.filter(conference=conference, seq=seq).delete()
        transaction.on_commit(_clean_storage)
    CACHE.clear()
    return shredded


def _overwrite_what_is_deleted() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _clean_storage() -> None:
    """Deleted text lives on in SQLite's write-ahead file, and in PostgreSQL's dead rows, until they are cleaned."""
    statement = "PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "VACUUM journal_freetext"
    with connection.cursor() as cursor:
        cursor.execute(statement)
