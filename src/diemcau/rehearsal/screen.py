# SPDX-License-Identifier: Apache-2.0
"""A simulated venue's screen: takes the programme in and counts its frames. Decodes nothing.

As on a venue's page, what stands ready is subscribed to before it is on air.

The venues of one process read a source's catalog once for all of them: at a cut, a hundred
catalogs at the same moment on one machine would measure that machine and not the stage.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from diemcau.lib.clock import Clock
from diemcau.rehearsal.ledger import Reception
from diemcau.stage.moq_port import AudioRendition, Catalog, Connection, MoqError, RemoteBroadcast, VideoRendition

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
# A director has one or two venues on stand-by, and there is the hub.
MOST_READY = 3
FEEDS = "floor/feed/"


@dataclass(kw_only=True)
class _Watching:
    """One source from when it stood ready, or was chosen, until it was left. Counts while it is shown."""

    source: str
    is_shown: bool
    rendition: VideoRendition | None = None
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
    was left is read to its end, but no longer than a picture may be late. Of several sources
    that are shown at once the first is the main one.
    """

    def __init__(self, *, venue: str, catalogs: CatalogShelf, clock: Clock) -> None:
        self.receptions: list[Reception] = []
        self._venue = venue
        self._catalogs = catalogs
        self._clock = clock
        self._watchings: dict[str, _Watching] = {}
        self._tasks: dict[asyncio.Task[None], _Watching] = {}
        self._wanted: tuple[str, ...] = ()
        self._on_air: frozenset[str] = frozenset()
        self._announced: dict[str, None] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._watchings.clear()
        self._announced.clear()
        self._wanted, self._on_air = (), frozenset()

    def turn(self, connection: Connection, wanted: Sequence[str], *, on_air: Collection[str]) -> None:
        """Show these sources from now on. The same again changes nothing.

        Args:
            connection: the line on which they come.
            wanted: the main one first.
            on_air: whoever is on air, wanted here or not: their frames flow, so they aren't read ahead.
        """
        self._wanted, self._on_air = tuple(wanted), frozenset(on_air)
        self._settle(connection)

    async def look_out(self, connection: Connection) -> None:
        """Prepare for whatever stands ready on this line, until cancelled."""
        async for one in connection.seen.announcements(FEEDS):
            source = one.path.removeprefix(FEEDS)
            if one.is_active:
                self._announced[source] = None
            else:
                self._announced.pop(source, None)
            self._settle(connection)

    @property
    def viewing(self) -> str | None:
        """The source whose picture is up now."""
        main = self._main
        is_up = main is not None and time.monotonic() - main.newest_at_s < FRESH_S
        return main.source if main is not None and is_up else None

    @property
    def rendition(self) -> str | None:
        """The track of the main picture that is up now."""
        main = self._main
        return main.rendition.name if main is not None and main.rendition is not None and self.viewing else None

    @property
    def frames_per_second(self) -> int:
        """Frames that arrived in the last second."""
        if self._main is None:
            return 0
        since_us = (time.monotonic() - 1) * 1e6
        return sum(stamp > since_us for stamp in self._main.timestamps_us[-60:])

    @property
    def heard_db(self) -> float | None:
        """The programme's loudness, None while no sound arrives."""
        main = self._main
        is_heard = main is not None and time.monotonic() - main.heard_at_s < 2 * LISTEN_EVERY_S
        return TONE_DB if is_heard else None

    def all_receptions(self) -> list[Reception]:
        """Those that have ended, and those that are going on."""
        going_on = [self._reception(one) for one in self._watchings.values() if one.timestamps_us]
        return [*self.receptions, *going_on]

    @property
    def _main(self) -> _Watching | None:
        return self._watchings.get(self._wanted[0]) if self._wanted else None

    def _settle(self, connection: Connection) -> None:
        spare = [one for one in self._announced if one not in self._on_air and one != self._venue]
        ready = spare[:MOST_READY]
        for source, watching in list(self._watchings.items()):
            if source not in {*self._wanted, *ready} or (watching.is_shown and source not in self._wanted):
                self._retire(source)
        for source in self._wanted:
            self._begin(connection, source).is_shown = True
        for source in ready:
            self._begin(connection, source)

    def _begin(self, connection: Connection, source: str) -> _Watching:
        if source not in self._watchings:
            watching = self._watchings[source] = _Watching(source=source, is_shown=False)
            task = asyncio.create_task(self._watch(connection, watching), name=f"{self._venue}-watches-{source}")
            self._tasks[task] = watching
            task.add_done_callback(lambda ended: self._leave(self._tasks.pop(ended)))
        return self._watchings[source]

    def _retire(self, source: str) -> None:
        watching = self._watchings.pop(source)
        watching.is_retired = True
        for task, one in self._tasks.items():
            if one is watching:
                asyncio.get_running_loop().call_later(LATE_S, task.cancel)

    async def _watch(self, connection: Connection, watching: _Watching) -> None:
        """Take in one source until retired, finding it again whenever it ends."""
        while not watching.is_retired:
            with contextlib.suppress(MoqError):
                feed = await connection.seen.find(f"{FEEDS}{watching.source}")
                await self._receive(feed, watching)
            self._catalogs.forget(watching.source)
            await self._clock.sleep(PAUSE_S)

    async def _receive(self, feed: RemoteBroadcast, watching: _Watching) -> None:
        catalog = await self._catalogs.catalog(watching.source, feed)
        if catalog is None:
            return
        sound = next(iter(catalog.audio.values()), None)
        hearing: asyncio.Task[None] | None = None
        try:
            watching.rendition = _largest(catalog)
            async for frame in feed.media(watching.rendition):
                if not watching.is_shown:
                    continue
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

    def _reception(self, watching: _Watching) -> Reception:
        return Reception(
            venue=self._venue,
            source=watching.source,
            first_at_s=watching.first_at_s,
            timestamps_us=tuple(watching.timestamps_us),
        )


def _largest(catalog: Catalog) -> VideoRendition:
    """The one to take: a simulated venue's line is loopback."""
    return max(catalog.video.values(), key=lambda one: one.width or 0)


async def _with_picture(feed: RemoteBroadcast) -> Catalog | None:
    async for catalog in feed.catalogs():
        if catalog.video:
            return catalog
    return None
