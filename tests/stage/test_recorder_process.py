# SPDX-License-Identifier: Apache-2.0
"""Stage and recorder as processes on a real journal: what was on air is on the disk, whoever is killed meanwhile."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings

from diemcau.conference.actions import close_conference, lay_out, open_conference, record_plan
from diemcau.conference.blueprint import Blueprint, ConferencePart, VenuePart
from diemcau.floor.actions import air_venue, change_scene, release_venue
from diemcau.journal.commands import execute
from diemcau.journal.queries import records
from diemcau.lib.ids import new_uid
from diemcau.recording.archive import FILM, POSTER, folder_of, summary_of
from diemcau.recording.playlist import Playlist
from diemcau.recording.shelf import PLAYLIST, read_playlist
from support.live_processes import CLOCK, PATIENCE_S, dial_home, playing_venue, process_of, until_noted
from support.ports import free_port
from support.recordings import clip_of, decoded

pytestmark = [pytest.mark.live, pytest.mark.fault, pytest.mark.django_db(transaction=True)]
SLUG, HUB, GUEST = "ghi-hinh", "LD", "LD-673"
HUB_WIDTH, GUEST_WIDTH = 320, 640
STAGE, RECORDER = "diemcau.stage", "diemcau.stage.recorder"


@dataclass(frozen=True, kw_only=True)
class OnAir:
    """A running conference whose hub and guest both send, and the folder of its recording."""

    conference: UUID
    ports: dict[str, str]
    folder: Path

    async def act(self, action: Any, **fields: Any) -> None:
        """Give one of the director's commands."""
        await sync_to_async(execute)(
            action(conference=self.conference, uid=new_uid(), actor="director:test", **fields)
        )  # fmt: skip

    async def until(self, is_so: Callable[[Playlist], bool]) -> Playlist:
        """Wait until the playlist is so."""
        async with asyncio.timeout(PATIENCE_S):
            while not is_so(playlist := read_playlist(self.folder)):
                await CLOCK.sleep(0.05)
        return playlist

    async def until_takes(self, takes: int) -> None:
        """Wait until the playlist has so many takes."""
        await self.until(lambda playlist: len(playlist.takes) >= takes)

    async def until_more(self, segments: int = 1) -> Playlist:
        """Wait until so many more segments are written than there are now."""
        enough = read_playlist(self.folder).segments + segments
        return await self.until(lambda playlist: playlist.segments >= enough)

    async def told(self) -> list[tuple[str, Any]]:
        """What the journal tells of the recording: kind, and first segment or cause."""

        def entries() -> list[tuple[str, Any]]:
            own = (one for one in records(self.conference) if one.kind.startswith("recording."))
            return [(one.kind, one.payload.get("cause", one.payload.get("segment"))) for one in own]

        return await sync_to_async(entries)()


def planned_conference() -> UUID:
    part = ConferencePart(slug=SLUG, name="Ghi hình", organiser="Ban tổ chức", starts_at=CLOCK.now())
    venues = (
        VenuePart(code=HUB, tier="hub", name="Trung tâm"),
        VenuePart(code=GUEST, parent=HUB, tier="district", name="Bảo Lộc"),
    )
    conference, _ = lay_out(Blueprint(conference=part, guests=(), items=(), venues=venues))
    plan = record_plan(conference, uid=new_uid(), actor="cli", invited={})
    assert plan is not None
    execute(plan)
    execute(open_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    execute(change_scene(conference=conference.uuid, uid=new_uid(), actor="cli", scene="speaker"))
    uuid: UUID = conference.uuid
    return uuid


@pytest.fixture
async def on_air() -> AsyncIterator[OnAir]:
    folder = folder_of(settings.RECORDINGS, SLUG)
    conference = await sync_to_async(planned_conference)()
    ports = {"DIEMCAU_RELAY_PORT": free_port("udp"), "DIEMCAU_RECORDING_RESERVE_MB": "0"}
    async with process_of(STAGE, **ports), both_venues(ports):
        await until_noted(conference, "venue.connected", times=2)
        yield OnAir(conference=conference, ports=ports, folder=folder)
    shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def both_venues(ports: dict[str, str]) -> AsyncIterator[None]:
    port = ports["DIEMCAU_RELAY_PORT"]
    hub, guest = (dial_home(code, slug=SLUG, relay_port=port) for code in (HUB, GUEST))
    async with (
        playing_venue(HUB, clip_of(HUB_WIDTH, 180), dial=hub),
        playing_venue(GUEST, clip_of(GUEST_WIDTH, 360), dial=guest),
    ):
        yield


def widths(playlist: Path) -> list[int]:
    """Whose picture follows whose, as FFmpeg reads it."""
    pictures, _ = decoded(playlist)
    return [width for width, _ in groupby(width for _, width in pictures)]


def require_every_picture(folder: Path) -> None:
    """FFmpeg reads pictures at the venues' rate up to the playlist's end; those from before a cut come on top."""
    pictures, _ = decoded(folder / PLAYLIST)
    lasts_s = read_playlist(folder).lasts_s
    assert pictures[-1][0] == pytest.approx(lasts_s, abs=0.2)
    assert len(pictures) >= (lasts_s - 0.5) * 15


async def test_what_was_on_air_is_recorded_cut_by_cut_and_becomes_a_film(on_air: OnAir) -> None:
    async with process_of(RECORDER, **on_air.ports):
        await on_air.until_takes(1)
        await on_air.act(air_venue, venue=GUEST)
        await on_air.until_takes(2)
        await on_air.act(change_scene, scene="holding")
        await on_air.act(change_scene, scene="speaker")
        await on_air.until_takes(3)
        await on_air.act(release_venue, venue=GUEST)
        await on_air.until_takes(4)
        await on_air.act(close_conference)
        async with asyncio.timeout(PATIENCE_S):
            while (summary := await asyncio.to_thread(summary_of, on_air.folder)) is None:
                await CLOCK.sleep(0.1)

    playlist = read_playlist(on_air.folder)
    assert playlist.is_over
    assert len(playlist.takes) == 4
    assert widths(on_air.folder / PLAYLIST) == widths(on_air.folder / FILM) == [HUB_WIDTH, GUEST_WIDTH, HUB_WIDTH]
    pictures, samples = decoded(on_air.folder / FILM)
    assert len(pictures) == len(decoded(on_air.folder / PLAYLIST)[0])
    assert pictures[-1][0] == pytest.approx(playlist.lasts_s, abs=0.2)
    assert samples / 48_000 == pytest.approx(playlist.lasts_s, abs=1)
    assert [one.title for one in summary.chapters] == ["Ghi hình", "Điểm cầu Bảo Lộc", "Ghi hình"]
    assert (on_air.folder / POSTER).read_bytes().startswith(b"\xff\xd8")
    assert await on_air.told() == [("recording.started", 1), ("recording.ended", "closed")]


async def test_a_killed_recorder_loses_at_most_the_open_segment(on_air: OnAir) -> None:
    async with process_of(RECORDER, **on_air.ports) as recorder:
        await on_air.until_more(2)
        recorder.kill()
        await recorder.wait()
    left = read_playlist(on_air.folder)
    assert len(left.takes) == 1
    require_every_picture(on_air.folder)

    async with process_of(RECORDER, **on_air.ports):
        await on_air.until_takes(2)
    whole = read_playlist(on_air.folder)
    assert whole.takes[0] == left.takes[0]
    require_every_picture(on_air.folder)
    assert await on_air.told() == [("recording.started", 1), ("recording.started", left.segments + 1)]
