# SPDX-License-Identifier: Apache-2.0
"""`python -m diemcau.cli.bench_audience`: a hall full of subscribers in a process of their own.

Reads its task as one line of JSON, says `{"ready": …}` when all are connected, and answers
each further line. Frames carry the monotonic clock of this machine as their timestamp.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from typing import Any

import uvloop

from diemcau.cli.bench_wall_venues import sample_status, sample_still
from diemcau.stage.moq_port import Connection, Group, MoqError, Origin, RawTrack, RemoteBroadcast

LIVE_WITHIN_US = 100_000
COUNT_EVERY_S = 1.0
COUNT_AGE_MS = 10_000
PREFIX = "floor/feed/"


@dataclass(kw_only=True)
class Tally:
    """What one subscriber got: (timestamp, delay) in microseconds of every picture and packet of sound.

    One that counts has the arrivals of groups of sound instead, `groups_us`.
    """

    pictures: list[tuple[int, int]] = field(default_factory=list)
    sounds: list[tuple[int, int]] = field(default_factory=list)
    octets: list[tuple[int, int]] = field(default_factory=list)
    groups_us: list[int] = field(default_factory=list)


@dataclass(kw_only=True)
class Appearance:
    """A feed as it came up at one subscriber. Instants are monotonic microseconds, 0 for never."""

    path: str
    first_us: int = 0
    live_us: int = 0


@dataclass(kw_only=True)
class Subscriber:
    """One venue's player without a screen: follows whatever is announced as a feed.

    As on a venue's page, a path that stands ready is subscribed to before the cut. A live one
    takes each frame as it comes, measures its delay, and notes in `told` when the floor's
    document named whom, (code, monotonic microseconds). The others count: pictures
    by whole groups after they are complete, sounds by group, at a fraction of the cost, so
    that the subscribers leave the server they share two cores with something to run on.
    """

    connection: Connection
    is_live: bool
    lag_s: float
    tally: Tally = field(default_factory=Tally)
    appearances: list[Appearance] = field(default_factory=list)
    told: list[tuple[str, int]] = field(default_factory=list)

    async def follow(self) -> None:
        """Read every feed that comes on air, for as long as it lasts."""
        announced = self.connection.seen.announcements(PREFIX)
        async with asyncio.TaskGroup() as group, aclosing(announced) as announcements:
            if self.is_live:
                group.create_task(self._listen())
            async for one in announcements:
                if one.is_active:
                    group.create_task(self._read(one.path))

    async def _listen(self) -> None:
        """Note whom the floor's document puts on air, and when it came here; a bare relay has none."""
        floor = await self.connection.seen.find("floor/state")
        before: list[str] = []
        async for document in floor.document("state.json"):
            new = [code for code in document["on_air"] if code not in before]
            self.told += [(code, time.monotonic_ns() // 1_000) for code in new]
            before = document["on_air"]

    async def _read(self, path: str) -> None:
        appearance = Appearance(path=path)
        self.appearances.append(appearance)
        remote = await self.connection.seen.find(path)
        started: set[str] = set()
        async with asyncio.TaskGroup() as group, aclosing(remote.catalogs()) as catalogs:
            async for catalog in catalogs:
                for name in (catalog.video.keys() | catalog.audio.keys()) - started:
                    started.add(name)
                    group.create_task(self._play(remote, catalog.video.get(name) or catalog.audio[name], appearance))

    async def _play(self, remote: RemoteBroadcast, rendition: Any, appearance: Appearance) -> None:
        is_picture = rendition.codec.startswith("avc")
        marks = self.tally.pictures if is_picture else self.tally.sounds
        if not self.is_live:
            await (self._count_pictures if is_picture else self._count_sounds)(remote, rendition.name)
            return
        async for frame in remote.media(rendition, priority=100 if is_picture else 200):
            now_us = time.monotonic_ns() // 1_000
            delay_us = now_us - frame.timestamp_us
            marks.append((frame.timestamp_us, delay_us))
            self.tally.octets.append((frame.timestamp_us, len(frame.payload)))
            if is_picture:
                appearance.first_us = appearance.first_us or now_us
                if not appearance.live_us and delay_us < LIVE_WITHIN_US:
                    appearance.live_us = now_us

    async def _count_pictures(self, remote: RemoteBroadcast, name: str) -> None:
        waiting: deque[Group] = deque()
        due_s = time.monotonic() + self.lag_s
        async for group in remote.groups(name, max_age_ms=COUNT_AGE_MS):
            waiting.append(group)
            if time.monotonic() < due_s:
                continue
            due_s = time.monotonic() + COUNT_EVERY_S
            while len(waiting) > 1:
                await self._count_group(waiting.popleft())

    async def _count_group(self, group: Group) -> None:
        # A group that was dropped on the way raises; its frames are missed when all are counted.
        with contextlib.suppress(MoqError):
            for stamp_us, size in await group.sizes():
                self.tally.pictures.append((stamp_us, 0))
                self.tally.octets.append((stamp_us, size))

    async def _count_sounds(self, remote: RemoteBroadcast, name: str) -> None:
        async for _ in remote.groups(name, max_age_ms=COUNT_AGE_MS):
            self.tally.groups_us.append(time.monotonic_ns() // 1_000)


async def _pulse(tracks: list[tuple[RawTrack, RawTrack]]) -> None:
    """Send each venue's status every second and its still every other, spread over time."""
    still = sample_still()
    turn = 0
    while True:
        for number, (status, stills) in enumerate(tracks):
            status.write(json.dumps(sample_status(turn + number, viewing="LD")).encode())
            if (turn + number) % 2 == 0:
                stills.write(still)
            await asyncio.sleep(1 / len(tracks))
        turn += 1


def _pulse_tracks(origin: Origin, venue: str) -> tuple[RawTrack, RawTrack]:
    broadcast = origin.broadcast(f"in/{venue}/pulse")
    tracks = broadcast.raw_track("status.json"), broadcast.raw_track("still")
    broadcast.announce()
    return tracks


async def _lines() -> AsyncIterator[dict[str, Any]]:
    reader = asyncio.StreamReader(limit=2**24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


def _say(**said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


async def _main() -> None:
    async with AsyncExitStack() as stack:
        lines = await stack.enter_async_context(aclosing(_lines()))  # type: ignore[type-var]  # an async generator
        task = await anext(lines)
        subscribers: list[Subscriber] = []
        pulses: list[tuple[RawTrack, RawTrack]] = []
        for venue, token in task["tokens"].items():
            origin = Origin()
            if venue in task["pulses"]:
                pulses.append(_pulse_tracks(origin, venue))
            connection = Connection(task["url"], token=token, fingerprints=task["fingerprints"], publish=origin)
            is_live = len(subscribers) < task["live"]
            lag_s = len(subscribers) / len(task["tokens"]) * COUNT_EVERY_S
            await stack.enter_async_context(connection)
            subscribers.append(Subscriber(connection=connection, is_live=is_live, lag_s=lag_s))
        running = [asyncio.create_task(one.follow()) for one in subscribers]
        if pulses:
            running.append(asyncio.create_task(_pulse(pulses)))
        _say(ready=len(subscribers))
        async for asked in lines:
            _say(**(_counted(subscribers, **asked) if "from_us" in asked else _appeared(subscribers)))
        for one in running:
            one.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _counted(subscribers: list[Subscriber], *, from_us: int, to_us: int) -> dict[str, Any]:
    """What came of the frames stamped from `from_us` to before `to_us`."""
    tallies = [one.tally for one in subscribers]

    def within(marks: list[tuple[int, int]]) -> list[int]:
        return [value for stamp, value in marks if from_us <= stamp < to_us]

    return {
        "pictures": [len(within(one.pictures)) for one in tallies],
        "sounds": [len(within(one.tally.sounds)) for one in subscribers if one.is_live],
        "groups": [
            sum(from_us <= at_us < to_us for at_us in one.tally.groups_us) for one in subscribers if not one.is_live
        ],
        "delays_us": [delay for one in subscribers if one.is_live for delay in within(one.tally.pictures)],
        "octets": sum(sum(within(one.octets)) for one in tallies),
    }


def _appeared(subscribers: list[Subscriber]) -> dict[str, Any]:
    """Every feed that came up since the last question, and who was said to be on air, at every subscriber."""
    shown = [[vars(one) for one in subscriber.appearances] for subscriber in subscribers]
    told = [subscriber.told for subscriber in subscribers]
    for subscriber in subscribers:
        subscriber.appearances, subscriber.told = [], []
        subscriber.tally = Tally()
    return {"appearances": shown, "told": told}


if __name__ == "__main__":
    uvloop.run(_main())
