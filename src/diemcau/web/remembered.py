# SPDX-License-Identifier: Apache-2.0
"""What many requests ask at once, looked up once for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from diemcau.lib.clock import Clock

T = TypeVar("T")


class Remembered(Generic[T]):
    """A value, or the refusal in its place, looked up again when it has become old; once for all who wait."""

    def __init__(self, look_up: Callable[[], Awaitable[T]], *, for_s: float, clock: Clock) -> None:
        self._look_up = look_up
        self._for_s = for_s
        self._clock = clock
        self._looked_up_at = 0.0
        self._looking_up: asyncio.Future[T] | None = None

    async def value(self) -> T:
        """The value as it was at most so long ago. Raises: what the look-up raised."""
        now = self._clock.monotonic()
        if self._looking_up is None or now - self._looked_up_at > self._for_s:
            self._looking_up = asyncio.ensure_future(self._look_up())
            self._looked_up_at = now
        if self._looking_up.done():
            return self._looking_up.result()
        # A caller that goes away must not take the look-up from the others.
        return await asyncio.shield(self._looking_up)
