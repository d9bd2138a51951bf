# SPDX-License-Identifier: Apache-2.0
"""The doorbell: whoever follows a journal is told that there is something new.

A bell says nothing but which conference it is for; the news is read from the table. A bell
that is lost costs time, never an entry.
"""

from __future__ import annotations

import contextlib
import os
import socket
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

CHANNEL = "diemcau_journal"
SUFFIX = ".bell"


def bell_folder() -> Path:
    """Where listeners put their sockets: one folder an installation."""
    folder: Path = settings.DIEMCAU_HOME / "run"
    return folder


def ring(conference: UUID) -> None:
    """Ring once the running transaction has been committed.

    PostgreSQL carries the bell itself, to listeners on any machine; with SQLite everybody
    is on this one, and is told by a datagram.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(conference)])
    else:
        transaction.on_commit(partial(_ring_sockets, conference))


def _ring_sockets(conference: UUID) -> None:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell:
        bell.settimeout(0)
        for entry in os.scandir(bell_folder()):
            if entry.name.endswith(SUFFIX):
                _ring_socket(bell, entry.path, conference)


def _ring_socket(bell: socket.socket, path: str, conference: UUID) -> None:
    """Ring one listener. A full one has been told already; one that died left its socket behind."""
    try:
        bell.sendto(conference.bytes, path)
    except ConnectionRefusedError:
        Path(path).unlink(missing_ok=True)
    except OSError:
        return
