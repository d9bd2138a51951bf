# SPDX-License-Identifier: Apache-2.0
"""The stage as a process of its own, on a real journal: killed in the middle of a conference, and back."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection as database

from diemcau.cli.bench_media import play, record_clip
from diemcau.conference.actions import lay_out, open_conference, record_plan
from diemcau.conference.blueprint import Blueprint, ConferencePart, VenuePart
from diemcau.floor.actions import air_venue
from diemcau.journal.commands import execute
from diemcau.journal.queries import records
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid
from diemcau.stage.admission import Role, issue_token, read_or_create_key
from diemcau.stage.certificate import served_hashes
from diemcau.stage.moq_port import Connection, MoqError, Origin, went_silent
from support.statuses import IDLE

pytestmark = [pytest.mark.live, pytest.mark.fault, pytest.mark.django_db(transaction=True)]
SLUG, GUEST = "tap-huan", "LD-673"
CLOCK = SystemClock()
PATIENCE_S = 30.0


def planned_conference() -> UUID:
    part = ConferencePart(slug=SLUG, name="Tập huấn", organiser="Ban tổ chức", starts_at=CLOCK.now())
    venues = (
        VenuePart(code="LD", tier="hub", name="Trung tâm"),
        VenuePart(code=GUEST, parent="LD", tier="district", name="Bảo Lộc"),
    )
    conference, _ = lay_out(Blueprint(conference=part, guests=(), items=(), venues=venues))
    plan = record_plan(conference, uid=new_uid(), actor="cli", invited={})
    assert plan is not None
    execute(plan)
    uuid: UUID = conference.uuid
    execute(open_conference(conference=uuid, uid=new_uid(), actor="cli"))
    return uuid


def kinds(conference: UUID) -> list[str]:
    return [record.kind for record in records(conference)]


@asynccontextmanager
async def stage_process(relay_port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "diemcau.config.settings",
        "DIEMCAU_HOME": str(settings.DIEMCAU_HOME),
        "DIEMCAU_RELAY_PORT": str(relay_port),
        "DATABASE_URL": f"sqlite:///{database.settings_dict['NAME']}",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "diemcau.stage", env=environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE_S)
        assert json.loads(line)["relay_port"] == relay_port
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def dial(relay_port: int, role: Role, venue: str | None = None, *, publish: Origin | None = None) -> Connection:
    keys = settings.DIEMCAU_HOME / "keys"
    secret = read_or_create_key(keys)
    token = issue_token(secret, slug=SLUG, role=role, venue=venue, link=uuid4(), now=CLOCK.now())
    hashes = served_hashes(keys, now=CLOCK.now())
    url = f"https://127.0.0.1:{relay_port}/{SLUG}"
    return Connection(url, token=token, fingerprints=hashes, publish=publish)


@asynccontextmanager
async def guest_screen(relay_port: int) -> AsyncIterator[None]:
    """A screen that sends all the time and redials for ever."""
    mine = Origin()
    pulse = mine.broadcast(f"in/{GUEST}/pulse")
    status = pulse.json_track("status.json")
    pulse.announce()
    status.update(IDLE)
    feed = mine.broadcast(f"in/{GUEST}/feed")
    video = feed.h264_track("video")
    feed.announce()
    clip = record_clip(bits_per_second=200_000, fps=15, width=320, height=180)
    async with asyncio.TaskGroup() as group:
        playing = group.create_task(play(video, clip.pictures, spacing_us=1e6 / clip.fps))
        staying = group.create_task(stay_connected(relay_port, mine))
        yield
        playing.cancel()
        staying.cancel()


async def stay_connected(relay_port: int, mine: Origin) -> None:
    while True:
        with contextlib.suppress(MoqError):
            async with dial(relay_port, "venue", GUEST, publish=mine) as connection:
                await went_silent(connection)
        await CLOCK.sleep(0.2)


async def until_noted(conference: UUID, kind: str, *, times: int = 1) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while (await sync_to_async(kinds)(conference)).count(kind) < times:
            await CLOCK.sleep(0.05)


async def until_picture(connection: Connection) -> None:
    async with asyncio.timeout(PATIENCE_S):
        remote = await connection.seen.find(f"floor/feed/{GUEST}")
        async for catalog in remote.catalogs():
            for rendition in catalog.video.values():
                async for _ in remote.media(rendition):
                    return


async def act(action: Any, **fields: Any) -> None:
    await sync_to_async(execute)(action(uid=new_uid(), actor="director:test", **fields))


async def test_a_killed_stage_comes_back_with_the_venue_still_on_air() -> None:
    conference = await sync_to_async(planned_conference)()
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        relay_port = probe.getsockname()[1]
    async with stage_process(relay_port) as first, guest_screen(relay_port):
        await until_noted(conference, "venue.connected")
        await act(air_venue, conference=conference, venue=GUEST)
        async with dial(relay_port, "delegate") as delegate:
            await until_picture(delegate)
        before = await sync_to_async(kinds)(conference)
        first.kill()
        await first.wait()
        async with stage_process(relay_port):
            async with dial(relay_port, "delegate") as delegate:
                await until_picture(delegate)
            assert await sync_to_async(kinds)(conference) == before


async def test_a_venue_that_left_while_the_stage_was_down_is_lost() -> None:
    conference = await sync_to_async(planned_conference)()
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        relay_port = probe.getsockname()[1]
    async with stage_process(relay_port) as first, guest_screen(relay_port):
        await until_noted(conference, "venue.connected")
        first.kill()
        await first.wait()
    async with stage_process(relay_port):
        await until_noted(conference, "venue.lost")
    assert (await sync_to_async(kinds)(conference))[-2:] == ["venue.connected", "venue.lost"]
