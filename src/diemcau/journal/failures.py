# SPDX-License-Identifier: Apache-2.0
"""What a database's error means to the person who is waiting for an answer."""

from __future__ import annotations

import sqlite3

import structlog
from django.db import Error, InterfaceError, OperationalError
from psycopg.errors import DiskFull

from diemcau.journal.refusals import JournalIsFull, JournalUnavailable
from diemcau.lib.refusal import Refusal

_PRIMARY_CODE = 0xFF
_SQLITE_BUG = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE})
log = structlog.get_logger(__name__)


def refusal_for(error: Error) -> Refusal | None:
    """The refusal that tells of a database's failure; None when the error is a bug of ours."""
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY_CODE
    if code in _SQLITE_BUG:
        return None
    log.error("the journal can't be written", error=str(error))
    is_full = isinstance(cause, DiskFull) or code == sqlite3.SQLITE_FULL
    return JournalIsFull() if is_full else JournalUnavailable()
