# SPDX-License-Identifier: Apache-2.0
"""A venue to which nothing happens is well, not silent."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from diemcau.lib.clock import SystemClock
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.pictures import Label
from diemcau.rehearsal.reels import Shelf
from diemcau.rehearsal.screen import CatalogShelf
from diemcau.rehearsal.venue import Part, SimulatedVenue
from diemcau.stage.health import SILENT_S
from support.live_plane import PATIENCE_S, SLUG, live_plane, plan_of

pytestmark = pytest.mark.live
CODE = "LD-673"


async def test_venue_whose_status_never_changes_stays_green_until_its_camera_freezes(tmp_path: Path) -> None:
    clock = SystemClock()
    async with (
        live_plane(tmp_path, events=[plan_of("LD", CODE)]) as plane,
        Installation(url="http://127.0.0.1", slug=SLUG) as installation,
        plane.dial("venue", CODE) as connection,
        plane.dial("director") as director,
    ):
        venue = SimulatedVenue(
            part=Part(label=Label(number=1, code=CODE, name="Đạ Tông"), is_hub=False),
            bearer=Bearer(token="", venue=CODE),
            installation=installation,
            shelf=Shelf(),
            catalogs=CatalogShelf(),
            clock=clock,
        )
        pulse = asyncio.create_task(venue._publish_pulse(connection))
        backstage = await asyncio.wait_for(director.seen.find("backstage/state"), PATIENCE_S)
        seen: list[str] = []
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SILENT_S + 4):
                async for value in backstage.json_values("state.json"):
                    seen += [value["venues"][CODE]["health"]]
        venue.faults.add("camera_frozen")
        async with asyncio.timeout(PATIENCE_S):
            async for value in backstage.json_values("state.json"):
                if value["venues"][CODE]["cause"]:
                    break
        pulse.cancel()

    assert seen[-1] == "green"
    assert set(seen[seen.index("green") :]) == {"green"}
    assert (value["venues"][CODE]["health"], value["venues"][CODE]["cause"]) == ("amber", "camera_frozen")
    assert value["venues"][CODE]["health_since"] is not None
