# SPDX-License-Identifier: Apache-2.0
"""A venue's path stands ready before the venue is on air, and not one frame goes there until then."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field

import pytest

from diemcau.cli.bench_media import Clip, record_clip
from diemcau.lib.clock import SystemClock
from diemcau.stage.feeds import READY_AGAIN_S, Exits, VenueFeed
from diemcau.stage.moq_port import MediaTrack, MoqError, Origin
from diemcau.stage.outputs import Audience

PATIENCE_S = 30.0
AUDIENCES: tuple[Audience | None, ...] = (None, "nobody", "directors", "everyone")


@pytest.fixture(scope="module")
def clip() -> Clip:
    return record_clip(bits_per_second=200_000, fps=15, width=320, height=180)


@dataclass(kw_only=True)
class Stand:
    """A venue's camera, its feed on the way, and whoever looks at the floor's origin."""

    camera: MediaTrack
    feed: VenueFeed
    floor: Origin
    directors: Origin
    clip: Clip
    at_us: int = 0
    seen_us: set[int] = field(default_factory=set)

    async def send_group(self) -> list[int]:
        """A whole group of pictures, taken in by the feed; returns its timestamps."""
        stamps = []
        for picture in self.clip.pictures:
            self.at_us += 66_667
            stamps.append(self.at_us)
            self.camera.write(picture, self.at_us)
        taken = self.feed.frames + len(stamps)
        async with asyncio.timeout(PATIENCE_S):
            while self.feed.frames < taken:
                await asyncio.sleep(0)
        return stamps

    async def until_seen(self, stamp_us: int) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while stamp_us not in self.seen_us:
                await asyncio.sleep(0.01)

    async def look(self) -> None:
        """Read whatever there is of the venue in the floor's origin, for ever."""
        while True:
            try:
                remote = await self.floor.find("floor/feed/LD-673")
                async with aclosing(remote.catalogs()) as catalogs:
                    rendition = next(iter((await anext(catalogs)).video.values()))
                async with aclosing(remote.media(rendition, max_age_ms=60_000)) as frames:
                    async for frame in frames:
                        self.seen_us.add(frame.timestamp_us)
            except (MoqError, StopAsyncIteration):
                continue


@asynccontextmanager
async def stand(clip: Clip) -> AsyncIterator[Stand]:
    private, floor, directors = Origin(), Origin(), Origin()
    broadcast = private.broadcast("in/LD-673/feed")
    camera, microphone = broadcast.h264_track("video"), broadcast.opus_track("audio")
    broadcast.announce()
    exits = Exits(floor=floor, directors=directors)
    feed = VenueFeed(venue="LD-673", source=private, exits=exits, clock=SystemClock())
    it = Stand(camera=camera, feed=feed, floor=floor, directors=directors, clip=clip)
    tasks = [asyncio.create_task(feed.run()), asyncio.create_task(it.look())]
    try:
        yield it
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        microphone.finish()


async def test_on_standby_the_path_stands_ready_with_its_codecs_and_no_frame(clip: Clip) -> None:
    async with stand(clip) as it:
        it.feed.direct("directors")
        kept_back = await it.send_group()
        remote = await asyncio.wait_for(it.floor.find("floor/feed/LD-673"), PATIENCE_S)
        async with aclosing(remote.catalogs()) as catalogs:
            async with asyncio.timeout(PATIENCE_S):
                while not ((catalog := await anext(catalogs)).video and catalog.audio):
                    continue  # the library tells of each track on its own
        assert catalog.video["video"].codec.startswith("avc3.42")
        assert not it.seen_us & set(kept_back)


async def test_at_the_cut_a_prepared_reader_gets_the_running_group_at_once(clip: Clip) -> None:
    async with stand(clip) as it:
        it.feed.direct("nobody")
        first = await it.send_group()
        running = await it.send_group()
        it.feed.direct("everyone")
        await it.until_seen(running[-1])
        assert it.seen_us == set(running)
        live = await it.send_group()
        await it.until_seen(live[-1])
        assert it.seen_us == {*running, *live}
        assert not it.seen_us & set(first)


async def test_who_leaves_the_air_stands_ready_anew(clip: Clip) -> None:
    async with stand(clip) as it:
        it.feed.direct("everyone")
        await it.until_seen((await it.send_group())[-1])
        it.feed.direct("nobody")
        it.seen_us.clear()
        off_air = await it.send_group()
        running = await it.send_group()
        it.feed.direct("everyone")
        await it.until_seen(running[-1])
        assert it.seen_us == set(running), "nothing of the last time, nothing from between"
        assert not it.seen_us & set(off_air)


@pytest.mark.parametrize("seed", range(6))
async def test_no_frame_goes_to_everyone_unless_on_air(clip: Clip, seed: int) -> None:
    """Each stretch begins with a group of its own, so whatever is read tells when it was let through."""
    choose = random.Random(seed)  # noqa: S311 - a test's own dice
    audience: Audience | None = None
    async with stand(clip) as it:
        aired_us: set[int] = set()
        it.feed.direct("nobody")
        running = await it.send_group()
        for _ in range(8):
            before, audience = audience, choose.choice(AUDIENCES)
            if before is None:
                # A path that is announced in the very moment of its end leaves the library's readers on the old one.
                await asyncio.sleep(READY_AGAIN_S)
            it.feed.direct(audience)
            sent = await it.send_group()
            if audience == "everyone":
                aired_us |= {*running, *sent}
                await it.until_seen(sent[-1])
            running = sent
        assert it.seen_us <= aired_us
