# SPDX-License-Identifier: Apache-2.0
"""The live plane over real QUIC on loopback: who gets in, what they see, whose media go where."""

from __future__ import annotations

import asyncio
import datetime as dt
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import jwt
import pytest

from diemcau.cli.bench_media import Clip, play, record_clip
from diemcau.conference.events import ConferenceOpened
from diemcau.floor.events import VenueAired, VenueCalled, VenueConnected, VenueLost, VenueReleased
from diemcau.stage.admission import issue_token
from diemcau.stage.moq_port import BEAT_PATH, Connection, Origin, RawTrack, went_silent
from diemcau.stage.wall import unpack
from support.live_plane import PATIENCE_S, SLUG, LivePlane, announced, document, live_plane, plan_of
from support.statuses import IDLE

pytestmark = pytest.mark.live
PLAN = plan_of("LD", "LD-673", "LD-674")
STILL = (
    b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + bytes(14)
    + b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, 90, 160, 3) + bytes(9) + b"\xff\xd9"
)  # fmt: skip


@pytest.fixture(scope="module")
def clip() -> Clip:
    return record_clip(bits_per_second=200_000, fps=15, width=320, height=180)


@pytest.fixture
async def plane(tmp_path: Path) -> AsyncIterator[LivePlane]:
    async with live_plane(tmp_path, events=[PLAN, ConferenceOpened()]) as plane:
        yield plane


@asynccontextmanager
async def screen(plane: LivePlane, venue: str, clip: Clip | None = None) -> AsyncIterator[Connection]:
    """A venue's screen that sends status and, with a clip, its camera."""
    mine = Origin()
    pulse = mine.broadcast(f"in/{venue}/pulse")
    status = pulse.json_track("status.json")
    pulse.raw_track("still")
    pulse.announce()
    status.update(IDLE)
    async with plane.dial("venue", venue, publish=mine) as connection, asyncio.TaskGroup() as group:
        feed = mine.broadcast(f"in/{venue}/feed")
        tasks = []
        if clip is not None:
            track = feed.h264_track("video")
            tasks.append(group.create_task(play(track, clip.pictures, spacing_us=1e6 / clip.fps)))
            feed.announce()
        yield connection
        for task in tasks:
            task.cancel()


async def first_frame(connection: Connection, path: str) -> bytes:
    async with asyncio.timeout(PATIENCE_S):
        remote = await connection.seen.find(path)
        async for catalog in remote.catalogs():
            for rendition in catalog.video.values():
                async for frame in remote.media(rendition):
                    assert frame.is_keyframe
                    return frame.payload[-200:]  # the library writes start codes its own way
    raise AssertionError("no picture")


async def paths_seen(connection: Connection) -> set[str]:
    """All that is announced to a session once the floor's own document is, but for the beat."""
    seen: set[str] = set()
    async with asyncio.timeout(PATIENCE_S):
        async for one in connection.seen.announcements():
            seen.add(one.path)
            if one.path == "floor/state":
                break
    return seen - {BEAT_PATH}


async def closing_reason(plane: LivePlane, token: str) -> str:
    async with plane.dial_with(token) as connection:
        return await asyncio.wait_for(connection.session.closed(), PATIENCE_S)


async def test_a_venue_that_comes_and_goes_is_noted_in_the_journal(plane: LivePlane) -> None:
    async with screen(plane, "LD-673"):
        await plane.journal.until(VenueConnected(venue="LD-673"))
    async with asyncio.timeout(PATIENCE_S), plane.journal.grown:
        await plane.journal.grown.wait_for(lambda: isinstance(plane.journal.events[-1], VenueLost))


async def test_media_go_to_directors_on_standby_and_to_all_on_air_and_nowhere_after(
    plane: LivePlane, clip: Clip
) -> None:
    async with (
        screen(plane, "LD-673", clip),
        plane.dial("director") as director,
        plane.dial("venue", "LD-674") as other,
    ):
        await plane.journal.until(VenueConnected(venue="LD-673"))
        assert await paths_seen(other) == {"floor/state"}

        await plane.journal.append(VenueCalled(venue="LD-673"))
        prepared = asyncio.create_task(first_frame(other, "floor/feed/LD-673"))
        for _ in range(3):
            assert await first_frame(director, "backstage/feed/LD-673") == clip.pictures[0][-200:]
        assert not prepared.done(), "the path stands ready, without a frame"

        await plane.journal.append(VenueAired(venue="LD-673"))
        assert await prepared == clip.pictures[0][-200:]
        assert await first_frame(director, "floor/feed/LD-673") == clip.pictures[0][-200:]

        await plane.journal.append(VenueReleased(venue="LD-673"))
        await document(other, "floor/state", on_air=[])
        assert await paths_seen(other) == {"floor/state"}
        assert not {path for path in await paths_seen(director) if "feed" in path}


async def test_nobody_reads_another_venues_private_origin(plane: LivePlane, clip: Clip) -> None:
    async with (
        screen(plane, "LD-673", clip),
        plane.dial("venue", "LD-674") as other,
        plane.dial("director") as director,
    ):
        await plane.journal.until(VenueConnected(venue="LD-673"))
        for stranger in (other, director):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(stranger.seen.find("in/LD-673/feed"), 0.5)


async def test_a_delegate_sees_the_floor_and_not_the_backstage(plane: LivePlane) -> None:
    async with plane.dial("delegate") as delegate, plane.dial("director") as director:
        assert await paths_seen(delegate) == {"floor/state"}
        await announced(director, "backstage/state")
        await announced(director, "backstage/wall")


async def test_putting_outside_ones_own_path_ends_the_session(plane: LivePlane) -> None:
    mine = Origin()
    stray = mine.broadcast("in/LD-674/pulse")
    stray.json_track("status.json")
    stray.announce()
    async with plane.dial("venue", "LD-673", publish=mine) as connection:
        assert await asyncio.wait_for(connection.session.closed(), PATIENCE_S)
    assert VenueConnected(venue="LD-674") not in plane.journal.events


async def test_bad_tokens_are_refused(plane: LivePlane) -> None:
    now = dt.datetime.now(dt.UTC)
    good = {"slug": SLUG, "role": "venue", "venue": "LD-673", "link": uuid4(), "now": now}
    forged = issue_token(b"x" * 48, **good)  # type: ignore[arg-type]  # one dictionary for all
    expired = issue_token(plane.secret, **{**good, "now": now - dt.timedelta(hours=3)})  # type: ignore[arg-type]
    elsewhere = issue_token(plane.secret, **{**good, "slug": "another"})  # type: ignore[arg-type]
    unplanned = issue_token(plane.secret, **{**good, "venue": "LD-999"})  # type: ignore[arg-type]
    unsigned = jwt.encode({"root": SLUG, "put": [], "get": ["floor", "backstage"]}, "", algorithm="none")
    for token in (forged, expired, elsewhere, unplanned, unsigned, ""):
        assert await closing_reason(plane, token) == "unauthorized"


async def test_a_revoked_link_is_cut_off_within_a_second(plane: LivePlane) -> None:
    link = uuid4()
    async with plane.dial("venue", "LD-673", link=link) as connection:
        await document(connection, "floor/state", phase="open")
        begun = time.monotonic()
        plane.journal.revoked = frozenset({link})
        assert await asyncio.wait_for(connection.session.closed(), PATIENCE_S)
        assert time.monotonic() - begun < 1.0
    async with plane.dial("venue", "LD-673", link=link) as connection:
        assert await asyncio.wait_for(connection.session.closed(), PATIENCE_S) == "unauthorized"


async def test_a_session_ends_with_its_token(plane: LivePlane) -> None:
    async with plane.dial("delegate", lifetime=dt.timedelta(seconds=2)) as connection:
        assert await asyncio.wait_for(connection.session.closed(), PATIENCE_S)


async def test_the_newest_screen_of_a_venue_wins(plane: LivePlane) -> None:
    async with screen(plane, "LD-673") as first:
        await plane.journal.until(VenueConnected(venue="LD-673"))
        async with screen(plane, "LD-673") as second:
            assert await asyncio.wait_for(first.session.closed(), PATIENCE_S)
            await document(second, "floor/state", phase="open")
    assert plane.journal.events.count(VenueConnected(venue="LD-673")) == 1


async def test_stills_reach_the_wall_and_garbage_does_not(plane: LivePlane) -> None:
    mine = Origin()
    pulse = mine.broadcast("in/LD-673/pulse")
    stills: RawTrack = pulse.raw_track("still")
    status = pulse.json_track("status.json")
    pulse.announce()
    async with plane.dial("venue", "LD-673", publish=mine), plane.dial("director") as director:
        status.update({"viewing": 7})
        await plane.journal.until(VenueConnected(venue="LD-673"))
        wall = await asyncio.wait_for(director.seen.find("backstage/wall"), PATIENCE_S)
        frames = wall.raw_frames("wall")
        first = asyncio.ensure_future(anext(frames))
        async with asyncio.timeout(PATIENCE_S):
            while not first.done():
                for still in (b"GIF89a", STILL + bytes(5000), STILL):
                    stills.write(still)
                    await asyncio.sleep(0.05)
        assert unpack(first.result()) == ("LD-673", STILL)
        await until_health(director, "LD-673", "garbage")


async def test_a_venue_that_sends_garbage_media_harms_no_other(plane: LivePlane, clip: Clip) -> None:
    mine = Origin()
    pulse = mine.broadcast("in/LD-674/pulse")
    status = pulse.json_track("status.json")
    pulse.announce()
    status.update(IDLE)
    feed = mine.broadcast("in/LD-674/feed")
    garbage = feed.opus_track("audio")
    video = feed.raw_track("catalog-less")
    feed.announce()
    async with (
        screen(plane, "LD-673", clip),
        plane.dial("venue", "LD-674", publish=mine),
        plane.dial("director") as director,
    ):
        await plane.journal.until(VenueConnected(venue="LD-673"))
        await plane.journal.until(VenueConnected(venue="LD-674"))
        await plane.journal.append(VenueCalled(venue="LD-674"), VenueAired(venue="LD-673"))
        video.write(b"not a picture")
        for number in range(50):
            garbage.write(b"", number)
        assert await first_frame(director, "floor/feed/LD-673") == clip.pictures[0][-200:]


async def test_codecs_that_screens_cant_play_are_refused_and_told(plane: LivePlane) -> None:
    mine = Origin()
    pulse = mine.broadcast("in/LD-674/pulse")
    status = pulse.json_track("status.json")
    pulse.announce()
    status.update(IDLE)
    feed = mine.broadcast("in/LD-674/feed")
    crowd = [feed.opus_track(f"audio{number}") for number in range(9)]
    feed.announce()
    async with plane.dial("venue", "LD-674", publish=mine), plane.dial("director") as director:
        await plane.journal.until(VenueConnected(venue="LD-674"))
        await plane.journal.append(VenueCalled(venue="LD-674"))
        await until_health(director, "LD-674", "bad_feed")
        assert "backstage/feed/LD-674" not in await paths_seen(director)
    assert len(crowd) == 9


async def test_after_a_restart_the_stage_goes_on_and_absent_venues_are_lost(
    tmp_path: Path, clip: Clip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diemcau.stage.core.RETURN_WITHIN_S", 1.5)
    before = [PLAN, ConferenceOpened(), *(VenueConnected(venue=one) for one in ("LD-673", "LD-674"))]
    async with (
        live_plane(tmp_path, events=[*before, VenueAired(venue="LD-673")]) as plane,
        screen(plane, "LD-673", clip),
        plane.dial("director") as director,
    ):
        assert await first_frame(director, "floor/feed/LD-673") == clip.pictures[0][-200:]
        await plane.journal.until(VenueLost(venue="LD-674", cause="did not return"))
        assert plane.journal.events.count(VenueConnected(venue="LD-673")) == 1


async def test_a_line_on_which_the_relay_died_is_known_by_its_silence(tmp_path: Path) -> None:
    async with live_plane(tmp_path, events=[PLAN]) as plane, plane.dial("delegate") as delegate:
        silence = asyncio.ensure_future(went_silent(delegate, after_s=1.5))
        await document(delegate, "floor/state", phase="planned")
        assert not (await asyncio.wait([silence], timeout=2.0))[0]
        plane.hall.close()
        await asyncio.wait_for(silence, PATIENCE_S)


async def until_health(director: Connection, venue: str, cause: str) -> None:
    remote = await asyncio.wait_for(director.seen.find("backstage/state"), PATIENCE_S)
    async with asyncio.timeout(PATIENCE_S):
        async for value in remote.document("state.json"):
            if value["venues"][venue]["cause"] == cause:
                return
