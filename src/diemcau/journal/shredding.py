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
    overwrite_what_is_deleted()
    with transaction.atomic(durable=True):
        lock_journals([conference])
        if not Entry.objects.filter(conference=conference, seq=seq).exists():
            raise NoSuchEntry(conference=str(conference), seq=seq)
        shredded, _ = FreeText.objects.filter(conference=conference, seq=seq).delete()
        transaction.on_commit(lambda: clean_storage("journal_freetext"))
    CACHE.clear()
    return shredded


def overwrite_what_is_deleted() -> None:
    """Have this connection overwrite what it deletes from now on; PostgreSQL does so in `clean_storage`."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def clean_storage(*tables: str) -> None:
    """Clean what lives on of deleted text: SQLite's write-ahead file, and the dead rows of PostgreSQL's `tables`."""
    vacuum = f"VACUUM {', '.join(tables)}"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else vacuum)
