# SPDX-License-Identifier: Apache-2.0
"""The lock under which a conference's journal is written: one writer at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db import connection


def lock_journals(conferences: Iterable[UUID]) -> None:
    """Take the lock of each conference until the running transaction ends.

    On SQLite there is nothing left to do: every transaction begins IMMEDIATE (settings), and
    so holds the database's one write lock. On PostgreSQL it is an advisory lock, taken in one
    order by everybody, so that two groups can't wait for each other.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for key in sorted({_lock_key(conference) for conference in conferences}):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _lock_key(conference: UUID) -> int:
    digest = hashlib.sha256(b"diemcau.journal" + conference.bytes).digest()
    return int.from_bytes(digest[:8], signed=True)
