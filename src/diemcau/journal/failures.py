# SPDX-License-Identifier: Apache-2.0
"""What a database's error means to the person who is waiting for an answer."""

from __future__ import annotations

import sqlite3

from django.db import Error, InterfaceError, OperationalError
from psycopg.errors import DiskFull

from diemcau.journal.refusals import JournalIsFull, JournalUnavailable
from diemcau.lib.refusal import Refusal


def refusal_for(error: Error) -> Refusal | None:
    """The refusal that tells of a database's failure; None when the error is a bug of ours."""
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    full = isinstance(cause, DiskFull) or (
        isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    )
    return JournalIsFull() if full else JournalUnavailable()
