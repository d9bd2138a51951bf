# SPDX-License-Identifier: Apache-2.0
"""Reading what every connected venue sends: a still every other second, a status every second.

Whatever isn't one is thrown away and counted. Knows no rules: it tells what came.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

import structlog

from diemcau.lib.clock import Clock
from diemcau.lib.supervision import Supervisor
from diemcau.stage.inputs import GarbageCame, Input, StatusCame, StillCame
from diemcau.stage.moq_port import MoqError, Origin, reason
from diemcau.stage.status import NotAStatus, parsed, status_from
from diemcau.stage.wall import NotAStill, Wall, require_still

LOG = structlog.get_logger(__name__)


@dataclass(kw_only=True)
class Pulse:
    """One venue's pulse, read from one session's private origin."""

    venue: str
    source: Origin
    wall: Wall
    clock: Clock
    give: Callable[[Input], None]
    refused: int = 0

    async def read_stills(self) -> None:
        """Put each still that passes on the wall, until the broadcast ends."""
        remote = await self.source.find(self._path)
        async with aclosing(remote.raw_frames("still")) as stills:
            async for still in stills:
                try:
                    require_still(still)
                except NotAStill as error:
                    self._refuse("still", error)
                    continue
                if self.wall.put(self.venue, still, now=self.clock.monotonic()):
                    self.give(StillCame(venue=self.venue))

    async def read_status(self) -> None:
        """Pass each status that makes sense on, until the broadcast ends."""
        remote = await self.source.find(self._path)
        # Each is whole, in a group of its own; read plainly they cost a fraction of a JSON track that may hold deltas.
        async with aclosing(remote.raw_frames("status.json")) as frames:
            async for frame in frames:
                try:
                    status = status_from(parsed(frame))
                except NotAStatus as error:
                    self._refuse("status", error)
                    continue
                self.give(StatusCame(venue=self.venue, status=status))

    @property
    def _path(self) -> str:
        return f"in/{self.venue}/pulse"

    def _refuse(self, part: str, error: Exception) -> None:
        self.refused += 1
        if self.refused == 1 or self.refused % 100 == 0:
            LOG.warning("garbage", venue=self.venue, part=part, reason=reason(error), refused=self.refused)
        self.give(GarbageCame(venue=self.venue, is_media=False))


class Pulses:
    """The pulses of all venues of a conference, each in supervised tasks of its own."""

    def __init__(self, *, wall: Wall, supervisor: Supervisor, clock: Clock, give: Callable[[Input], None]) -> None:
        self._wall = wall
        self._supervisor = supervisor
        self._clock = clock
        self._give = give
        self._tasks: dict[str, list[asyncio.Task[None]]] = {}
        self._sources: dict[str, Origin] = {}

    def follow(self, venue: str, source: Origin) -> None:
        """Read a venue's pulse from this origin, and from no other any more."""
        self.stop(venue)
        self._sources[venue] = source
        pulse = Pulse(venue=venue, source=source, wall=self._wall, clock=self._clock, give=self._give)
        self._tasks[venue] = [
            self._supervisor.forever("stills", pulse.read_stills, expected=MoqError, venue=venue),
            self._supervisor.forever("status", pulse.read_status, expected=MoqError, venue=venue),
        ]

    def source_of(self, venue: str) -> Origin | None:
        """The origin that holds a venue's pulse, None while there is none."""
        return self._sources.get(venue)

    def stop(self, venue: str) -> None:
        """Stop reading a venue's pulse."""
        for task in self._tasks.pop(venue, []):
            task.cancel()
        self._sources.pop(venue, None)
        self._wall.remove(venue)
