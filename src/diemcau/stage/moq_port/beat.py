# SPDX-License-Identifier: Apache-2.0
"""The relay's heartbeat, by which a client learns that the relay has died."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator

from diemcau.stage.moq_port.connection import Connection
from diemcau.stage.moq_port.errors import MoqError

BEAT_PATH, BEAT_TRACK, BEAT_S = "floor/beat", "beat", 0.5
"""An empty frame, twice a second, to every session. A relay that was killed says no good-bye, and QUIC
itself takes its silence for death only after a quarter to half a minute."""

SILENT_AFTER_S = 2.0
OVERSLEPT_S = 0.25
BEAT_PRIORITY = 255
"""Behind a thin line's pictures it would come late, and the line pass for dead."""


async def went_silent(connection: Connection, *, after_s: float = SILENT_AFTER_S) -> None:
    """Return once the relay's beat stayed out: dial again, the library doesn't know yet."""
    with contextlib.suppress(MoqError):
        async with contextlib.aclosing(_beats(connection)) as beats:
            while await _came_in_time(asyncio.ensure_future(anext(beats, None)), after_s):
                continue


async def _beats(connection: Connection) -> AsyncGenerator[bytes, None]:
    remote = await connection.seen.find(BEAT_PATH)
    async for beat in remote.raw_frames(BEAT_TRACK, priority=BEAT_PRIORITY):
        yield beat


async def _came_in_time(beat: asyncio.Future[bytes | None], after_s: float) -> bool:
    clock = asyncio.get_running_loop().time
    try:
        while not beat.done():
            asked_at = clock()
            await asyncio.wait([beat], timeout=after_s)
            # A process that was itself held up for longer mustn't blame the relay: look once more.
            if not beat.done() and clock() - asked_at < after_s + OVERSLEPT_S:
                return False
        return beat.result() is not None
    finally:
        beat.cancel()
        await asyncio.gather(beat, return_exceptions=True)
