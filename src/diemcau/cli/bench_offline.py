# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench offline`: a venue's line comes back, and its desk sends a thousand marks at once.

Web and stage run as `diemcau up` runs them. The hub's desk sends its queue to the batch address in
one request; every mark must be answered by itself, after it is on the disk.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diemcau.cli.bench_floor import running
from diemcau.cli.bench_http import Connection, Reply, post
from diemcau.cli.bench_plane import HOST, Plane, example_plane, idle_seconds, percentile, report
from diemcau.cli.bench_roll import EXAMPLE, Desk, Example, JsonFile, doors_of, open_desks
from diemcau.lib.clock import Clock, SystemClock
from diemcau.lib.ids import new_uid

if TYPE_CHECKING:
    from diemcau.cli.doors import Doors

WARM_UP_MARKS = 20
OK, CREATED = 200, 201


def offline(
    example: Example = EXAMPLE,
    marks: Annotated[int, typer.Option(min=1, max=1_000, help="How many marks wait on the device")] = 1_000,
    queues: Annotated[int, typer.Option(min=1, help="How many queues are sent, one after the other")] = 5,
    file: JsonFile = None,
) -> None:
    """Measure how long a venue's offline queue takes from its sending to the last mark's answer."""
    with example_plane(example) as plane:
        figures = asyncio.run(_measured(plane, doors_of(plane), marks=marks, queues=queues, clock=SystemClock()))
    report(figures, title=f"An offline queue of {marks} marks", file=file, is_good=lambda: figures["errors"] == 0)


async def _measured(plane: Plane, doors: Doors, *, marks: int, queues: int, clock: Clock) -> dict[str, Any]:
    took_s: list[float] = []
    errors = 0
    async with running(plane):
        desk = max(await open_desks(doors, plane), key=lambda each: len(each.people))
        connection = await Connection.open(HOST, plane.port)
        await connection.answer(_queue(desk, plane, WARM_UP_MARKS, clock))
        idle_s, begun = idle_seconds(), clock.monotonic()
        for _ in range(queues):
            request = _queue(desk, plane, marks, clock)
            start_s = clock.monotonic()
            reply = await connection.answer(request)
            took_s.append(clock.monotonic() - start_s)
            errors += marks - _answered(reply)
        idle = (idle_seconds() - idle_s) / (clock.monotonic() - begun)
        await connection.close()
    return {
        "marks": marks,
        "queues": queues,
        "seconds": round(percentile(took_s, 0.5), 3),
        "worst_seconds": round(max(took_s), 3),
        "per_second": round(marks / percentile(took_s, 0.5), 1),
        "idle_cores": round(idle, 2),
        "errors": errors,
    }


def _queue(desk: Desk, plane: Plane, count: int, clock: Clock) -> bytes:
    """A queue as a desk keeps it: every person ticked, some taken back and ticked again."""
    actions = itertools.cycle(("checkins", "checkins", "checkins", "withdrawals", "checkins"))
    people = itertools.cycle(desk.people)
    commands: list[dict[str, object]] = []
    for action, person in itertools.islice(zip(actions, people, strict=False), count):
        mark: dict[str, object] = {
            "action": action,
            "uid": str(new_uid()),
            "person": person,
            "noted_at": clock.now().isoformat(),
        }
        commands.append(mark | ({"method": "scan"} if action == "checkins" else {}))
    body = json.dumps({"commands": commands}).encode()
    return post(f"{desk.path}/batch", body, host=f"{HOST}:{plane.port}", bearer=desk.bearer)


def _answered(reply: Reply) -> int:
    """How many marks were answered, each as a new entry."""
    if reply.status != OK:
        return 0
    return sum(answer["status"] == CREATED for answer in json.loads(reply.body)["answers"])
