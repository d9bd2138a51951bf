# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench checkin`: durable check-ins over HTTP, one a request, and how soon the hub counts them.

Web and stage run as `diemcau up` runs them. Three loads: as fast as it goes; 300 a second; and
200 a second while a console's line reads the directors' live document, where the clock runs from
the moment a check-in was due to the document that counts it.
"""

from __future__ import annotations

import asyncio
import json
from bisect import bisect_left
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from diemcau.cli.bench_floor import running
from diemcau.cli.bench_http import Connection, Reply, Tally, closed_loop, open_loop
from diemcau.cli.bench_plane import (
    HOST,
    READY_TIMEOUT_S,
    Plane,
    cpu_seconds,
    example_plane,
    idle_seconds,
    percentile,
    report,
)
from diemcau.cli.bench_roll import EXAMPLE, Example, JsonFile, backstage, doors_of, marks, open_desks
from diemcau.lib.clock import Clock, SystemClock

if TYPE_CHECKING:
    from diemcau.cli.doors import Doors

CONNECTIONS = 64
PACE_PER_SECOND = 300
COUNTED_PER_SECOND = 200
WARM_UP_S = 1.0
CREATED = 201


def checkin(
    example: Example = EXAMPLE,
    seconds: Annotated[float, typer.Option(min=0.5, help="How long to measure, for each of the three loads")] = 8.0,
    file: JsonFile = None,
) -> None:
    """Measure durable check-ins over HTTP on SQLite, in a home of its own that is thrown away."""
    with example_plane(example) as plane:
        figures = asyncio.run(_measured(plane, doors_of(plane), seconds=seconds, clock=SystemClock()))
    title = "Durable check-ins over HTTP, the stage running"
    report(figures, title=title, file=file, is_good=lambda: figures["errors"] == 0)


@dataclass(kw_only=True)
class Counting:
    """When the hub's live document reached which entry, and when which entry's click was due."""

    seqs: list[int] = field(default_factory=list)
    seen_s: list[float] = field(default_factory=list)
    clicked: list[tuple[int, float]] = field(default_factory=list)

    def see(self, seq: int, *, at_s: float) -> None:
        """The document is true as of this entry now."""
        if not self.seqs or seq > self.seqs[-1]:
            self.seqs.append(seq)
            self.seen_s.append(at_s)

    def click(self, due_s: float, reply: Reply) -> None:
        """A check-in that was due then was answered."""
        if reply.status == CREATED:
            self.clicked.append((json.loads(reply.body)["seq"], due_s))

    def has_seen_all(self) -> bool:
        """Whether the document counts every check-in that was answered."""
        return bool(self.seqs) and self.seqs[-1] >= max((seq for seq, _ in self.clicked), default=0)

    def delays_ms(self) -> list[float]:
        """From each click to the document that counts it."""
        return [1000 * (self.seen_s[bisect_left(self.seqs, seq)] - due_s) for seq, due_s in self.clicked]


async def _measured(plane: Plane, doors: Doors, *, seconds: float, clock: Clock) -> dict[str, float | int]:
    async with running(plane) as processes:
        requests = marks(await open_desks(doors, plane), plane)
        connections = [await Connection.open(HOST, plane.port) for _ in range(CONNECTIONS)]
        await closed_loop(connections, requests, expected=CREATED, seconds=WARM_UP_S, clock=clock)
        web_s, idle_s = cpu_seconds(processes.pid("web")), idle_seconds()
        full = await closed_loop(connections, requests, expected=CREATED, seconds=seconds, clock=clock)
        web_s, idle_s = cpu_seconds(processes.pid("web")) - web_s, idle_seconds() - idle_s
        paced = await open_loop(
            connections, requests, expected=CREATED, per_second=PACE_PER_SECOND, seconds=seconds, clock=clock
        )
        counting = Counting()
        async with asyncio.TaskGroup() as tasks:
            reading = tasks.create_task(_read(plane, counting, clock))
            counted = await open_loop(
                connections, requests, expected=CREATED, per_second=COUNTED_PER_SECOND, seconds=seconds, clock=clock,
                on_reply=counting.click,
            )  # fmt: skip
            async with asyncio.timeout(READY_TIMEOUT_S):
                while not counting.has_seen_all():
                    await clock.sleep(0.05)
            reading.cancel()
        for connection in connections:
            await connection.close()
    return (
        _speed(full, seconds=seconds, web_s=web_s, idle_s=idle_s)
        | _delay(paced, counted, counting)
        | {
            "sent": sum(len(tally.took_s) for tally in (full, paced, counted)),
            "errors": sum(tally.errors for tally in (full, paced, counted)),
        }
    )


async def _read(plane: Plane, counting: Counting, clock: Clock) -> None:
    async with aclosing(backstage(plane)) as documents:
        async for document in documents:
            counting.see(document["seq"], at_s=clock.monotonic())


def _speed(full: Tally, *, seconds: float, web_s: float, idle_s: float) -> dict[str, float | int]:
    return {
        "per_second": round(len(full.took_s) / seconds, 1),
        "cpu_ms_each": round(1000 * web_s / len(full.took_s), 3),
        "idle_cores": round(idle_s / seconds, 2),
        "full_p50_ms": round(full.percentile_ms(0.50), 2),
        "full_p99_ms": round(full.percentile_ms(0.99), 2),
    }


def _delay(paced: Tally, counted: Tally, counting: Counting) -> dict[str, float | int]:
    delays = counting.delays_ms()
    return {
        "paced_per_second": PACE_PER_SECOND,
        "p50_ms": round(paced.percentile_ms(0.50), 2),
        "p95_ms": round(paced.percentile_ms(0.95), 2),
        "p99_ms": round(paced.percentile_ms(0.99), 2),
        "counted_per_second": COUNTED_PER_SECOND,
        "counted": len(delays),
        "count_p50_ms": round(percentile(delays, 0.50), 2),
        "count_p95_ms": round(percentile(delays, 0.95), 2),
        "count_p99_ms": round(percentile(delays, 0.99), 2),
        "counted_answered_p99_ms": round(counted.percentile_ms(0.99), 2),
    }
