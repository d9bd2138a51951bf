# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench checkin`: durable check-ins over HTTP, one a request, each answered after its commit."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import httpx
import typer

from diemcau.cli import django
from diemcau.cli.bench_http import Connection, Tally, closed_loop, open_loop, post
from diemcau.cli.bench_plane import cpu_seconds, free_port, report
from diemcau.cli.supervisor import Service, Supervisor, child_environment, is_listening
from diemcau.lib.clock import Clock, SystemClock
from diemcau.lib.ids import new_uid

if TYPE_CHECKING:
    from diemcau.cli.doors import Doors

HOST = "127.0.0.1"
CONNECTIONS = 64
PACE_PER_SECOND = 300
WARM_UP_S = 1.0
READY_TIMEOUT_S = 30.0
CREATED = 201


def checkin(
    example: Annotated[
        Path, typer.Option(exists=True, file_okay=False, help="Folder of the conference to load")
    ] = Path("examples/lamdong-2022"),
    seconds: Annotated[float, typer.Option(min=0.5, help="How long to measure, for each of the two loads")] = 8.0,
    file: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file")] = None,
) -> None:
    """Measure durable check-ins over HTTP on SQLite, in a home of its own that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="diemcau-bench-") as home:
        os.environ["DIEMCAU_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        django.set_up(migrate=True)
        doors = _loaded(example)
        figures = asyncio.run(_measured(doors, Path(home), seconds=seconds, clock=SystemClock()))
    report(figures, title="Durable check-ins over HTTP", file=file, is_good=lambda: figures["errors"] == 0)


def _loaded(example: Path) -> Doors:
    from diemcau.cli.doors import open_doors
    from diemcau.conference.models import Conference
    from diemcau.people.loading import load_folder

    load_folder(example, actor="load", on_file=lambda _: None)
    return open_doors(Conference.objects.get().slug)


async def _measured(doors: Doors, home: Path, *, seconds: float, clock: Clock) -> dict[str, float | int]:
    port = free_port(socket.SOCK_STREAM)
    web = Service(
        name="web",
        command=[
            sys.executable, "-m", "uvicorn", "diemcau.config.asgi:application",
            "--host", HOST, "--port", str(port), "--no-access-log",
        ],
        is_ready=partial(is_listening, HOST, port),
    )  # fmt: skip
    environment = child_environment(DIEMCAU_HOME=str(home), DIEMCAU_PORT=str(port))
    async with Supervisor(services=[web], environment=environment, log_folder=home / "log") as processes:
        await processes.ready(timeout_s=READY_TIMEOUT_S)
        requests = await _requests(doors, port)
        connections = [await Connection.open(HOST, port) for _ in range(CONNECTIONS)]
        await closed_loop(connections, requests, expected=CREATED, seconds=WARM_UP_S, clock=clock)
        cpu_s = cpu_seconds(processes.pid(web.name))
        full = await closed_loop(connections, requests, expected=CREATED, seconds=seconds, clock=clock)
        cpu_s = cpu_seconds(processes.pid(web.name)) - cpu_s
        paced = await open_loop(
            connections, requests, expected=CREATED, per_second=PACE_PER_SECOND, seconds=seconds, clock=clock
        )
        for connection in connections:
            await connection.close()
    return _figures(full, paced, seconds=seconds, cpu_s=cpu_s)


async def _requests(doors: Doors, port: int) -> Callable[[], bytes]:
    """What makes check-ins of the real roll, each by its venue's own bearer, in random order."""
    base = f"http://{HOST}:{port}"
    marks: list[tuple[str, str, str]] = []
    async with httpx.AsyncClient(base_url=base, timeout=READY_TIMEOUT_S) as client:
        for venue, link in doors.venues.items():
            session = (await client.post("/api/session", json={"link": link})).raise_for_status().json()
            bearer = session["bearer"]
            path = f"/api/{doors.slug}/venues/{venue}"
            answer = await client.get(f"{path}/roll", headers={"authorization": f"Bearer {bearer}"})
            marks += [(f"{path}/checkins", bearer, one["uuid"]) for one in answer.raise_for_status().json()["people"]]
    random.Random(0).shuffle(marks)  # noqa: S311 - an order, not a secret
    endless: Iterator[tuple[str, str, str]] = itertools.cycle(marks)
    clock = SystemClock()

    def request() -> bytes:
        path, bearer, person = next(endless)
        body = {"uid": str(new_uid()), "person": person, "method": "scan", "noted_at": clock.now().isoformat()}
        return post(path, json.dumps(body).encode(), host=f"{HOST}:{port}", bearer=bearer)

    return request


def _figures(full: Tally, paced: Tally, *, seconds: float, cpu_s: float) -> dict[str, float | int]:
    return {
        "per_second": round(len(full.took_s) / seconds, 1),
        "cpu_ms_each": round(1000 * cpu_s / len(full.took_s), 3),
        "full_p50_ms": round(full.percentile_ms(0.50), 2),
        "full_p99_ms": round(full.percentile_ms(0.99), 2),
        "paced_per_second": PACE_PER_SECOND,
        "p50_ms": round(paced.percentile_ms(0.50), 2),
        "p95_ms": round(paced.percentile_ms(0.95), 2),
        "p99_ms": round(paced.percentile_ms(0.99), 2),
        "sent": len(full.took_s) + len(paced.took_s),
        "errors": full.errors + paced.errors,
    }
