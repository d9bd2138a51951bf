# SPDX-License-Identifier: Apache-2.0
"""What the benches of the roll call share: the real roll, asked for and marked as desks do it."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import httpx
import typer

from diemcau.cli.bench_http import post
from diemcau.cli.bench_plane import HOST, READY_TIMEOUT_S, Plane
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid
from diemcau.stage.moq_port import Connection

if TYPE_CHECKING:
    from diemcau.cli.doors import Doors

BACKSTAGE = "backstage/state"

Example = Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of the conference to load")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write the figures to this file")]
EXAMPLE = Path("examples/lamdong-2022")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One venue's desk: the path of its addresses, its bearer, and the people on its roll."""

    path: str
    bearer: str
    people: Sequence[str]


def doors_of(plane: Plane) -> Doors:
    """The links of the plane's conference."""
    from diemcau.cli.doors import open_doors

    return open_doors(plane.slug)


async def open_desks(doors: Doors, plane: Plane) -> list[Desk]:
    """Let every venue's desk in, and have it load its roll."""
    desks: list[Desk] = []
    async with httpx.AsyncClient(base_url=f"http://{HOST}:{plane.port}", timeout=READY_TIMEOUT_S) as client:
        for venue, link in doors.venues.items():
            bearer = (await client.post("/api/session", json={"link": link})).raise_for_status().json()["bearer"]
            path = f"/api/{plane.slug}/venues/{venue}"
            answer = await client.get(f"{path}/roll", headers={"authorization": f"Bearer {bearer}"})
            people = [one["uuid"] for one in answer.raise_for_status().json()["people"]]
            desks.append(Desk(path=path, bearer=bearer, people=people))
    return desks


def marks(desks: Sequence[Desk], plane: Plane) -> Callable[[], bytes]:
    """What makes check-ins of the real roll without end, each by its own desk, in random order."""
    people = [(desk, person) for desk in desks for person in desk.people]
    random.Random(0).shuffle(people)  # noqa: S311 - an order, not a secret
    endless: Iterator[tuple[Desk, str]] = itertools.cycle(people)
    clock = SystemClock()

    def request() -> bytes:
        desk, person = next(endless)
        body = {"uid": str(new_uid()), "person": person, "method": "scan", "noted_at": clock.now().isoformat()}
        host = f"{HOST}:{plane.port}"
        return post(f"{desk.path}/checkins", json.dumps(body).encode(), host=host, bearer=desk.bearer)

    return request


async def backstage(plane: Plane) -> AsyncGenerator[dict[str, Any], None]:
    """The directors' live document, as a console reads it, each time that it changes."""
    token = plane.token("director")
    async with Connection(plane.url, token=token, fingerprints=plane.fingerprints) as line:
        broadcast = await line.seen.find(BACKSTAGE)
        async for document in broadcast.document("state.json"):
            yield document
