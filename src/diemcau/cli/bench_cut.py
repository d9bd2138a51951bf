# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench cut`: from the director's command to the new venue's first frame, at every venue.

Web and stage run as `diemcau up` runs them. Every venue is connected and sends its pulse;
two guests take turns: called, given time to be seen, put on air. The command is an HTTP
request; the clock starts before it is sent. It stops, for each venue, once both are there: the
floor's document that names the guest, and the guest's first frame.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from diemcau.cli.bench_floor import command, director_link, running, signed_in
from diemcau.cli.bench_media import OPUS_PACKET_US, play, record_clip, record_tone
from diemcau.cli.bench_plane import (
    BITS_PER_SECOND,
    FPS,
    GROUP_FRAMES,
    OPUS_GROUP_FRAMES,
    READY_TIMEOUT_S,
    SLUG,
    Plane,
    audience,
    cpu_seconds,
    idle_seconds,
    percentile,
    report,
    temporary_plane,
)
from diemcau.stage.moq_port import Origin

STANDBY_S = 1.5
ON_AIR_S = 1.5
LIVE_SUBSCRIBERS = 12


def cut(
    venues: Annotated[int, typer.Option(min=4, help="How many venues are connected")] = 118,
    cuts: Annotated[int, typer.Option(min=1, help="How often to cut")] = 20,
    file: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file")] = None,
) -> None:
    """Measure a cut from the director's command to the first frame of the new venue."""
    with temporary_plane(venues=venues) as plane:
        link = director_link(plane)
        figures = asyncio.run(_measured(plane, link=link, cuts=cuts))
    title = f"{cuts} cuts, {venues} venues connected"
    report(figures, title=title, file=file, is_good=lambda: figures["missed"] == 0)


async def _measured(plane: Plane, *, link: str, cuts: int) -> dict[str, Any]:
    guests = list(plane.venues[-2:])
    async with AsyncExitStack() as stack:
        processes = await stack.enter_async_context(running(plane))
        for guest in guests:
            await stack.enter_async_context(_guest(plane, guest))
        # Those who measure have a process to themselves: what it costs to be a hundred others
        # in one process is no part of a cut.
        await stack.enter_async_context(audience(_spec(plane, watching=plane.venues[LIVE_SUBSCRIBERS:-2])))
        live = plane.venues[:-2][:LIVE_SUBSCRIBERS]
        crowd = await stack.enter_async_context(audience(_spec(plane, watching=live)))
        director = await stack.enter_async_context(signed_in(plane, link=link))
        await _until_connected(director, guests)
        await crowd.tell(forget=True)
        await crowd.line()
        cpu_s, idle_s, begun = cpu_seconds(processes.pid("stage")), idle_seconds(), time.monotonic()
        sent_us = [await _cut_to(director, guests[number % 2]) for number in range(cuts)]
        passed_s = time.monotonic() - begun
        load = {
            "stage_cpu_cores": round((cpu_seconds(processes.pid("stage")) - cpu_s) / passed_s, 3),
            "idle_cores": round((idle_seconds() - idle_s) / passed_s, 2),
        }
        await crowd.tell(forget=True)
        said = await crowd.line()
    return _figures(said["appearances"], said["told"], sent_us, guests=guests, plane=plane) | load


@asynccontextmanager
async def _guest(plane: Plane, venue: str) -> AsyncIterator[None]:
    """A venue that sends its camera all the time, as one on stand-by does."""
    mine = Origin()
    pulse = mine.broadcast(f"in/{venue}/pulse")
    status = pulse.json_track("status.json")
    pulse.announce()
    feed = mine.broadcast(f"in/{venue}/feed")
    pictures, sounds = feed.h264_track("video"), feed.opus_track("audio")
    feed.announce()
    clip, tone = record_clip(bits_per_second=BITS_PER_SECOND, fps=FPS, group_frames=GROUP_FRAMES), record_tone()
    async with plane.dial(venue, publish=mine), asyncio.TaskGroup() as group:
        status.update({"viewing": None, "painted_fps": 0, "camera": "ok", "microphone": "ok"})
        tasks = [
            group.create_task(play(pictures, clip.pictures, spacing_us=1e6 / FPS)),
            group.create_task(play(sounds, tone, spacing_us=OPUS_PACKET_US, group_frames=OPUS_GROUP_FRAMES)),
        ]
        yield
        for task in tasks:
            task.cancel()


def _spec(plane: Plane, *, watching: Sequence[str]) -> dict[str, Any]:
    tokens = {venue: plane.token("venue", venue) for venue in watching}
    return {
        "url": plane.url,
        "fingerprints": plane.fingerprints,
        "tokens": tokens,
        "pulses": list(watching),
        "live": len(watching) if len(watching) <= LIVE_SUBSCRIBERS else 0,
    }


async def _until_connected(director: httpx.AsyncClient, guests: Sequence[str]) -> None:
    async with asyncio.timeout(READY_TIMEOUT_S):
        while True:
            rows = (await director.get(f"/{SLUG}/backstage")).raise_for_status().json()["venues"]
            if all(rows[guest]["connected"] for guest in guests):
                return
            await asyncio.sleep(0.2)


async def _cut_to(director: httpx.AsyncClient, guest: str) -> int:
    """Call a guest, wait as a director does, put it on air; returns when that was asked, in microseconds."""
    await command(director, "floor/calls", venue=guest)
    await asyncio.sleep(STANDBY_S)
    sent_us = time.monotonic_ns() // 1_000
    await command(director, "floor/airings", venue=guest)
    await asyncio.sleep(ON_AIR_S)
    return sent_us


def _figures(
    subscribers: list[list[dict[str, Any]]],
    told: list[list[tuple[str, int]]],
    sent_us: list[int],
    *,
    guests: Sequence[str],
    plane: Plane,
) -> dict[str, Any]:
    first_ms: list[float] = []
    live_ms: list[float] = []
    named_ms: list[float] = []
    for number, at_us in enumerate(sent_us):
        guest, until_us = guests[number % 2], at_us + ON_AIR_S * 1e6
        for appearances, said in zip(subscribers, told, strict=True):
            named_us = next((us for code, us in said if code == guest and at_us < us < until_us), None)
            shown = next(
                (
                    one
                    for one in appearances
                    if one["path"] == f"floor/feed/{guest}" and at_us < one["first_us"] < until_us
                ),
                None,
            )
            if shown is not None and named_us is not None:
                first_ms.append((max(shown["first_us"], named_us) - at_us) / 1e3)
                live_ms.append((max(shown["live_us"], named_us) - at_us) / 1e3)
                named_ms.append((named_us - at_us) / 1e3)
    return {
        "venues": len(plane.venues),
        "cuts": len(sent_us),
        "n": len(first_ms),
        "missed": len(sent_us) * len(subscribers) - len(first_ms),
        "p50_ms": round(percentile(first_ms, 0.50), 1),
        "p95_ms": round(percentile(first_ms, 0.95), 1),
        "p99_ms": round(percentile(first_ms, 0.99), 1),
        "named_p50_ms": round(percentile(named_ms, 0.50), 1),
        "named_p99_ms": round(percentile(named_ms, 0.99), 1),
        "live_p50_ms": round(percentile(live_ms, 0.50), 1),
        "live_p99_ms": round(percentile(live_ms, 0.99), 1),
    }
