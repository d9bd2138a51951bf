# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench rejoin`: the stage is killed and started again; when does every venue have picture again?

Web and stage run as `diemcau up` runs them, every venue is a simulated one that redials as
pages do, and the certificate is another one afterwards. Two guests share the floor, so that
each venue, the guests among them, has somebody to see. Meanwhile the director goes on noting
incidents: an entry that was answered and isn't in the journal afterwards counts as lost, as
does any that was there before.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import httpx
import typer

from diemcau.cli.bench_floor import command, director_link, running, signed_in
from diemcau.cli.bench_plane import HOST, HUB, READY_TIMEOUT_S, SLUG, Plane, percentile, report, temporary_plane
from diemcau.cli.supervisor import Supervisor
from diemcau.lib.clock import SystemClock
from diemcau.rehearsal.crew import Cast, CrewReport, Orders
from diemcau.rehearsal.ensemble import Ensemble
from diemcau.rehearsal.pictures import Label
from diemcau.rehearsal.venue import Part

CREWS = 2
NOTE_EVERY_S = 0.1
POLL_S = 0.02
PATIENCE_S = 60.0
# The crews tell four times a second how many have a picture, and a picture is one for a second.
SETTLED_S = 1.5


def rejoin(
    venues: Annotated[int, typer.Option(min=3, help="How many venues are connected")] = 118,
    file: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file")] = None,
) -> None:
    """Measure how soon after the stage's return every venue has picture again, and that no entry is lost."""
    with temporary_plane(venues=venues) as plane:
        links = _venue_links(plane)
        before = _entries(plane.conference)
        figures, answered = asyncio.run(_measured(plane, links=links, link=director_link(plane)))
        after = _entries(plane.conference)
    lost = {seq: digest for seq, digest in before.items() if after.get(seq) != digest}
    figures["entries_answered"] = len(answered)
    figures["entries_lost"] = len(lost) + len(set(answered) - after.keys())
    is_good = figures["without_picture"] == 0 and figures["entries_lost"] == 0
    report(figures, title=f"The stage killed under {venues} venues", file=file, is_good=lambda: is_good)


def _venue_links(plane: Plane) -> dict[str, str]:
    from diemcau.conference.links import issue_link, link_token
    from diemcau.conference.models import Conference, Role

    conference, now = Conference.objects.get(uuid=plane.conference), SystemClock().now()
    return {
        venue.code: link_token(issue_link(conference, role=Role.VENUE, at=now, venue=venue))
        for venue in conference.venues.all()
    }


def _entries(conference: UUID) -> dict[int, bytes]:
    from django.db import connections

    from diemcau.journal.queries import records

    try:
        return {record.seq: record.hash for record in records(conference)}
    finally:
        connections.close_all()


async def _measured(plane: Plane, *, links: Mapping[str, str], link: str) -> tuple[dict[str, Any], list[int]]:
    guests = plane.venues[-2:]
    orders = _orders(plane, links, aired=guests)
    folder = plane.home / "log"
    async with (
        running(plane) as processes,
        Ensemble(orders=orders, environment=plane.environment, folder=folder, clock=SystemClock()) as ensemble,
        signed_in(plane, link=link) as director,
    ):
        await ensemble.wait_connected(timeout_s=READY_TIMEOUT_S)
        await command(director, "floor/calls", venue=guests[0])
        await command(director, "floor/airings", venue=guests[0])
        await command(director, "floor/calls", venue=guests[1])
        await command(director, "floor/pairs", venue=guests[1])
        await _until_pictured(ensemble)
        async with _noting(director) as answered:
            _forget_certificate(plane)
            killed_s = await _kill(processes)
            ready_s = await _until_back(processes)
            await asyncio.sleep(SETTLED_S)
            await _until_pictured(ensemble)
        told = await ensemble.report()
    return _figures(told, plane.venues, killed_s=killed_s, ready_s=ready_s), answered


def _orders(plane: Plane, links: Mapping[str, str], *, aired: Sequence[str]) -> list[Orders]:
    cast = [
        Cast(part=Part(label=Label(number=number, code=code, name=code), is_hub=code == HUB), link_token=links[code])
        for number, code in enumerate(plane.venues)
    ]
    return [
        Orders(
            url=f"http://{HOST}:{plane.port}",
            slug=SLUG,
            cast=tuple(cast[index::CREWS]),
            desks=(),
            aired=frozenset(aired),
            marks=(),
            hands=(),
            losses=(),
            faults=(),
        )
        for index in range(CREWS)
    ]


async def _until_pictured(ensemble: Ensemble) -> None:
    """Wait until every venue has a picture; a venue that never gets one is told by the figures."""
    until_s = time.monotonic() + PATIENCE_S
    while ensemble.progress().with_picture < ensemble.size and time.monotonic() < until_s:
        await asyncio.sleep(POLL_S)


@asynccontextmanager
async def _noting(director: httpx.AsyncClient) -> AsyncIterator[list[int]]:
    """Note incidents all the time; the list gets the number of each entry that was answered."""
    answered: list[int] = []

    async def go_on() -> None:
        while True:
            answered.append(await command(director, "incidents", venue=None, text=f"{len(answered)}"))
            await asyncio.sleep(NOTE_EVERY_S)

    noting = asyncio.create_task(go_on(), name="notes")
    try:
        yield answered
    finally:
        noting.cancel()
        await asyncio.gather(noting, return_exceptions=True)


def _forget_certificate(plane: Plane) -> None:
    """The running stage has read it; the next one makes another, which every venue has to ask for."""
    (plane.home / "keys" / "relay.crt").unlink()


async def _kill(processes: Supervisor) -> float:
    """Kill the stage; returns when, monotonic."""
    pid = processes.pid("stage")
    if pid is None:
        raise RuntimeError("the stage isn't running: its log says why")
    os.kill(pid, signal.SIGKILL)
    killed_s = time.monotonic()
    while processes.pid("stage") == pid:
        await asyncio.sleep(POLL_S)
    return killed_s


async def _until_back(processes: Supervisor) -> float:
    """Wait until the stage says that it is ready; returns when, monotonic."""
    await processes.ready(timeout_s=READY_TIMEOUT_S)
    return time.monotonic()


def _figures(told: CrewReport, venues: Sequence[str], *, killed_s: float, ready_s: float) -> dict[str, Any]:
    again: dict[str, float] = {}
    for reception in told.receptions:
        if reception.first_at_s > killed_s:
            again[reception.venue] = min(reception.first_at_s, again.get(reception.venue, reception.first_at_s))
    waited_s = [max(0.0, at_s - ready_s) for at_s in again.values()]
    return {
        "venues": len(venues),
        "seconds": round(max(waited_s, default=0.0), 2),
        "p50_s": round(percentile(waited_s, 0.5), 2),
        "down_s": round(ready_s - killed_s, 2),
        "without_picture": len(venues) - len(again),
    }
