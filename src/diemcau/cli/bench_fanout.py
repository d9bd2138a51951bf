# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench fanout`: one programme to every venue, through the stage and through the bare library.

The same feed, the same subscribers, on the same machine, one after the other in one run.
The stage admits by token and copies the feed out of its venue's private origin; the bare
relay does neither.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from diemcau.cli.bench_media import OPUS_PACKET_US, Clip, play, record_clip, record_tone
from diemcau.cli.bench_plane import (
    BITS_PER_SECOND,
    FPS,
    GROUP_FRAMES,
    HOST,
    HUB,
    OPUS_GROUP_FRAMES,
    READY_TIMEOUT_S,
    Plane,
    audience,
    cpu_seconds,
    idle_seconds,
    percentile,
    report,
    temporary_plane,
)
from diemcau.cli.supervisor import Service, Supervisor
from diemcau.stage.moq_port import Connection, Origin

WARM_UP_S = 3.0
ARRIVAL_S = 3.0
LIVE_SUBSCRIBERS = 8


@dataclass(frozen=True, kw_only=True)
class Load:
    """What is played: a second of pictures and a second of sound, looped."""

    clip: Clip
    tone: tuple[bytes, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one server did with the load."""

    frames_sent: int
    frames_lost: int
    delays_us: list[int]
    cpu_s: float
    gigabits: float
    idle_cores: float

    @property
    def cpu_s_per_gigabit(self) -> float:
        """CPU-seconds of the server for each gigabit that reached a subscriber."""
        return self.cpu_s / self.gigabits if self.gigabits else 0.0


def fanout(
    venues: Annotated[int, typer.Option(min=2, help="How many venues watch")] = 118,
    seconds: Annotated[float, typer.Option(min=1.0, help="How long to measure, for each of the two")] = 10.0,
    file: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file")] = None,
) -> None:
    """Measure the relaying of a 1.5 Mb/s programme to all venues, beside the bare library."""
    load = Load(
        clip=record_clip(bits_per_second=BITS_PER_SECOND, fps=FPS, group_frames=GROUP_FRAMES), tone=record_tone()
    )
    with temporary_plane(venues=venues) as plane:
        bare = asyncio.run(_measured(plane, load, seconds=seconds, is_bare=True))
        stage = asyncio.run(_measured(plane, load, seconds=seconds, is_bare=False))
    figures = _figures(stage, bare, load=load, venues=venues, seconds=seconds)
    title = f"One programme to {venues} venues, {seconds:g} s each"
    report(figures, title=title, file=file, is_good=lambda: stage.frames_lost == 0)


async def _measured(plane: Plane, load: Load, *, seconds: float, is_bare: bool) -> Outcome:
    keys = str(plane.home / "keys")
    command = [sys.executable, "-m", "diemcau.cli.bench_bare", keys, HOST, str(plane.relay_port)]
    server = Service(name="bare", command=command) if is_bare else plane.stage
    async with Supervisor(services=[server], environment=plane.environment, log_folder=plane.home / "log") as processes:
        await processes.ready(timeout_s=READY_TIMEOUT_S)
        async with _playing(plane, load, is_bare=is_bare), audience(_spec(plane)) as crowd:
            await asyncio.sleep(WARM_UP_S)
            from_us, cpu_s, idle_s = _now_us(), cpu_seconds(processes.pid(server.name)), idle_seconds()
            await asyncio.sleep(seconds)
            to_us, cpu_s = _now_us(), cpu_seconds(processes.pid(server.name)) - cpu_s
            idle_cores = (idle_seconds() - idle_s) / seconds
            await asyncio.sleep(ARRIVAL_S)
            await crowd.tell(from_us=from_us, to_us=to_us)
            return _outcome(await crowd.line(), load, from_us=from_us, to_us=to_us, cpu_s=cpu_s, idle_cores=idle_cores)


@asynccontextmanager
async def _playing(plane: Plane, load: Load, *, is_bare: bool) -> AsyncIterator[None]:
    """The hub's screen, sending its camera and microphone; it is on air from the start."""
    mine = Origin()
    pulse = mine.broadcast(f"in/{HUB}/pulse")
    status = pulse.json_track("status.json")
    pulse.announce()
    feed = mine.broadcast(f"floor/feed/{HUB}" if is_bare else f"in/{HUB}/feed")
    pictures, sounds = feed.h264_track("video"), feed.opus_track("audio")
    feed.announce()
    connection = (
        Connection(plane.url, fingerprints=plane.fingerprints, publish=mine)
        if is_bare
        else plane.dial(HUB, publish=mine)
    )
    async with connection:
        status.update({"viewing": None, "painted_fps": 0, "camera": "ok", "microphone": "ok"})
        tasks = [
            asyncio.create_task(play(pictures, load.clip.pictures, spacing_us=1e6 / load.clip.fps)),
            asyncio.create_task(play(sounds, load.tone, spacing_us=OPUS_PACKET_US, group_frames=OPUS_GROUP_FRAMES)),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _spec(plane: Plane) -> dict[str, Any]:
    tokens = {venue: plane.token("venue", venue) for venue in plane.venues}
    return {
        "url": plane.url,
        "fingerprints": plane.fingerprints,
        "tokens": tokens,
        "pulses": [],
        "live": LIVE_SUBSCRIBERS,
    }


def _outcome(said: dict[str, Any], load: Load, *, from_us: int, to_us: int, cpu_s: float, idle_cores: float) -> Outcome:
    # The publisher stamps frames with the moment at which they are due, so the most that any
    # subscriber got is what was sent, give or take the frame or group at either edge.
    passed_s = (to_us - from_us) / 1e6
    pictures, sounds = int(passed_s * FPS), int(passed_s * 1e6 / OPUS_PACKET_US)
    groups = sounds // OPUS_GROUP_FRAMES - 1
    lost = (
        sum(max(0, pictures - one) for one in said["pictures"])
        + sum(max(0, sounds - one) for one in said["sounds"])
        + sum(max(0, groups - one) for one in said["groups"]) * OPUS_GROUP_FRAMES
    )
    return Outcome(
        frames_sent=pictures + sounds,
        frames_lost=lost,
        delays_us=said["delays_us"],
        cpu_s=cpu_s,
        gigabits=_gigabits(said["octets"], groups=sum(said["groups"]), load=load),
        idle_cores=idle_cores,
    )


def _gigabits(octets: int, *, groups: int, load: Load) -> float:
    """What reached the subscribers; sound that was counted by group has its mean size."""
    mean_group = sum(map(len, load.tone)) / len(load.tone) * OPUS_GROUP_FRAMES
    return (octets + groups * mean_group) * 8 / 1e9


def _figures(stage: Outcome, bare: Outcome, *, load: Load, venues: int, seconds: float) -> dict[str, Any]:
    ratio = stage.cpu_s_per_gigabit / bare.cpu_s_per_gigabit if bare.cpu_s_per_gigabit else 0.0
    return {
        "venues": venues,
        "seconds": seconds,
        "megabits_per_second": round(load.clip.bits_per_second / 1e6, 2),
        "frames_sent": stage.frames_sent,
        "frames_lost": stage.frames_lost,
        "delay_p50_ms": round(percentile(stage.delays_us, 0.50) / 1e3, 1),
        "delay_p99_ms": round(percentile(stage.delays_us, 0.99) / 1e3, 1),
        "cpu_cores": round(stage.cpu_s / seconds, 3),
        "cpu_s_per_gigabit": round(stage.cpu_s_per_gigabit, 3),
        "cpu_ratio_to_bare": round(ratio, 3),
        "idle_cores": round(stage.idle_cores, 2),
        "bare_frames_lost": bare.frames_lost,
        "bare_delay_p50_ms": round(percentile(bare.delays_us, 0.50) / 1e3, 1),
        "bare_delay_p99_ms": round(percentile(bare.delays_us, 0.99) / 1e3, 1),
        "bare_cpu_cores": round(bare.cpu_s / seconds, 3),
        "bare_cpu_s_per_gigabit": round(bare.cpu_s_per_gigabit, 3),
        "bare_idle_cores": round(bare.idle_cores, 2),
    }


def _now_us() -> int:
    return time.monotonic_ns() // 1_000
