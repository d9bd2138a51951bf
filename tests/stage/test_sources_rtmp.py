# SPDX-License-Identifier: Apache-2.0
"""The production desk, with FFmpeg as its program: seen and heard once it is aired, by nobody before."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from diemcau.conference.events import ConferenceOpened
from diemcau.floor.events import VenueAired, VenueCalled, VenueConnected, VenueLost
from diemcau.floor.sources import RTMP
from diemcau.lib.clock import SystemClock
from diemcau.lib.supervision import Supervisor
from diemcau.stage.moq_port import Connection, MediaFrame
from diemcau.stage.sources.line import RelayDoor
from diemcau.stage.sources.listener import MOST_STRANGERS, Listener
from diemcau.stage.sources.noticeboard import EVERYBODY, Noticeboard, read_notices
from diemcau.stage.wall import require_still, unpack
from support.live_plane import SLUG, LivePlane, live_plane, plan_of
from support.production_desk import production_desk

pytestmark = pytest.mark.live
KEY = "a1b2c3d4e5f6"
PATIENCE_S = 30.0


@dataclass(kw_only=True)
class Studio:
    """A live plane with an RTMP port beside it."""

    plane: LivePlane
    port: int
    folder: Path
    keys: dict[str, str] = field(default_factory=lambda: {SLUG: KEY})

    def address(self, key: str = KEY) -> str:
        return f"rtmp://127.0.0.1:{self.port}/live/{key}"

    async def trouble(self, slug: str = SLUG) -> str:
        """Wait until somebody was sent away; returns the reason's code."""
        async with asyncio.timeout(PATIENCE_S):
            while slug not in (troubles := read_notices(self.folder)["troubles"]):
                await asyncio.sleep(0.05)
        return troubles[slug]["code"]


@asynccontextmanager
async def studio(folder: Path, *, silent_after_s: float = 10.0) -> AsyncIterator[Studio]:
    clock = SystemClock()
    opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    async with (
        live_plane(folder, events=[plan_of("LD", "LD-673"), ConferenceOpened()]) as plane,
        Supervisor(clock) as supervisor,
    ):
        keys = {SLUG: KEY}

        async def current_keys() -> dict[str, str]:
            return keys

        listener = Listener(
            host="127.0.0.1",
            port=0,
            keys=current_keys,
            door=RelayDoor(url=f"https://127.0.0.1:{plane.relay.port}", secret=plane.secret),
            noticeboard=Noticeboard(folder=folder, clock=clock),
            supervisor=supervisor,
            clock=clock,
            silent_after_s=silent_after_s,
        )
        supervisor.forever("rtmp", lambda: listener.run(opened.set_result))
        port = await asyncio.wait_for(opened, PATIENCE_S)
        yield Studio(plane=plane, port=port, folder=folder, keys=keys)


async def first_frames(connection: Connection, path: str) -> tuple[MediaFrame, MediaFrame]:
    """The first picture and the first sound at a client."""
    async with asyncio.timeout(PATIENCE_S):
        remote = await connection.seen.find(path)
        async for catalog in remote.catalogs():
            if catalog.video and catalog.audio:
                (video,), (audio,) = catalog.video.values(), catalog.audio.values()
                return await anext(remote.media(video)), await anext(remote.media(audio))
    raise AssertionError("the broadcast ended")


async def paths_seen(connection: Connection, *, for_s: float) -> set[str]:
    seen: set[str] = set()
    try:
        async with asyncio.timeout(for_s):
            async for one in connection.seen.announcements():
                seen.add(one.path)
    except TimeoutError:
        return seen
    raise AssertionError("the line ended")


async def test_the_desk_is_seen_and_heard_by_all_once_it_is_aired_and_by_nobody_before(tmp_path: Path) -> None:
    async with studio(tmp_path) as live, production_desk(live.address()):
        await live.plane.journal.until(VenueConnected(venue=RTMP))
        async with live.plane.dial("delegate") as delegate, live.plane.dial("director") as director:
            assert not any(RTMP in path for path in await paths_seen(delegate, for_s=1.5))
            await live.plane.journal.append(VenueCalled(venue=RTMP))
            picture, _ = await first_frames(director, f"backstage/feed/{RTMP}")
            assert picture.is_keyframe
            seen = asyncio.create_task(first_frames(delegate, f"floor/feed/{RTMP}"))
            await asyncio.wait([seen], timeout=1.0)
            assert not seen.done()
            await live.plane.journal.append(VenueAired(venue=RTMP))
            picture, sound = await seen
        assert picture.is_keyframe
        assert abs(picture.timestamp_us - sound.timestamp_us) < 3_000_000


async def test_the_desk_has_a_still_and_a_health_like_a_venue(tmp_path: Path) -> None:
    async with studio(tmp_path) as live, production_desk(live.address()), live.plane.dial("director") as director:
        async with asyncio.timeout(PATIENCE_S):
            wall = await director.seen.find("backstage/wall")
            async for group in wall.raw_groups("wall"):
                code, still = unpack(await anext(aiter(group)))
                break
            assert code == RTMP
            require_still(still)
            backstage = await director.seen.find("backstage/state")
            async for value in backstage.json_values("state.json"):
                if value["sources"][RTMP]["health"] == "green":
                    assert value["sources"][RTMP]["connected"]
                    break


async def noted(live: Studio, event: type[VenueConnected | VenueLost], *, times: int) -> None:
    """Wait until the journal has this many entries of a kind about the desk."""
    journal = live.plane.journal
    async with asyncio.timeout(PATIENCE_S), journal.grown:
        await journal.grown.wait_for(lambda: sum(isinstance(one, event) for one in journal.events) >= times)


async def test_a_desk_that_goes_is_lost_and_comes_back(tmp_path: Path) -> None:
    async with studio(tmp_path) as live:
        async with production_desk(live.address()):
            await noted(live, VenueConnected, times=1)
        await noted(live, VenueLost, times=1)
        async with production_desk(live.address()):
            await noted(live, VenueConnected, times=2)


async def test_a_second_desk_with_the_same_key_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with studio(tmp_path) as live, production_desk(live.address()) as first:
        await noted(live, VenueConnected, times=1)
        async with production_desk(live.address()) as second:
            assert await asyncio.wait_for(first.wait(), PATIENCE_S) != 0
            async with live.plane.dial("delegate") as delegate:
                await live.plane.journal.append(VenueAired(venue=RTMP))
                await first_frames(delegate, f"floor/feed/{RTMP}")
            assert second.returncode is None


async def test_a_renewed_key_cuts_the_desk_off_at_once(tmp_path: Path) -> None:
    async with studio(tmp_path) as live, production_desk(live.address()) as desk:
        await noted(live, VenueConnected, times=1)
        live.keys[SLUG] = "0123456789ab"
        assert await asyncio.wait_for(desk.wait(), PATIENCE_S) != 0
        assert await live.trouble() == "stream_key_was_renewed"
        await noted(live, VenueLost, times=1)
        async with production_desk(live.address()) as again:
            assert await asyncio.wait_for(again.wait(), PATIENCE_S) != 0
            assert await live.trouble(EVERYBODY) == "stream_key_is_wrong"
        async with production_desk(live.address("0123456789ab")):
            await noted(live, VenueConnected, times=2)
        assert read_notices(live.folder)["troubles"] == {}


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"picture": "flv1"}, "stream_codec_is_unknown"),
        ({"sound": "libmp3lame"}, "stream_codec_is_unknown"),
        ({"b_frames": 2}, "stream_is_reordered"),
    ],
)
async def test_what_the_rooms_cannot_play_is_refused_by_name(
    tmp_path: Path, fault: dict[str, str | int], code: str
) -> None:
    async with studio(tmp_path) as live, production_desk(live.address(), **fault) as desk:  # type: ignore[arg-type]  # three names, two types
        assert await asyncio.wait_for(desk.wait(), PATIENCE_S) != 0
        assert await live.trouble() == code


@pytest.mark.parametrize("sent", [b"", b"\x03", b"GET / HTTP/1.1\r\n\r\n", b"\x03" + bytes(3072) + b"\xff" * 400])
async def test_whoever_says_nothing_or_nonsense_holds_nobody_up(tmp_path: Path, sent: bytes) -> None:
    async with studio(tmp_path, silent_after_s=1.0) as live:
        strangers = [await asyncio.open_connection("127.0.0.1", live.port) for _ in range(MOST_STRANGERS + 4)]
        for _, writer in strangers:
            writer.write(sent)
        for reader, writer in strangers:
            with contextlib.suppress(ConnectionError):
                await asyncio.wait_for(reader.read(), PATIENCE_S)
            writer.close()
        assert await live.trouble(EVERYBODY) in {"stream_is_silent", "stream_is_broken"}
        async with production_desk(live.address()):
            await noted(live, VenueConnected, times=1)
