# SPDX-License-Identifier: Apache-2.0
"""A closer look at a venue: larger stills, several a second, while a director's page reads them.

The subscription is the wish. A page subscribes to the track of a venue's name in
`backstage/looks`; the stage then subscribes to `look` in that venue's own pulse; the venue sends
while it is read. Whoever goes away, for whatever reason, ends the whole chain. Pictures alone
pass, looked through like any still: there is no way for sound.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing

import structlog

from diemcau.lib.clock import Clock
from diemcau.lib.supervision import Supervisor
from diemcau.stage.moq_port import MoqError, Origin, RawTrack
from diemcau.stage.wall import NotAStill, require_still

LOG = structlog.get_logger(__name__)
PATH, TRACK = "backstage/looks", "look"
LIMIT_BYTES = 8192
LEAST_SPACING_S = 0.15
"""Six a second: what a page sends four times a second may come in pairs."""

LOOKED_AFTER_S = 0.5
LOW_PRIORITY = 10
"""On a thin line the wall and the documents go first."""


class Looks:
    """One conference's closer looks. `source_of` tells where a venue's pulse is, None without a line."""

    def __init__(
        self, directors: Origin, *, source_of: Callable[[str], Origin | None], supervisor: Supervisor, clock: Clock
    ) -> None:
        self._broadcast = directors.broadcast(PATH)
        self._source_of = source_of
        self._supervisor = supervisor
        self._clock = clock

    async def serve(self) -> None:
        """Show whatever is asked for, for ever."""
        asked = self._broadcast.asked_tracks(priority=LOW_PRIORITY)
        async with aclosing(asked) as tracks:
            waiting = asyncio.ensure_future(anext(tracks))
            self._broadcast.announce()
            while True:
                self._begin(await waiting)
                waiting = asyncio.ensure_future(anext(tracks))

    def _begin(self, track: RawTrack) -> None:
        self._supervisor.once("look", lambda: self._show(track), venue=track.name)

    async def _show(self, track: RawTrack) -> None:
        """Copy until nobody reads any more."""
        copying = asyncio.create_task(self._copy(track), name=f"look-{track.name}")
        try:
            was_read = True
            while track.is_read or was_read:
                was_read = track.is_read
                await self._clock.sleep(LOOKED_AFTER_S)
        finally:
            copying.cancel()
            await asyncio.gather(copying, return_exceptions=True)
            track.finish()

    async def _copy(self, track: RawTrack) -> None:
        """Find the venue again whenever its line or its page is another one."""
        while True:
            source = self._source_of(track.name)
            if source is not None:
                try:
                    await self._copy_from(source, track)
                except (MoqError, TimeoutError) as error:
                    LOG.debug("look broke off", venue=track.name, cause=type(error).__name__)
            await self._clock.sleep(LOOKED_AFTER_S)

    async def _copy_from(self, source: Origin, track: RawTrack) -> None:
        async with asyncio.timeout(LOOKED_AFTER_S):
            remote = await source.find(f"in/{track.name}/pulse")
        taken_at = -LEAST_SPACING_S
        async with aclosing(remote.raw_frames(TRACK)) as pictures:
            async for picture in pictures:
                now = self._clock.monotonic()
                if now - taken_at < LEAST_SPACING_S:
                    continue
                try:
                    require_still(picture, most_bytes=LIMIT_BYTES)
                except NotAStill:
                    continue
                taken_at = now
                track.write(picture)
