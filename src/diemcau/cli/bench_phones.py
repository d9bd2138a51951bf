# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench phones`: a hall of delegates opens its own pages, each as a telephone's browser does.

Web and stage run as `diemcau up` runs them. Each phone has a connection of its own and a
delegate's own link, opened before: it asks for the shell, asks whether the files that it keeps
have changed, and then for what the page's script asks: plan, own place, the way to the live
plane, and the floor, which phones without WebTransport read over HTTP. The phones' memory is
filled by one that comes first, from nothing.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer

from diemcau.cli.bench_floor import running
from diemcau.cli.bench_http import Connection, Reply
from diemcau.cli.bench_plane import HOST, Plane, cpu_seconds, example_plane, idle_seconds, percentile, report
from diemcau.cli.bench_roll import EXAMPLE, Example, JsonFile
from diemcau.lib.clock import Clock, SystemClock

API_READS = ("plan", "me", "live", "floor")
PATIENCE_S = 8.0
"""How long the page's script waits for an answer before it calls the network down."""

OK, NOT_MODIFIED = 200, 304
_FILES = re.compile(rb'(?:href|src)="(/static/[^"]+)"')
_IMPORTS = re.compile(rb'(?:from|import)\s*"\./(?P<path>[^"]+\.js)"')
_SETTINGS = re.compile(rb'<script id="page" type="application/json">(.*?)</script>', re.DOTALL)


def phones(
    example: Example = EXAMPLE,
    pages: Annotated[int, typer.Option(min=1, help="How many phones open their page")] = 1_700,
    within: Annotated[float, typer.Option(min=0, help="In how many seconds they all begin, at random")] = 30.0,
    file: JsonFile = None,
) -> None:
    """Have a hall of phones open their pages at once, as fast as delegates can."""
    with example_plane(example) as plane:
        links = _links(plane, pages)
        figures = asyncio.run(_measured(plane, links, within_s=within, clock=SystemClock()))
    report(figures, title=f"{pages} phones open their page", file=file, is_good=lambda: figures["errors"] == 0)


def _links(plane: Plane, count: int) -> list[str]:
    """The tokens of so many delegates' links."""
    from django.db import transaction

    from diemcau.conference.links import issue_link, link_token
    from diemcau.conference.models import Conference, Role

    conference = Conference.objects.get(uuid=plane.conference)
    people = list(conference.invitations.on_roll().values_list("person__uuid", flat=True))
    now = SystemClock().now()
    with transaction.atomic():
        return [
            link_token(issue_link(conference, role=Role.DELEGATE, at=now, person=people[number % len(people)]))
            for number in range(count)
        ]


@dataclass(kw_only=True)
class Memory:
    """What a browser keeps: the files of the page, and the stamp of each; None: never to be asked for again."""

    stamps: dict[str, bytes | None] = field(default_factory=dict)


@dataclass(kw_only=True)
class Hall:
    """What came back from all phones together."""

    took_s: list[float] = field(default_factory=list)
    requests: int = 0
    received_bytes: int = 0
    errors: int = 0


class Phone:
    """One telephone's browser."""

    def __init__(self, connection: Connection, *, slug: str, host: str, link: str, memory: Memory) -> None:
        self._connection = connection
        self._slug = slug
        self._host = host
        self._link = link
        self._memory = memory
        self.requests = 0
        self.received_bytes = 0

    async def open(self) -> bool:
        """Open the page; returns whether every answer was good."""
        shell = await self._ask(f"/c/{self._slug}/phone/", cookie=f"diemcau_phone={self._link}")
        told = _SETTINGS.search(shell.body)
        if shell.status != OK or told is None:
            return False
        replies = [await self._file(path) for path in dict.fromkeys(_FILES.findall(shell.body))]
        bearer = json.loads(told[1])["bearer"]
        replies += [
            await self._ask(f"/api/{self._slug}/{name}", authorization=f"Bearer {bearer}") for name in API_READS
        ]
        return all(reply is None or reply.status in {OK, NOT_MODIFIED} for reply in replies)

    async def fill_memory(self) -> None:
        """Come for the first time, and keep every file of the page with its stamp."""
        shell = await self._ask(f"/c/{self._slug}/phone/", cookie=f"diemcau_phone={self._link}")
        waiting = list(dict.fromkeys(_FILES.findall(shell.body)))
        while waiting:
            path = waiting.pop().decode()
            reply = await self._ask(path)
            self._memory.stamps[path] = _stamp(reply)
            if path.endswith(".js"):
                folder = path.rpartition("/")[0]
                found = [f"{folder}/{name.decode()}" for name in _IMPORTS.findall(_unpacked(reply))]
                waiting += [name.encode() for name in found if name not in self._memory.stamps]

    async def _file(self, path: bytes) -> Reply | None:
        stamp = self._memory.stamps.get(path.decode())
        return await self._ask(path.decode(), **{"if-modified-since": stamp.decode()}) if stamp else None

    async def _ask(self, path: str, **headers: str) -> Reply:
        lines = [f"GET {path} HTTP/1.1", f"host: {self._host}", "accept-encoding: gzip"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        async with asyncio.timeout(PATIENCE_S):
            reply = await self._connection.answer("\r\n".join([*lines, "", ""]).encode())
        self.requests += 1
        self.received_bytes += len(reply.head) + len(reply.body)
        return reply


def _unpacked(reply: Reply) -> bytes:
    return gzip.decompress(reply.body) if b"content-encoding: gzip" in reply.head else reply.body


def _stamp(reply: Reply) -> bytes | None:
    """What to ask by whether a file has changed; None for one that never does."""
    headers = dict(line.split(b": ", 1) for line in reply.head.split(b"\r\n")[1:] if b": " in line)
    return None if b"immutable" in headers.get(b"cache-control", b"") else headers.get(b"last-modified")


async def _measured(plane: Plane, links: Sequence[str], *, within_s: float, clock: Clock) -> dict[str, Any]:
    async with running(plane) as processes:
        memory = Memory()
        first = Phone(
            await Connection.open(HOST, plane.port), slug=plane.slug, host=f"{HOST}:{plane.port}", link=links[0],
            memory=memory,
        )  # fmt: skip
        await first.fill_memory()
        hall = Hall()
        chance = random.Random(0)  # noqa: S311 - a crowd, not a secret
        web_s, idle_s, begun = cpu_seconds(processes.pid("web")), idle_seconds(), clock.monotonic()
        async with asyncio.TaskGroup() as tasks:
            for link in links:
                wait_s = chance.uniform(0, within_s)
                tasks.create_task(_open(plane, link, memory, hall, wait_s=wait_s, clock=clock))
        passed_s = clock.monotonic() - begun
        web_s, idle_s = cpu_seconds(processes.pid("web")) - web_s, idle_seconds() - idle_s
    opened = len(hall.took_s)
    return {
        "pages": opened,
        "errors": hall.errors,
        "seconds": round(passed_s, 1),
        "page_p50_ms": round(1000 * percentile(hall.took_s, 0.50), 1),
        "page_p99_ms": round(1000 * percentile(hall.took_s, 0.99), 1),
        "requests_each": round(hall.requests / max(opened, 1), 1),
        "kilobytes_each": round(hall.received_bytes / max(opened, 1) / 1000, 1),
        "first_visit_kilobytes": round(first.received_bytes / 1000, 1),
        "web_cpu_ms_each": round(1000 * web_s / max(opened, 1), 1),
        "idle_cores": round(idle_s / passed_s, 2),
    }


async def _open(plane: Plane, link: str, memory: Memory, hall: Hall, *, wait_s: float, clock: Clock) -> None:
    await clock.sleep(wait_s)
    start_s = clock.monotonic()
    try:
        connection = await Connection.open(HOST, plane.port)
        phone = Phone(connection, slug=plane.slug, host=f"{HOST}:{plane.port}", link=link, memory=memory)
        is_open = await phone.open()
        await connection.close()
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        hall.errors += 1
        return
    hall.errors += not is_open
    hall.took_s.append(clock.monotonic() - start_s)
    hall.requests += phone.requests
    hall.received_bytes += phone.received_bytes
