# SPDX-License-Identifier: Apache-2.0
"""The doorbell: whoever follows a journal is told that there is something new.

A bell says nothing but which conference it is for; the news is read from the table. A bell
that is lost costs time, never an entry.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

CHANNEL = "diemcau_journal"
SUFFIX = ".bell"
LONGEST_FOLDER_BYTES = 50
"""A socket's address may have 107 bytes; a bell's own name takes up to 51 of them."""


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


@contextmanager
def addressable(folder: Path) -> Iterator[str]:
    """The folder's path, in a form short enough to name a socket in it."""
    path = str(folder)
    if len(os.fsencode(path)) <= LONGEST_FOLDER_BYTES:
        yield path
        return
    descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}"
    finally:
        os.close(descriptor)


def _ring_sockets(conference: UUID) -> None:
    with (
        contextlib.suppress(OSError),
        addressable(bell_folder()) as folder,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell,
    ):
        bell.settimeout(0)
        for listener in Path(folder).glob(f"*{SUFFIX}"):
            _ring_socket(bell, listener, conference)


def _ring_socket(bell: socket.socket, listener: Path, conference: UUID) -> None:
    """Ring one listener. A full one has been told already; one that died left its socket behind."""
    try:
        bell.sendto(conference.bytes, str(listener))
    except ConnectionRefusedError:
        listener.unlink(missing_ok=True)
    except OSError:
        return
