# SPDX-License-Identifier: Apache-2.0
"""A process full of simulated venues: `python -m diemcau.rehearsal.crew`.

Its first line of input is its orders; then `{"start_at_s": …}` begins the script and
`{"report": "file"}` has what happened so far written down. It ends when its input does, so
that it can't outlive whoever started it. Each line of output tells how far it is.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import structlog
from pydantic import BaseModel, ConfigDict

from diemcau.lib.clock import Clock, SystemClock
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.ledger import Outage, Reception
from diemcau.rehearsal.operator import Operator, Totals
from diemcau.rehearsal.reels import Shelf
from diemcau.rehearsal.roll import Mark
from diemcau.rehearsal.screen import CatalogShelf
from diemcau.rehearsal.script import Fault, Hand, Loss
from diemcau.rehearsal.venue import Part, SimulatedVenue

CONNECTING_AT_ONCE = 8
TELL_EVERY_S = 0.25
GIVES_WAY = 5
# A whole roll of 20,000 people on one line.
ORDERS_LIMIT_BYTES = 16 * 1024 * 1024

log = structlog.get_logger(__name__)


class Cast(BaseModel):
    """One venue to play, and the link that lets it in."""

    model_config = ConfigDict(frozen=True)

    part: Part
    link_token: str


class Orders(BaseModel):
    """All that one crew needs to know. Times are seconds after the start."""

    model_config = ConfigDict(frozen=True)

    url: str
    slug: str
    cast: tuple[Cast, ...]
    desks: tuple[Cast, ...]
    aired: frozenset[str]
    marks: tuple[Mark, ...]
    hands: tuple[Hand, ...]
    losses: tuple[Loss, ...]
    faults: tuple[Fault, ...]


class Progress(BaseModel):
    """How far a crew is."""

    connected: int
    with_picture: int
    marks: Totals


class CrewReport(BaseModel):
    """What a crew lived through, for the ledger."""

    receptions: list[Reception]
    outages: list[Outage]
    sent_us: dict[str, list[int]]
    marks: Totals
    connected: list[str]


class Crew:
    """The venues of one process, and the script's part for them. Use as an async context manager."""

    def __init__(self, *, orders: Orders, installation: Installation, clock: Clock) -> None:
        self._orders = orders
        self._installation = installation
        self._clock = clock
        self._shelf = Shelf()
        self._catalogs = CatalogShelf()
        self._operator = Operator(installation=installation, clock=clock)
        self._venues: dict[str, SimulatedVenue] = {}
        self._bearers: dict[str, Bearer] = {}
        self._ever_connected: set[str] = set()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def assemble(self) -> None:
        """Sign every venue in, a few at a time, and let it live; record the reels that will be wanted."""
        gate = asyncio.Semaphore(CONNECTING_AT_ONCE)
        async with asyncio.TaskGroup() as joining:
            for cast in self._orders.cast:
                joining.create_task(self._join(cast, gate), name=f"join-{cast.part.label.code}")
            for desk in self._orders.desks:
                joining.create_task(self._sign_in(desk), name=f"desk-{desk.part.label.code}")
            for cast in self._orders.cast:
                if cast.part.is_hub or cast.part.label.code in self._orders.aired:
                    joining.create_task(self._shelf.prepare(cast.part.label))

    def play(self, start_s: float) -> None:
        """Play hands, losses, faults and marks from `start_s` (monotonic) on."""
        for hand in self._orders.hands:
            self._start(self._raise_hand(hand, start_s), name=f"hand-{hand.venue}")
        for loss in self._orders.losses:
            self._start(self._lose(loss, start_s), name=f"loss-{loss.venue}")
        for fault in self._orders.faults:
            self._start(self._break(fault, start_s), name=f"fault-{fault.venue}")
        self._start(self._operator.make(self._orders.marks, self._bearers, start_s=start_s), name="marks")

    def progress(self) -> Progress:
        """How far the crew is now."""
        connected = [venue for venue in self._venues.values() if venue.connected.is_set()]
        self._ever_connected |= {venue.code for venue in connected}
        return Progress(
            connected=len(connected),
            with_picture=sum(venue.screen.viewing is not None for venue in connected),
            marks=self._operator.totals,
        )

    def report(self) -> CrewReport:
        """Everything since the start."""
        venues = self._venues.values()
        return CrewReport(
            receptions=[reception for venue in venues for reception in venue.screen.all_receptions()],
            outages=[outage for venue in venues for outage in venue.outages],
            sent_us={venue.code: venue.sent_us for venue in venues if venue.sent_us},
            marks=self._operator.totals,
            connected=sorted(self._ever_connected),
        )

    async def _join(self, cast: Cast, gate: asyncio.Semaphore) -> None:
        async with gate:
            venue = SimulatedVenue(
                part=cast.part,
                bearer=await self._sign_in(cast),
                installation=self._installation,
                shelf=self._shelf,
                catalogs=self._catalogs,
                clock=self._clock,
            )
            self._venues[venue.code] = venue
            self._start(venue.run(), name=f"venue-{venue.code}")
            await venue.connected.wait()

    async def _sign_in(self, cast: Cast) -> Bearer:
        bearer = self._bearers[cast.part.label.code] = await self._installation.sign_in(cast.link_token)
        return bearer

    async def _raise_hand(self, hand: Hand, start_s: float) -> None:
        await self._wait_until(start_s + hand.at_s)
        await self._operator.raise_hand(hand.venue, self._bearers[hand.venue])

    async def _lose(self, loss: Loss, start_s: float) -> None:
        await self._wait_until(start_s + loss.at_s)
        self._venues[loss.venue].lose_line()
        await self._wait_until(start_s + loss.back_at_s)
        self._venues[loss.venue].restore_line()

    async def _break(self, fault: Fault, start_s: float) -> None:
        await self._wait_until(start_s + fault.at_s)
        self._venues[fault.venue].faults.add(fault.what)
        await self._wait_until(start_s + fault.until_s)
        self._venues[fault.venue].faults.discard(fault.what)

    async def _wait_until(self, at_s: float) -> None:
        await self._clock.sleep(max(0.0, at_s - time.monotonic()))

    def _start(self, work: Coroutine[Any, Any, None], *, name: str) -> None:
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(_tell_failure)
        self._tasks.append(task)


def _tell_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("crew.task_failed", task=task.get_name(), exc_info=error)


async def serve(orders: Orders, lines: asyncio.StreamReader) -> None:
    """Play the orders, obeying one line of input after the other until there are no more."""
    async with (
        Installation(url=orders.url, slug=orders.slug) as installation,
        Crew(orders=orders, installation=installation, clock=SystemClock()) as crew,
    ):
        telling = asyncio.create_task(_tell_progress(crew), name="progress")
        assembling = asyncio.create_task(crew.assemble(), name="assemble")
        try:
            while line := await lines.readline():
                await _obey(crew, json.loads(line))
        finally:
            for task in (telling, assembling):
                task.cancel()
            await asyncio.gather(telling, assembling, return_exceptions=True)


async def _obey(crew: Crew, order: dict[str, Any]) -> None:
    if "start_at_s" in order:
        crew.play(order["start_at_s"])
    if "report" in order:
        path = Path(order["report"])
        await asyncio.to_thread(path.write_text, crew.report().model_dump_json(), encoding="utf-8")
        _tell(json.dumps({"reported": str(path)}))


async def _tell_progress(crew: Crew) -> None:
    while True:
        _tell(crew.progress().model_dump_json())
        await asyncio.sleep(TELL_EVERY_S)


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def _main() -> None:
    lines = asyncio.StreamReader(limit=ORDERS_LIMIT_BYTES)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    orders = Orders.model_validate_json(await lines.readline())
    await serve(orders, lines)


if __name__ == "__main__":
    # These venues stand for machines elsewhere: on this one they give way to stage and browser.
    os.nice(GIVES_WAY)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    asyncio.run(_main())
