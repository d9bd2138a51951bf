# SPDX-License-Identifier: Apache-2.0
"""A simulated venue's screen: takes the programme in and counts its frames. Decodes nothing.

The venues of one process read a source's catalog once for all of them: at a cut, a hundred
catalogs at the same moment on one machine would measure that machine and not the stage.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from diemcau.lib.clock import Clock
from diemcau.rehearsal.ledger import Reception
from diemcau.stage.moq_port import AudioRendition, Catalog, Connection, MoqError, RemoteBroadcast

PAUSE_S = 0.1
# A picture counts as up while its newest frame isn't older than this.
FRESH_S = 1.0
# What a venue reports of a sound that it takes in but doesn't decode.
TONE_DB = -24.0
LISTEN_EVERY_S = 3.0
# A picture that comes later than this is lost for a venue that has turned to the next one.
LATE_S = 2.0
# On a thin line sound goes before picture.
SOUND_PRIORITY = 200


@dataclass(kw_only=True)
class _Watching:
    source: str
    first_at_s: float = 0.0
    newest_at_s: float = 0.0
    heard_at_s: float = 0.0
    is_retired: bool = False
    timestamps_us: list[int] = field(default_factory=list)


class CatalogShelf:
    """The catalogs that a process's venues have read so far, by source."""

    def __init__(self) -> None:
        self._reading: dict[str, asyncio.Task[Catalog | None]] = {}

    async def catalog(self, source: str, feed: RemoteBroadcast) -> Catalog | None:
        """The source's catalog: whoever asks first reads it. None when the feed ends without one."""
        if source not in self._reading:
            self._reading[source] = asyncio.create_task(_with_picture(feed), name=f"catalog-{source}")
        return await asyncio.shield(self._reading[source])

    def forget(self, source: str) -> None:
        """Have it read anew: the feed ended, and another may hold other tracks."""
        if source in self._reading and self._reading[source].done():
            del self._reading[source]


class Screen:
    """What one venue sees. `receptions` grows by one each time it has done with a source.

    As on a venue's page, the old picture is kept until the new one is there: a source that
    was left is read to its end, but no longer than a picture may be late.
    """

    def __init__(self, *, venue: str, catalogs: CatalogShelf, clock: Clock) -> None:
        self.receptions: list[Reception] = []
        self._venue = venue
        self._catalogs = catalogs
        self._clock = clock
        self._watching: _Watching | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._wanted: str | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._watching = self._wanted = None

    def turn(self, connection: Connection, source: str | None) -> None:
        """Show this source from now on; None for nothing. The same again changes nothing."""
        if source == self._wanted:
            return
        self._wanted = source
        if self._watching is not None:
            self._watching.is_retired = True
            self._watching = None
        for task in self._tasks:
            asyncio.get_running_loop().call_later(LATE_S, task.cancel)
        if source is not None:
            task = asyncio.create_task(self.watch(connection, source), name=f"{self._venue}-watches-{source}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    @property
    def viewing(self) -> str | None:
        """The source whose picture is up now."""
        watching = self._watching
        is_up = watching is not None and time.monotonic() - watching.newest_at_s < FRESH_S
        return watching.source if watching is not None and is_up else None

    @property
    def frames_per_second(self) -> int:
        """Frames that arrived in the last second."""
        if self._watching is None:
            return 0
        since_us = (time.monotonic() - 1) * 1e6
        return sum(stamp > since_us for stamp in self._watching.timestamps_us[-60:])

    @property
    def heard_db(self) -> float | None:
        """The programme's loudness, None while no sound arrives."""
        watching = self._watching
        is_heard = watching is not None and time.monotonic() - watching.heard_at_s < 2 * LISTEN_EVERY_S
        return TONE_DB if is_heard else None

    async def watch(self, connection: Connection, source: str) -> None:
        """Take in one source until cancelled or turned from it, finding it again whenever it ends."""
        watching = self._watching = _Watching(source=source)
        try:
            while not watching.is_retired:
                with contextlib.suppress(MoqError):
                    feed = await connection.seen.find(f"floor/feed/{source}")
                    await self._receive(feed, watching)
                self._catalogs.forget(source)
                await self._clock.sleep(PAUSE_S)
        finally:
            self._leave(watching)

    def all_receptions(self) -> list[Reception]:
        """Those that have ended, and the one that is going on."""
        going_on = (
            [] if self._watching is None or not self._watching.timestamps_us else [self._reception(self._watching)]
        )
        return [*self.receptions, *going_on]

    async def _receive(self, feed: RemoteBroadcast, watching: _Watching) -> None:
        catalog = await self._catalogs.catalog(watching.source, feed)
        if catalog is None:
            return
        sound = next(iter(catalog.audio.values()), None)
        hearing: asyncio.Task[None] | None = None
        try:
            async for frame in feed.media(next(iter(catalog.video.values()))):
                watching.newest_at_s = time.monotonic()
                watching.first_at_s = watching.first_at_s or watching.newest_at_s
                watching.timestamps_us.append(frame.timestamp_us)
                if sound and hearing is None:
                    hearing = asyncio.create_task(self._hear(feed, sound, watching))
        finally:
            if hearing is not None:
                hearing.cancel()
                await asyncio.gather(hearing, return_exceptions=True)

    async def _hear(self, feed: RemoteBroadcast, sound: AudioRendition, watching: _Watching) -> None:
        """Listen for a moment, again and again: a hundred venues that listen all the time cost half a core."""
        while True:
            async for _ in feed.raw_groups(sound.name, priority=SOUND_PRIORITY):
                watching.heard_at_s = time.monotonic()
                break
            await self._clock.sleep(LISTEN_EVERY_S)

    def _leave(self, watching: _Watching) -> None:
        if watching.timestamps_us:
            self.receptions.append(self._reception(watching))
        if self._watching is watching:
            self._watching = None

    def _reception(self, watching: _Watching) -> Reception:
        return Reception(
            venue=self._venue,
            source=watching.source,
            first_at_s=watching.first_at_s,
            timestamps_us=tuple(watching.timestamps_us),
        )


async def _with_picture(feed: RemoteBroadcast) -> Catalog | None:
    async for catalog in feed.catalogs():
        if catalog.video:
            return catalog
    return None
