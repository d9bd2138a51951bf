# SPDX-License-Identifier: Apache-2.0
"""What a check sends over the live plane: bursts down to the venues, and the measuring of theirs up.

A burst is half a megabyte. Venues are dealt out over several tracks, each of which gets one
burst in ten seconds: a thin line has its burst to itself, and a hundred halls don't ask for
theirs in the same instant. Owns the broadcast `floor/check`; knows no rule.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

import structlog

from diemcau.lib.clock import Clock
from diemcau.stage.moq_port import MoqError, Origin

CHECK_PATH, UP_TRACK, BURST_TRACK = "floor/check", "up.json", "burst"
DOWN_TRACKS = 5
BURST_EVERY_S = 2.0
FRAMES_A_BURST = 32
FRAME_BYTES = 16 * 1024
BURST = [os.urandom(FRAME_BYTES)] * FRAMES_A_BURST
"""One frame that nothing on the way can compress, again and again."""

PATIENCE_S = 12.0
SHORTEST_S = 0.001
LOWEST_PRIORITY = 0
LOG = structlog.get_logger(__name__)


def down_track(place: int) -> str:
    """The track on which the venue at this place of the check's list is to expect its burst."""
    return f"burst-{place % DOWN_TRACKS}"


class _Counter:
    """The broadcast of one check, there for as long as it goes on. `rates` are the venues' uplinks in kb/s."""

    def __init__(self, origin: Origin, *, check: int) -> None:
        self.check = check
        self.rates: dict[str, int] = {}
        self._broadcast = origin.broadcast(CHECK_PATH)
        places = range(DOWN_TRACKS)
        self._down = [self._broadcast.raw_track(down_track(place), priority=LOWEST_PRIORITY) for place in places]
        self._up = self._broadcast.raw_track(UP_TRACK)
        self._broadcast.announce()

    def send(self, turn: int) -> None:
        self._down[turn % DOWN_TRACKS].write_group(BURST)

    def tell(self, venue: str, kbps: int) -> None:
        self.rates = {**self.rates, venue: kbps}
        # Whole each time and as plain JSON: a few bytes, read once by each venue.
        self._up.write(json.dumps(self.rates).encode())

    def close(self) -> None:
        for track in self._down:
            track.finish()
        self._up.finish()
        self._broadcast.close()


class Bursts:
    """One conference's bursts."""

    def __init__(self, origin: Origin, *, clock: Clock) -> None:
        self._origin = origin
        self._clock = clock
        self._counter: _Counter | None = None

    async def send(self, current_check: Callable[[], int | None]) -> None:
        """Send bursts for as long as a check (by its entry) is going on, for ever."""
        turn = 0
        while True:
            self._turn_to(current_check())
            if self._counter is not None:
                self._counter.send(turn)
                turn += 1
            await self._clock.sleep(BURST_EVERY_S)

    async def measure(self, venue: str, source: Origin) -> None:
        """Take in a venue's own burst and tell everyone on `floor/check` how fast it came."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                remote = await source.find(f"in/{venue}/check")
                async with aclosing(remote.raw_groups(BURST_TRACK)) as groups:
                    kbps = await kbps_of(await anext(groups), self._clock.monotonic)
        except (MoqError, TimeoutError, StopAsyncIteration) as error:
            LOG.info("burst failed", venue=venue, cause=type(error).__name__)
            return
        if self._counter is not None:
            self._counter.tell(venue, kbps)

    def _turn_to(self, check: int | None) -> None:
        if self._counter is not None and self._counter.check != check:
            self._counter.close()
            self._counter = None
        if self._counter is None and check is not None:
            self._counter = _Counter(self._origin, check=check)


async def kbps_of(frames: AsyncIterator[bytes], monotonic: Callable[[], float]) -> int:
    """How fast a burst came: kilobits a second from its first frame to its last."""
    began: float | None = None
    bytes_since = 0
    async for frame in frames:
        if began is None:
            began = monotonic()
        else:
            bytes_since += len(frame)
    took_s = max(SHORTEST_S, monotonic() - (began or 0.0))
    return int(bytes_since * 8 / 1_000 / took_s)
