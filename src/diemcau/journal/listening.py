# SPDX-License-Identifier: Apache-2.0
"""Hearing the doorbell: the other end of `bells`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from uuid import UUID

import psycopg
import structlog
from django.db import connection
from psycopg import sql

from diemcau.journal.bells import CHANNEL, SUFFIX, addressable, bell_folder
from diemcau.lib.clock import Clock
from diemcau.lib.ids import new_uid

REDIAL_S = 1.0
_LONGEST_BELL_BYTES = 64
log = structlog.get_logger(__name__)


@asynccontextmanager
async def hearing(conference: UUID, *, clock: Clock) -> AsyncIterator[asyncio.Event]:
    """An event that is set for each bell of the conference, while in the context.

    Bells may come twice, late or never: where no socket can be made, there is a warning and silence.
    """
    rung = asyncio.Event()
    if connection.vendor == "postgresql":
        async with _listening_to_server(conference, rung, clock):
            yield rung
    else:
        with _listening_on_socket(conference, rung):
            yield rung


@contextmanager
def _listening_on_socket(conference: UUID, rung: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell:
        bell.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        path = _bind(bell)

        def hear() -> None:
            with contextlib.suppress(BlockingIOError):
                while heard := bell.recv(_LONGEST_BELL_BYTES):
                    if heard == conference.bytes:
                        rung.set()

        loop.add_reader(bell, hear)
        try:
            yield
        finally:
            loop.remove_reader(bell)
            if path is not None:
                path.unlink(missing_ok=True)


def _bind(bell: socket.socket) -> Path | None:
    path = bell_folder() / f"{os.getpid()}-{new_uid().hex}{SUFFIX}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with addressable(path.parent) as folder:
            bell.bind(f"{folder}/{path.name}")
    except OSError as error:
        log.warning("no doorbell: the journal is polled", path=str(path), error=str(error))
        return None
    return path


@asynccontextmanager
async def _listening_to_server(conference: UUID, rung: asyncio.Event, clock: Clock) -> AsyncIterator[None]:
    task = asyncio.create_task(_follow_server(conference, rung, clock), name=f"journal-bell-{conference}")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _follow_server(conference: UUID, rung: asyncio.Event, clock: Clock) -> None:
    """LISTEN, and again after each loss of the connection."""
    parameters = connection.get_connection_params()
    del parameters["cursor_factory"]
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**parameters, autocommit=True) as line:
                await line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                rung.set()  # whatever was rung before we listened
                async for bell in line.notifies():
                    if bell.payload == str(conference):
                        rung.set()
        except psycopg.Error as error:
            log.warning("the journal's doorbell is silent", error=str(error))
        await clock.sleep(REDIAL_S)
