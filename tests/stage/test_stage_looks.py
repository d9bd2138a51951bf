# SPDX-License-Identifier: Apache-2.0
"""A closer look at a venue: pictures alone, to whoever asked, for as long as they are read."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image

from diemcau.conference.events import ConferenceOpened
from diemcau.floor.events import VenueConnected
from diemcau.stage.looks import LIMIT_BYTES, PATH, TRACK
from diemcau.stage.moq_port import Connection, Origin, RawTrack
from support.live_plane import PATIENCE_S, LivePlane, live_plane, plan_of

pytestmark = pytest.mark.live


def picture(shade: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (320, 180), (shade, shade, shade)).save(buffer, "JPEG")
    return buffer.getvalue()


@asynccontextmanager
async def hall(plane: LivePlane, venue: str) -> AsyncIterator[RawTrack]:
    """A venue's screen; gives the track of its closer pictures."""
    mine = Origin()
    pulse = mine.broadcast(f"in/{venue}/pulse")
    status, look, still = pulse.raw_track("status.json"), pulse.raw_track(TRACK), pulse.raw_track("still")
    pulse.announce()
    async with plane.dial("venue", venue, publish=mine):
        await plane.journal.until(VenueConnected(venue=venue))
        yield look
    for track in (status, look, still):
        track.finish()


async def seen(connection: Connection, venue: str, look: RawTrack, *sent: bytes) -> set[bytes]:
    """What reaches a page that looks at a venue, up to the last of what the venue sends again and again."""
    looks = await asyncio.wait_for(connection.seen.find(PATH), PATIENCE_S)
    came: set[bytes] = set()
    async with aclosing(looks.raw_frames(venue)) as pictures, asyncio.timeout(PATIENCE_S):
        while sent[-1] not in came:
            coming = asyncio.ensure_future(anext(pictures))
            while not coming.done():
                for payload in sent:
                    look.write(payload)
                await asyncio.wait([coming], timeout=0.2)
            came.add(await coming)
    return came


async def until_unread(look: RawTrack) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while look.is_read:
            await asyncio.sleep(0.05)


@pytest.fixture
async def plane(tmp_path: Path) -> AsyncIterator[LivePlane]:
    async with live_plane(tmp_path, events=[plan_of("LD", "LD-673", "LD-674"), ConferenceOpened()]) as plane:
        yield plane


async def test_a_venue_is_read_while_a_director_looks_and_no_other_is(plane: LivePlane) -> None:
    async with hall(plane, "LD-673") as look, hall(plane, "LD-674") as other:
        async with plane.dial("director") as director:
            for shade in (10, 200):
                assert picture(shade) in await seen(director, "LD-673", look, picture(shade))
                assert (look.is_read, other.is_read) == (True, False)
                await until_unread(look)
            assert await seen(director, "LD-674", other, picture(90)) == {picture(90)}
        await until_unread(other)
    assert plane.journal.events[2:4] == [VenueConnected(venue="LD-673"), VenueConnected(venue="LD-674")]


async def test_a_console_that_is_gone_looks_no_more(plane: LivePlane) -> None:
    async with hall(plane, "LD-673") as look:
        async with plane.dial("director") as director:
            looks = await asyncio.wait_for(director.seen.find(PATH), PATIENCE_S)
            reading = asyncio.ensure_future(anext(looks.raw_frames("LD-673")))
            await asyncio.wait_for(look.until_read(), PATIENCE_S)
        await until_unread(look)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def test_only_small_pictures_pass(plane: LivePlane) -> None:
    sound, large = b"OpusHead" + bytes(100), picture(1) + bytes(LIMIT_BYTES) + b"\xff\xd9"
    async with hall(plane, "LD-673") as look, plane.dial("director") as director:
        for faulty in (sound, large):
            assert await seen(director, "LD-673", look, faulty, picture(60)) == {picture(60)}


async def test_a_look_outlasts_the_venues_line(plane: LivePlane) -> None:
    async with plane.dial("director") as director:
        looks = await asyncio.wait_for(director.seen.find(PATH), PATIENCE_S)
        async with aclosing(looks.raw_frames("LD-673")) as pictures:
            for shade in (30, 130):
                coming = asyncio.ensure_future(anext(pictures))
                async with hall(plane, "LD-673") as look, asyncio.timeout(PATIENCE_S):
                    await look.until_read()
                    look.write(picture(shade))
                    assert await coming == picture(shade)


@pytest.mark.parametrize("role", ["venue", "delegate"])
async def test_nobody_but_a_director_can_look(plane: LivePlane, role: str) -> None:
    dialled = plane.dial("venue", "LD-674") if role == "venue" else plane.dial("delegate")
    async with hall(plane, "LD-673"), dialled as stranger:
        await asyncio.wait_for(stranger.seen.find("floor/state"), PATIENCE_S)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(stranger.seen.find(PATH), 0.5)
