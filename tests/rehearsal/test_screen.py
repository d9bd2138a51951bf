# SPDX-License-Identifier: Apache-2.0
"""A simulated screen has each source that comes on air, the same one time and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from diemcau.conference.events import ConferenceOpened
from diemcau.floor.events import SceneChanged, VenueAired, VenueCalled, VenueConnected, VenueReleased
from diemcau.lib.clock import SystemClock
from diemcau.rehearsal.camera import publish_reel
from diemcau.rehearsal.pictures import Label
from diemcau.rehearsal.reels import Reel, Shelf
from diemcau.rehearsal.screen import CatalogShelf, Screen
from diemcau.stage.moq_port import Connection, Origin
from support.live_plane import LivePlane, live_plane, plan_of
from support.statuses import IDLE

pytestmark = pytest.mark.live
CLOCK = SystemClock()
PATIENCE_S = 20.0


@asynccontextmanager
async def sending(plane: LivePlane, venue: str, reel: Reel) -> AsyncIterator[None]:
    """A venue whose camera sends all the time."""
    mine = Origin()
    pulse = mine.broadcast(f"in/{venue}/pulse")
    status = pulse.json_track("status.json")
    pulse.announce()
    status.update(IDLE)
    async with plane.dial("venue", venue, publish=mine):
        feed = mine.broadcast(f"in/{venue}/feed")
        task = asyncio.create_task(publish_reel(feed, reel, clock=CLOCK, sent_us=[]))
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def obey(connection: Connection, screen: Screen) -> None:
    floor = await connection.seen.find("floor/state")
    async for document in floor.document("state.json"):
        screen.turn(connection, document["on_air"], on_air=document["on_air"])


async def until_viewing(screen: Screen, source: str) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while screen.viewing != source or screen.rendition != "video/hd":
            await asyncio.sleep(0.02)


async def test_the_hub_is_seen_again_after_each_guest(tmp_path: Path) -> None:
    reel = await Shelf().reel(Label(number=1, code="LD-673", name="Bảo Lộc"))
    events = [plan_of("LD", "LD-673", "LD-674"), ConferenceOpened(), SceneChanged(scene="speaker")]
    async with (
        live_plane(tmp_path, events=events) as plane,
        sending(plane, "LD", reel),
        sending(plane, "LD-673", reel),
        plane.dial("venue", "LD-674") as connection,
        Screen(venue="LD-674", catalogs=CatalogShelf(), clock=CLOCK) as screen,
    ):
        tasks = [asyncio.create_task(one) for one in (obey(connection, screen), screen.look_out(connection))]
        await plane.journal.until(VenueConnected(venue="LD-673"))
        await until_viewing(screen, "LD")
        for _ in range(2):
            await plane.journal.append(VenueCalled(venue="LD-673"), VenueAired(venue="LD-673"))
            await until_viewing(screen, "LD-673")
            await plane.journal.append(VenueReleased(venue="LD-673"))
            await until_viewing(screen, "LD")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
