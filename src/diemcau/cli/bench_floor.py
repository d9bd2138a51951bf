# SPDX-License-Identifier: Apache-2.0
"""A director at a bench's conference: web and stage running as `diemcau up` runs them, and commands by HTTP."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import httpx

from diemcau.cli.bench_plane import HOST, READY_TIMEOUT_S, SLUG, Plane
from diemcau.cli.supervisor import Service, Supervisor, is_listening
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid


def director_link(plane: Plane) -> str:
    """The token of a new director's link."""
    from diemcau.conference.links import issue_link, link_token
    from diemcau.conference.models import Conference, Role

    conference = Conference.objects.get(uuid=plane.conference)
    return link_token(issue_link(conference, role=Role.DIRECTOR, at=SystemClock().now()))


@asynccontextmanager
async def running(plane: Plane) -> AsyncIterator[Supervisor]:
    """Both processes, ready."""
    command = [
        sys.executable, "-m", "uvicorn", "diemcau.config.asgi:application",
        "--host", HOST, "--port", str(plane.port), "--no-access-log",
    ]  # fmt: skip
    web = Service(name="web", command=command, is_ready=partial(is_listening, HOST, plane.port))
    log_folder = plane.home / "log"
    async with Supervisor(services=[web, plane.stage], environment=plane.environment, log_folder=log_folder) as running:
        await running.ready(timeout_s=READY_TIMEOUT_S)
        yield running


@asynccontextmanager
async def signed_in(plane: Plane, *, link: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the API that speaks for the holder of a link."""
    async with httpx.AsyncClient(base_url=f"http://{HOST}:{plane.port}/api", timeout=READY_TIMEOUT_S) as client:
        session = (await client.post("/session", json={"link": link})).raise_for_status().json()
        client.headers["authorization"] = f"Bearer {session['bearer']}"
        yield client


async def command(director: httpx.AsyncClient, what: str, **fields: str | None) -> int:
    """Send one command of the director's; returns the entry's number."""
    body = {"uid": str(new_uid()), **fields}
    answer = (await director.post(f"/{SLUG}/{what}", json=body)).raise_for_status().json()
    seq: int = answer["seq"]
    return seq
