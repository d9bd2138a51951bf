# SPDX-License-Identifier: Apache-2.0
"""A load of HTTP requests over kept-alive connections, as light as can be.

The load shares two cores with the server it measures, so it writes prepared bytes and reads
no more of an answer than its status and its length.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Self

from diemcau.lib.clock import Clock

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length: "
NOT_MODIFIED = 304


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer; `head` in small letters."""

    status: int
    head: bytes
    body: bytes


@dataclass(kw_only=True)
class Tally:
    """What came back: seconds for each answer, and how many weren't the expected one."""

    took_s: list[float] = field(default_factory=list)
    errors: int = 0

    def percentile_ms(self, share: float) -> float:
        """The time below which a share (0 to 1) of the answers came; 0 when none did."""
        if not self.took_s:
            return 0.0
        ordered = sorted(self.took_s)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] * 1000


class Connection:
    """One kept-alive connection: one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, host: str, port: int) -> Self:
        """Connect."""
        return cls(*await asyncio.open_connection(host, port))

    async def status_of(self, request: bytes) -> int:
        """Send a whole request; returns the answer's status."""
        return (await self.answer(request)).status

    async def answer(self, request: bytes) -> Reply:
        """Send a whole request; returns the whole answer."""
        self._writer.write(request)
        head = (await self._reader.readuntil(HEAD_END)).lower()
        status = int(head[9:12])
        start = head.find(LENGTH) + len(LENGTH)
        # A redirection or an answer that nothing changed may come without a length, and then without a body.
        length = int(head[start : head.index(b"\r", start)]) if start >= len(LENGTH) else 0
        body = b"" if status == NOT_MODIFIED else await self._reader.readexactly(length)
        return Reply(status=status, head=head, body=body)

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()
        await self._writer.wait_closed()


def post(path: str, body: bytes, *, host: str, bearer: str) -> bytes:
    """A whole POST request."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {bearer}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def closed_loop(
    connections: list[Connection], requests: Callable[[], bytes], *, expected: int, seconds: float, clock: Clock
) -> Tally:
    """Keep every connection busy for a while."""
    tally = Tally()
    end = clock.monotonic() + seconds

    async def keep_busy(connection: Connection) -> None:
        while (start := clock.monotonic()) < end:
            tally.errors += await connection.status_of(requests()) != expected
            tally.took_s.append(clock.monotonic() - start)

    async with asyncio.TaskGroup() as tasks:
        for connection in connections:
            tasks.create_task(keep_busy(connection))
    return tally


async def open_loop(
    connections: list[Connection],
    requests: Callable[[], bytes],
    *,
    expected: int,
    per_second: float,
    seconds: float,
    clock: Clock,
    on_reply: Callable[[float, Reply], None] = lambda _due, _reply: None,
) -> Tally:
    """Send at a fixed pace whatever comes back; times count from the moment a request was due.

    `on_reply` is told that moment and the answer.
    """
    tally = Tally()
    start = clock.monotonic()
    due: Iterator[float] = (start + number / per_second for number in range(int(per_second * seconds)))

    async def take_turns(connection: Connection) -> None:
        for at in due:
            await clock.sleep(max(at - clock.monotonic(), 0))
            reply = await connection.answer(requests())
            tally.errors += reply.status != expected
            tally.took_s.append(clock.monotonic() - at)
            on_reply(at, reply)

    async with asyncio.TaskGroup() as tasks:
        for connection in connections:
            tasks.create_task(take_turns(connection))
    return tally
