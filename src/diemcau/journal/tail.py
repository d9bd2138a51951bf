# SPDX-License-Identifier: Apache-2.0
"""Following a journal as it is written, from another process or another machine.

The table is read; a bell only says when. So nothing can be missed, skipped or seen twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from itertools import islice
from uuid import UUID

import structlog
from django.db import Error, connection

from diemcau.journal.commands import SYSTEM_CLOCK
from diemcau.journal.listening import hearing
from diemcau.journal.queries import head_seq, records
from diemcau.journal.records import Record
from diemcau.journal.rows import CHUNK
from diemcau.lib.clock import Clock

POLL_S = 1.0
log = structlog.get_logger(__name__)


async def tail(
    conference: UUID, *, after_seq: int, poll_s: float = POLL_S, clock: Clock = SYSTEM_CLOCK
) -> AsyncGenerator[Record, None]:
    """Every entry after `after_seq`, in order, for ever.

    `poll_s` is how late an entry may come when its bell was lost, in seconds. A database that
    can't be read is waited for. Close the iterator (`contextlib.aclosing`) to let its thread,
    connection and socket go.
    """
    async with _reading_thread() as thread, hearing(conference, clock=clock) as rung:
        loop = asyncio.get_running_loop()
        while True:
            rung.clear()
            for record in (batch := await loop.run_in_executor(thread, _batch, conference, after_seq)):
                yield record
                after_seq = record.seq
            if not batch:
                await _rung_or_polled(rung, poll_s)


async def heads(conference: UUID, *, poll_s: float = POLL_S, clock: Clock = SYSTEM_CLOCK) -> AsyncGenerator[int, None]:
    """The number of the last entry, and again whenever there are later ones, for ever.

    For whoever asks the tables anew and needn't see each entry: many may come as one number. As
    `tail`, it waits for a database that can't be read, and wants to be closed.
    """
    known = -1
    async with _reading_thread() as thread, hearing(conference, clock=clock) as rung:
        loop = asyncio.get_running_loop()
        while True:
            rung.clear()
            head = await loop.run_in_executor(thread, _head, conference)
            if head in {None, known}:
                await _rung_or_polled(rung, poll_s)
            elif head is not None:
                known = head
                yield head


def _head(conference: UUID) -> int | None:
    try:
        return head_seq(conference)
    except Error as error:
        log.warning("the journal can't be read now", conference=str(conference), error=str(error))
        connection.close()
        return None


def _batch(conference: UUID, after_seq: int) -> list[Record]:
    try:
        return list(islice(records(conference, after_seq=after_seq), CHUNK))
    except Error as error:
        log.warning("the journal can't be read now", conference=str(conference), after_seq=after_seq, error=str(error))
        connection.close()
        return []


async def _rung_or_polled(rung: asyncio.Event, poll_s: float) -> None:
    try:
        async with asyncio.timeout(poll_s):
            await rung.wait()
    except TimeoutError:
        return


@asynccontextmanager
async def _reading_thread() -> AsyncIterator[ThreadPoolExecutor]:
    """One thread, and so one database connection, which is closed with it."""
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal-tail")
    try:
        yield thread
    finally:
        await asyncio.get_running_loop().run_in_executor(thread, _close_connection)
        thread.shutdown()


def _close_connection() -> None:
    """Looked up where it runs: each thread has a connection of its own."""
    connection.close()
