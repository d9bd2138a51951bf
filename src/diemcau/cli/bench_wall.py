# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench wall`: stills and status of every venue, and one console that reads them.

What the wall costs the stage is a difference: the same connected venues with the same statuses
and the same console, with stills and without. What the statuses cost is another: with and without.
The last stretch has the console look at one venue more closely: the wall's limits hold with that.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from diemcau.cli.bench_plane import (
    READY_TIMEOUT_S,
    Audience,
    Plane,
    audience,
    cpu_seconds,
    idle_seconds,
    report,
    temporary_plane,
)
from diemcau.cli.bench_wall_venues import STILL_BYTES
from diemcau.cli.supervisor import Supervisor
from diemcau.stage.looks import PATH as LOOKS_PATH
from diemcau.stage.moq_port import Connection
from diemcau.stage.wall import unpack

SETTLING_S = 8.0
"""Longer than it takes until silence counts as trouble: no tile turns while it is measured."""

MOST_MBIT_PER_S, MOST_CORES = 2.0, 0.05
VENUES_MODULE = "diemcau.cli.bench_wall_venues"


@dataclass(kw_only=True)
class Console:
    """What a director's page reads of the wall and the backstage, counted."""

    connection: Connection
    stills: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    pictures: int = 0

    async def read_wall(self) -> None:
        """Read every group of the wall."""
        wall = await self.connection.seen.find("backstage/wall")
        async with aclosing(wall.raw_groups("wall")) as groups:
            async for group in groups:
                async for frame in group:
                    venue, _ = unpack(frame)
                    self.stills[venue] = self.stills.get(venue, 0) + 1

    async def look_at(self, venue: str) -> None:
        """Read a venue's larger pictures, as long as this runs."""
        looks = await self.connection.seen.find(LOOKS_PATH)
        async with aclosing(looks.raw_frames(venue)) as pictures:
            async for _ in pictures:
                self.pictures += 1

    async def read_backstage(self) -> None:
        """Read the director's document."""
        backstage = await self.connection.seen.find("backstage/state")
        async with aclosing(backstage.json_values("state.json")) as values:
            async for _ in values:
                self.documents += 1


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """What was measured while the venues sent one thing."""

    cores: float
    idle_cores: float
    mbit_per_s: float
    stills: int
    venues: int
    documents: int
    pictures: int


def wall(
    venues: Annotated[int, typer.Option(min=2, help="How many venues send")] = 118,
    seconds: Annotated[float, typer.Option(min=1.0, help="How long to measure, each of four times")] = 20.0,
    settling: Annotated[
        float, typer.Option(min=0.0, help="How long venues send before each measuring, seconds")
    ] = SETTLING_S,
    file: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file")] = None,
) -> None:
    """Measure the wall: what goes into one console, and what it costs the stage."""
    with temporary_plane(venues=venues) as plane:
        silent, told, shown, looked = asyncio.run(_measured(plane, seconds=seconds, settling_s=settling))
    figures = {
        "venues": venues,
        "seconds": seconds,
        "still_bytes": STILL_BYTES,
        "mbit_per_s": round(looked.mbit_per_s, 3),
        "mbit_per_s_of_the_look": round(looked.mbit_per_s - shown.mbit_per_s, 3),
        "cpu_cores": round(looked.cores - told.cores, 4),
        "cpu_cores_of_the_look": round(looked.cores - shown.cores, 4),
        "cpu_cores_of_statuses": round(told.cores - silent.cores, 4),
        "cpu_cores_connected": round(silent.cores, 4),
        "stills_per_s": round(shown.stills / seconds, 1),
        "venues_on_the_wall": shown.venues,
        "pictures_per_s_of_the_look": round(looked.pictures / seconds, 1),
        "documents_per_s": round(shown.documents / seconds, 1),
        "idle_cores": round(shown.idle_cores, 2),
    }

    def is_good() -> bool:
        return looked.mbit_per_s <= MOST_MBIT_PER_S and looked.cores - told.cores <= MOST_CORES

    report(figures, title=f"The wall of {venues} venues, {seconds:g} s", file=file, is_good=is_good)


async def _measured(plane: Plane, *, seconds: float, settling_s: float) -> list[Stretch]:
    stage = plane.stage
    async with Supervisor(services=[stage], environment=plane.environment, log_folder=plane.home / "log") as processes:
        await processes.ready(timeout_s=READY_TIMEOUT_S)
        pid = processes.pid(stage.name)
        spec = {
            "url": plane.url,
            "fingerprints": plane.fingerprints,
            "tokens": {venue: plane.token("venue", venue) for venue in plane.venues},
        }
        async with audience(spec, module=VENUES_MODULE) as crowd, _console(plane) as console:
            measure = partial(_stretch, crowd, console, pid, seconds=seconds, settling_s=settling_s)
            sent = ({"status": False, "stills": False}, {"status": True, "stills": False})
            everything = {"status": True, "stills": True}
            stretches = [await measure(sends=sends) for sends in (*sent, everything)]
            looking = asyncio.create_task(console.look_at(plane.venues[-1]))
            try:
                return [*stretches, await measure(sends=everything)]
            finally:
                looking.cancel()
                await asyncio.gather(looking, return_exceptions=True)


@asynccontextmanager
async def _console(plane: Plane) -> AsyncIterator[Console]:
    connection = Connection(plane.url, token=plane.token("director"), fingerprints=plane.fingerprints)
    async with connection:
        console = Console(connection=connection)
        tasks = [asyncio.create_task(console.read_wall()), asyncio.create_task(console.read_backstage())]
        try:
            yield console
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _stretch(
    crowd: Audience, console: Console, pid: int | None, *, seconds: float, settling_s: float, sends: dict[str, Any]
) -> Stretch:
    await crowd.tell(**sends)
    await crowd.line()
    await asyncio.sleep(settling_s)
    console.stills, console.documents, console.pictures = {}, 0, 0
    cpu_s, idle_s, octets = cpu_seconds(pid), idle_seconds(), console.connection.session.received_bytes
    await asyncio.sleep(seconds)
    return Stretch(
        cores=(cpu_seconds(pid) - cpu_s) / seconds,
        idle_cores=(idle_seconds() - idle_s) / seconds,
        mbit_per_s=(console.connection.session.received_bytes - octets) * 8 / 1e6 / seconds,
        stills=sum(console.stills.values()),
        venues=len(console.stills),
        documents=console.documents,
        pictures=console.pictures,
    )
