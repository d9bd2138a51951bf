# SPDX-License-Identifier: Apache-2.0
"""Bearers checked, and remembered for a moment: a revoked link is cut off within a second."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from diemcau.conference.links import Pass, pass_from
from diemcau.lib.clock import Clock

if TYPE_CHECKING:
    from diemcau.web.serving import Readers

REMEMBERED_S = 0.5
REMEMBERED_BEARERS = 4096


class Passes:
    """The passes of bearers, looked up once for all requests of the same half second."""

    def __init__(self, readers: Readers, *, clock: Clock) -> None:
        self._readers = readers
        self._clock = clock
        self._checked: dict[str, tuple[float, asyncio.Task[Pass]]] = {}

    async def holder(self, bearer: str) -> Pass:
        """Whom a bearer lets in. Raises: LinkIsForged, LinkHasExpired, LinkIsRevoked."""
        now = self._clock.monotonic()
        checked_at, looking_up = self._checked.get(bearer, (None, None))
        if checked_at is None or looking_up is None or now - checked_at > REMEMBERED_S:
            if len(self._checked) >= REMEMBERED_BEARERS:
                self._checked.clear()
            looking_up = asyncio.create_task(self._look_up(bearer), name="check-bearer")
            self._checked[bearer] = now, looking_up
        # A caller that goes away must not take the look-up from the others.
        return await asyncio.shield(looking_up)

    async def _look_up(self, bearer: str) -> Pass:
        return await self._readers.read(pass_from, bearer, at=self._clock.now())
