# SPDX-License-Identifier: Apache-2.0
"""The clock as an argument: wall time, elapsed time and waiting, so that tests can own all three."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What a part of the product may ask of time."""

    def now(self) -> datetime:
        """The wall clock, aware, in UTC. It may jump: order things by `seq`, never by this."""
        ...

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never runs backwards."""
        ...

    async def sleep(self, delay_s: float) -> None:
        """Wait `delay_s` seconds, at least one turn of the event loop."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The machine's wall clock, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some moment in the past."""
        return time.monotonic()

    async def sleep(self, delay_s: float) -> None:
        """Wait `delay_s` seconds."""
        await asyncio.sleep(delay_s)
