# SPDX-License-Identifier: Apache-2.0
"""The relay's heartbeat, by which a client learns that the relay has died."""

from __future__ import annotations

import asyncio
import contextlib

from diemcau.stage.moq_port.connection import Connection
from diemcau.stage.moq_port.errors import MoqError

BEAT_PATH, BEAT_TRACK, BEAT_S = "floor/beat", "beat", 1.0
"""An empty frame a second to every session. A relay that was killed says no good-bye, and QUIC
itself takes its silence for death only after a quarter to half a minute."""

SILENT_AFTER_S = 3.0


async def went_silent(connection: Connection, *, after_s: float = SILENT_AFTER_S) -> None:
    """Return once the relay's beat stayed out: dial again, the library doesn't know yet."""
    with contextlib.suppress(MoqError, TimeoutError):
        async with asyncio.timeout(after_s):
            remote = await connection.seen.find(BEAT_PATH)
        beats = remote.raw_frames(BEAT_TRACK)
        async with contextlib.aclosing(beats):
            while True:
                async with asyncio.timeout(after_s):
                    if await anext(beats, None) is None:
                        return
