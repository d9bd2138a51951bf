# SPDX-License-Identifier: Apache-2.0
"""A clock that stands still until the test moves it."""

from __future__ import annotations

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from itertools import count

FIRST_AT = datetime(2022, 10, 31, 1, 0, tzinfo=UTC)


class FakeClock:
    """Wall time, elapsed time and sleepers, moved by hand."""

    def __init__(self, at: datetime = FIRST_AT) -> None:
        self._at = at
        self._elapsed_s = 0.0
        self._order = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._at

    def monotonic(self) -> float:
        return self._elapsed_s

    async def sleep(self, delay_s: float) -> None:
        if delay_s <= 0:
            await asyncio.sleep(0)
            return
        waking = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed_s + delay_s, next(self._order), waking))
        await waking

    @property
    def sleepers(self) -> int:
        """How many are waiting; cancelled ones aren't."""
        return sum(not waking.done() for _, _, waking in self._sleepers)

    def jump(self, by: timedelta) -> None:
        """The wall clock is set; no time passes."""
        self._at += by

    async def advance(self, by_s: float) -> None:
        """Let time pass; each sleeper wakes at its own moment, in order, and runs until it waits again."""
        until = self._elapsed_s + by_s
        while self._sleepers and self._sleepers[0][0] <= until:
            due, _, waking = heapq.heappop(self._sleepers)
            self._move_to(due)
            if not waking.done():
                waking.set_result(None)
                await _settle()
        self._move_to(until)
        await _settle()

    def _move_to(self, elapsed_s: float) -> None:
        self._at += timedelta(seconds=elapsed_s - self._elapsed_s)
        self._elapsed_s = elapsed_s


async def _settle() -> None:
    """Enough turns of the loop for whoever woke to reach its next wait."""
    for _ in range(10):
        await asyncio.sleep(0)
