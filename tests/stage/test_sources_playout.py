# SPDX-License-Identifier: Apache-2.0
"""Films, played out of files: in time, to everybody, and to nobody once they are over."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from diemcau.conference.clip_preparing import prepare
from diemcau.conference.events import ConferenceClosed, ConferenceOpened
from diemcau.floor.events import ClipEnded, ClipStarted, VenueConnected, VenueLost
from diemcau.floor.sources import CLIP
from diemcau.lib.clock import SystemClock
from diemcau.lib.supervision import Supervisor
from diemcau.stage.hall import LAST_PICTURE_S
from diemcau.stage.moq_port import Connection, MoqError
from diemcau.stage.sources.film import film_packets
from diemcau.stage.sources.line import RelayDoor
from diemcau.stage.sources.playout import Playout
from support.films import film
from support.live_plane import LivePlane, live_plane, plan_of

pytestmark = pytest.mark.live
FILM = UUID("0192e6c4-0000-7000-8000-0000000000f1")
SECONDS = 2.0
PATIENCE_S = 30.0


def made(folder: Path, *, seconds: float = SECONDS) -> Path:
    (folder / "given").write_bytes(film(seconds=seconds))
    prepare(folder / "given", folder / "film.mp4")
    return folder / "film.mp4"


@asynccontextmanager
async def cinema(folder: Path, path: Path) -> AsyncIterator[LivePlane]:
    """A live plane with a playout that has one film."""
    clock = SystemClock()
    async with (
        live_plane(folder, events=[plan_of("LD", "LD-673"), ConferenceOpened()]) as plane,
        Supervisor(clock) as supervisor,
    ):
        plane.journal.film_files[FILM] = path
        with_player(plane, supervisor)
        await plane.journal.until(VenueConnected(venue=CLIP))
        yield plane


def with_player(plane: LivePlane, supervisor: Supervisor) -> list[asyncio.Task[None]]:
    door = RelayDoor(url=f"https://127.0.0.1:{plane.relay.port}", secret=plane.secret)
    player = Playout(door=door, slug=plane.hall.slug, journal=plane.journal, supervisor=supervisor, clock=SystemClock())
    return [supervisor.forever("journal", player.follow_journal), supervisor.forever("films", player.follow_films)]


async def pictures_seen(connection: Connection, seen: dict[int, float]) -> None:
    """Note when each picture of the film came at a client (monotonic seconds), by its timestamp, until it ends."""
    async with asyncio.timeout(PATIENCE_S):
        remote = await connection.seen.find(f"floor/feed/{CLIP}")
        async for catalog in remote.catalogs():
            if catalog.video:
                (video,) = catalog.video.values()
                with contextlib.suppress(MoqError):
                    async for frame in remote.media(video):
                        seen[frame.timestamp_us] = time.monotonic()
                return


async def test_film_is_seen_by_everybody_in_its_own_time_and_then_it_is_over(tmp_path: Path) -> None:
    async with cinema(tmp_path, made(tmp_path)) as plane, plane.dial("delegate") as delegate:
        seen: dict[int, float] = {}
        seeing = asyncio.create_task(pictures_seen(delegate, seen))
        begun = time.monotonic()
        await plane.journal.append(ClipStarted(clip=FILM, duration_s=SECONDS))
        await plane.journal.until(ClipEnded(clip=FILM))
        lasted = time.monotonic() - begun
        await seeing
    assert len(seen) == round(SECONDS * 25)
    assert max(seen) - min(seen) == pytest.approx((SECONDS - 1 / 25) * 1e6, abs=2_000)
    assert max(seen.values()) - min(seen.values()) > SECONDS / 2
    assert SECONDS <= lasted < SECONDS + LAST_PICTURE_S + 5.0
    assert plane.journal.events.count(ClipEnded(clip=FILM)) == 1


async def test_film_that_is_stopped_is_seen_no_more(tmp_path: Path) -> None:
    async with cinema(tmp_path, made(tmp_path, seconds=20.0)) as plane, plane.dial("delegate") as delegate:
        seen: dict[int, float] = {}
        seeing = asyncio.create_task(pictures_seen(delegate, seen))
        await plane.journal.append(ClipStarted(clip=FILM, duration_s=20.0))
        async with asyncio.timeout(PATIENCE_S):
            while not seen:
                await asyncio.sleep(0.05)
        await plane.journal.append(ClipEnded(clip=FILM))
        await seeing
    assert len(seen) < 400


async def test_film_goes_on_where_it_would_be_when_its_player_comes_back(tmp_path: Path) -> None:
    path = made(tmp_path, seconds=12.0)
    async with live_plane(tmp_path, events=[plan_of("LD", "LD-673"), ConferenceOpened()]) as plane:
        plane.journal.film_files[FILM] = path
        clock = SystemClock()
        await plane.journal.append(ClipStarted(clip=FILM, duration_s=12.0), at=clock.now() - timedelta(seconds=8))
        async with Supervisor(clock) as supervisor, plane.dial("delegate") as delegate:
            with_player(plane, supervisor)
            seen: dict[int, float] = {}
            await pictures_seen(delegate, seen)
    assert 25 <= len(seen) < 12 * 25 - 7 * 25


async def test_film_whose_file_is_gone_ends_all_the_same(tmp_path: Path) -> None:
    async with cinema(tmp_path, tmp_path / "gone.mp4") as plane:
        await plane.journal.append(ClipStarted(clip=FILM, duration_s=0.5))
        await plane.journal.until(ClipEnded(clip=FILM))


async def test_line_goes_with_the_conference(tmp_path: Path) -> None:
    async with cinema(tmp_path, made(tmp_path)) as plane:
        await plane.journal.append(ConferenceClosed())
        async with asyncio.timeout(PATIENCE_S), plane.journal.grown:
            await plane.journal.grown.wait_for(
                lambda: any(isinstance(one, VenueLost) and one.venue == CLIP for one in plane.journal.events)
            )


def test_packets_come_from_the_last_keyframe_before_the_place_asked_for(tmp_path: Path) -> None:
    packets = list(film_packets(made(tmp_path), from_s=1.5))
    pictures = [packet for packet in packets if packet.is_picture]
    assert (pictures[0].at_s, pictures[0].is_keyframe) == (1.0, True)
    assert len([packet for packet in film_packets(tmp_path / "film.mp4", from_s=0.0) if packet.is_picture]) == 50
