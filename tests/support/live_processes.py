# SPDX-License-Identifier: Apache-2.0
"""Processes of an installation on the tests' database, and venues that send picture and sound to them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection as database

from diemcau.cli.bench_media import Clip, play, record_tone
from diemcau.journal.queries import records
from diemcau.lib.clock import SystemClock
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.stage.admission import issue_token, read_or_create_key
from diemcau.stage.moq_port import Connection, MoqError, Origin, went_silent
from support.statuses import IDLE

CLOCK = SystemClock()
PATIENCE_S = 30.0
SOUND_GROUP_FRAMES = 5
Dial = Callable[[Origin], Awaitable[Connection]]


@asynccontextmanager
async def process_of(module: str, **variables: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """One of our processes, once it has said that it is ready. Ended in good order if it still runs."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "diemcau.config.settings",
        "DIEMCAU_HOME": str(settings.DIEMCAU_HOME),
        "DATABASE_URL": f"sqlite:///{database.settings_dict['NAME']}",
        **variables,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, env=environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), PATIENCE_S)
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@asynccontextmanager
async def playing_venue(code: str, clip: Clip, *, dial: Dial) -> AsyncIterator[None]:
    """A venue's screen that sends picture and sound all the time and redials for ever."""
    mine = Origin()
    pulse = mine.broadcast(f"in/{code}/pulse")
    status = pulse.json_track("status.json")
    pulse.announce()
    status.update(IDLE)
    feed = mine.broadcast(f"in/{code}/feed")
    video, audio = feed.h264_track("video"), feed.opus_track("audio")
    feed.announce()
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(play(video, clip.pictures, spacing_us=1e6 / clip.fps)),
            group.create_task(play(audio, record_tone(), spacing_us=20_000, group_frames=SOUND_GROUP_FRAMES)),
            group.create_task(_stay_connected(mine, dial)),
        ]
        yield
        for task in tasks:
            task.cancel()


def dial_home(code: str, *, slug: str, relay_port: str) -> Dial:
    """How a venue reaches a stage on the tests' own home: with a token made on the spot."""

    async def dial(mine: Origin) -> Connection:
        secret = read_or_create_key(settings.DIEMCAU_HOME / "keys")
        token = issue_token(secret, slug=slug, role="venue", venue=code, link=uuid4(), now=CLOCK.now())
        return Connection(f"https://127.0.0.1:{relay_port}/{slug}", token=token, verifies=False, publish=mine)

    return dial


def dial_installation(installation: Installation, bearer: Bearer) -> Dial:
    """How a venue reaches a running installation: with the ticket that its pages get."""

    async def dial(mine: Origin) -> Connection:
        ticket = await installation.read("live", bearer)
        return Connection(ticket["url"], token=ticket["token"], verifies=False, publish=mine)

    return dial


async def until_noted(conference: UUID, kind: str, *, times: int = 1) -> None:
    """Wait until the journal holds so many entries of a kind."""

    def noted() -> int:
        return sum(record.kind == kind for record in records(conference))

    async with asyncio.timeout(PATIENCE_S):
        while await sync_to_async(noted)() < times:
            await CLOCK.sleep(0.05)


async def _stay_connected(mine: Origin, dial: Dial) -> None:
    while True:
        with contextlib.suppress(MoqError):
            async with await dial(mine) as connection:
                await went_silent(connection)
        await CLOCK.sleep(0.2)
