# SPDX-License-Identifier: Apache-2.0
"""Simulated venues in the places of those that aren't connected, so that a director can practise on the full console.

Whoever comes in earnest takes the place at once; whoever leaves is stood in for again. Nobody
directs, nobody is marked: what happens on the floor is the director's own doing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

import structlog

from diemcau.lib.clock import Clock
from diemcau.rehearsal.crew import Cast
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.reels import Shelf
from diemcau.rehearsal.refusals import InstallationDoesNotAnswer
from diemcau.rehearsal.screen import CatalogShelf
from diemcau.rehearsal.venue import SimulatedVenue

LOOK_EVERY_S = 1.0
log = structlog.get_logger(__name__)


class StandIns:
    """The stand-ins of one process. Use as an async context manager."""

    def __init__(self, *, cast: Sequence[Cast], installation: Installation, director: Bearer, clock: Clock) -> None:
        self._cast = {one.part.label.code: one for one in cast}
        self._installation = installation
        self._director = director
        self._clock = clock
        self._shelf = Shelf()
        self._catalogs = CatalogShelf()
        self._playing: dict[str, asyncio.Task[None]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._playing.values():
            task.cancel()
        await asyncio.gather(*self._playing.values(), return_exceptions=True)

    @property
    def playing(self) -> list[str]:
        """The venues that are stood in for now."""
        return [code for code, task in self._playing.items() if not task.done()]

    async def fill(self, told: Callable[[list[str]], None]) -> None:
        """Keep every empty place filled, until cancelled; `told` hears who is stood in for whenever that changes."""
        before: list[str] | None = None
        while True:
            try:
                await self._fill_once()
            except InstallationDoesNotAnswer as error:
                log.warning("standins.waiting", cause=str(error))
            if self.playing != before:
                before = self.playing
                told(before)
            await self._clock.sleep(LOOK_EVERY_S)

    async def _fill_once(self) -> None:
        venues = (await self._installation.read("backstage", self._director))["venues"]
        taken = set(self.playing)
        for code, cast in self._cast.items():
            if code not in taken and not venues[code]["connected"]:
                venue = SimulatedVenue(
                    part=cast.part,
                    bearer=await self._installation.sign_in(cast.link_token),
                    installation=self._installation,
                    shelf=self._shelf,
                    catalogs=self._catalogs,
                    clock=self._clock,
                    gives_way=True,
                )
                self._playing[code] = asyncio.create_task(venue.run(), name=f"stands-in-for-{code}")
