# SPDX-License-Identifier: Apache-2.0
"""What the live benches share: a conference that is thrown away, its processes, and their counting."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psutil
import typer
from rich.console import Console
from rich.table import Table

from diemcau.cli import django
from diemcau.cli.supervisor import Service, child_environment
from diemcau.config.environment import environment
from diemcau.lib.clock import SystemClock
from diemcau.stage.admission import Role, issue_token, read_or_create_key
from diemcau.stage.certificate import served_hashes
from diemcau.stage.moq_port import Connection, Origin

HOST = "127.0.0.1"
SLUG = "bench"
HUB = "LD"
READY_TIMEOUT_S = 60.0
BITS_PER_SECOND = 1_500_000
FPS = 30
# Half a second from keyframe to keyframe, as a venue's page sends.
GROUP_FRAMES = 15
OPUS_GROUP_FRAMES = 5


@dataclass(frozen=True, kw_only=True)
class Plane:
    """A conference of `venues` in a home folder of its own, open, its hub on air."""

    home: Path
    conference: UUID
    venues: Sequence[str]
    port: int
    relay_port: int
    slug: str = SLUG

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are started with."""
        return child_environment(
            DIEMCAU_HOME=str(self.home), DIEMCAU_PORT=str(self.port), DIEMCAU_RELAY_PORT=str(self.relay_port)
        )

    @property
    def stage(self) -> Service:
        """The stage, as `diemcau up` runs it."""
        return Service(name="stage", command=[sys.executable, "-m", "diemcau.stage"])

    @property
    def url(self) -> str:
        """Where its relay is dialled."""
        return f"https://{HOST}:{self.relay_port}/{self.slug}"

    @property
    def fingerprints(self) -> list[str]:
        """What its relay's certificate is pinned by."""
        return served_hashes(self.home / "keys", now=SystemClock().now())

    def token(self, role: Role, venue: str | None = None) -> str:
        """A token for one session."""
        secret = read_or_create_key(self.home / "keys")
        return issue_token(secret, slug=self.slug, role=role, venue=venue, link=uuid4(), now=SystemClock().now())

    def dial(self, venue: str, *, publish: Origin) -> Connection:
        """A venue's connection, not yet entered."""
        token = self.token("venue", venue)
        return Connection(self.url, token=token, fingerprints=self.fingerprints, publish=publish)


@contextmanager
def temporary_plane(*, venues: int) -> Iterator[Plane]:
    """Lay out a conference of this many venues, the hub among them, and open it."""
    with _temporary_home() as home:
        codes = [HUB, *(f"{HUB}-{number:03}" for number in range(1, venues))]
        yield Plane(
            home=home,
            conference=_open_conference(codes),
            venues=codes,
            port=free_port(socket.SOCK_STREAM),
            relay_port=free_port(socket.SOCK_DGRAM),
        )


@contextmanager
def example_plane(folder: Path) -> Iterator[Plane]:
    """Load an example's folder, its people among them; the conference isn't open yet."""
    with _temporary_home() as home:
        from diemcau.conference.models import Conference
        from diemcau.people.loading import load_folder

        load_folder(folder, actor="load", on_file=lambda _: None)
        conference = Conference.objects.get()
        yield Plane(
            home=home,
            conference=conference.uuid,
            venues=list(conference.venues.values_list("code", flat=True)),
            port=free_port(socket.SOCK_STREAM),
            relay_port=free_port(socket.SOCK_DGRAM),
            slug=conference.slug,
        )


@contextmanager
def _temporary_home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="diemcau-bench-") as home:
        os.environ["DIEMCAU_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        environment.cache_clear()
        django.set_up(migrate=True)
        yield Path(home)


def _open_conference(codes: Sequence[str]) -> UUID:
    from diemcau.conference.actions import lay_out, open_conference, record_plan
    from diemcau.conference.blueprint import Blueprint, ConferencePart, VenuePart
    from diemcau.floor.actions import change_scene
    from diemcau.journal.commands import execute
    from diemcau.lib.ids import new_uid

    part = ConferencePart(slug=SLUG, name="Bench", organiser="Bench", starts_at=SystemClock().now())
    venues = [
        VenuePart(code=code, parent="" if code == HUB else HUB, tier="hub" if code == HUB else "commune", name=code)
        for code in codes
    ]
    conference, _ = lay_out(Blueprint(conference=part, guests=(), items=(), venues=tuple(venues)))
    uuid = conference.uuid
    commands = [
        record_plan(conference, uid=new_uid(), actor="cli", invited={}),
        open_conference(conference=uuid, uid=new_uid(), actor="cli"),
        change_scene(conference=uuid, uid=new_uid(), actor="cli", scene="speaker"),
    ]
    for command in commands:
        if command is not None:
            execute(command)
    return uuid


class Audience:
    """A process of its own, full of subscribers; see `bench_audience`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def line(self) -> dict[str, Any]:
        """The next thing that it says.

        Raises: RuntimeError: it ended instead.
        """
        assert self._process.stdout is not None  # noqa: S101 - it was opened with a pipe
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the bench's subscribers ended before their time")
        said: dict[str, Any] = json.loads(line)
        return said

    async def tell(self, **said: Any) -> None:
        """Say something to it."""
        assert self._process.stdin is not None  # noqa: S101 - it was opened with a pipe
        self._process.stdin.write(json.dumps(said).encode() + b"\n")
        await self._process.stdin.drain()


@asynccontextmanager
async def audience(spec: dict[str, Any], *, module: str = "diemcau.cli.bench_audience") -> AsyncIterator[Audience]:
    """Start a module's clients as `spec` says, and wait until every one of them is connected."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**26,
    )
    try:
        crowd = Audience(process)
        await crowd.tell(**spec)
        async with asyncio.timeout(READY_TIMEOUT_S):
            await crowd.line()
        yield crowd
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def cpu_seconds(pid: int | None) -> float:
    """What a process and its threads have used of a core so far. Raises: RuntimeError: it isn't running."""
    if pid is None:
        raise RuntimeError("the server isn't running: its log says why")
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def idle_seconds() -> float:
    """How long this machine's cores had nothing to do so far: a figure taken without any is worth little."""
    return float(psutil.cpu_times().idle)


def free_port(kind: socket.SocketKind) -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket(type=kind) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share (0 to 1) of all lie; 0 for none."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def report(figures: dict[str, Any], *, title: str, file: Path | None, is_good: Callable[[], bool]) -> None:
    """Print the figures, write them to a file, and exit non-zero when they fall short."""
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    table = Table("figure", "value", title=title)
    for name, value in figures.items():
        table.add_row(name, f"{value:,.3f}" if isinstance(value, float) else str(value))
    Console().print(table)
    raise typer.Exit(0 if is_good() else 1)
