# SPDX-License-Identifier: Apache-2.0
"""Several crews at once: starts them, hears how far they are, collects their reports, ends them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from diemcau.lib.clock import Clock
from diemcau.rehearsal.crew import Cast, CrewReport, Orders, Progress
from diemcau.rehearsal.operator import Totals
from diemcau.rehearsal.refusals import CrewHasGone
from diemcau.rehearsal.roll import Mark
from diemcau.rehearsal.script import Script

POLL_S = 0.05
REPORT_TIMEOUT_S = 30.0
DRAIN_S = 5.0


def deal(
    *,
    url: str,
    slug: str,
    cast: Sequence[Cast],
    desks: Sequence[Cast],
    script: Script,
    marks: Sequence[Mark],
    crews: int,
) -> list[Orders]:
    """Share venues, and what the script has for each, among crews as evenly as it goes.

    Of the venues in `desks` only the operator is played: screen and camera are a real browser's.
    """
    shares = [cast[index::crews] for index in range(crews)]
    desk_shares = [desks[index::crews] for index in range(crews)]
    return [
        Orders(
            url=url,
            slug=slug,
            cast=tuple(share),
            desks=tuple(at_desks),
            aired=script.aired(),
            marks=tuple(mark for mark in marks if mark.venue in codes),
            hands=tuple(
                hand
                for one in (*share, *at_desks)
                for hand in script.hands_of(one.part.label.code, is_hub=one.part.is_hub)
            ),
            losses=tuple(loss for loss in script.losses if loss.venue in codes),
            faults=tuple(fault for fault in script.faults if fault.venue in codes),
        )
        for share, at_desks in zip(shares, desk_shares, strict=True)
        if (codes := {one.part.label.code for one in (*share, *at_desks)})
    ]


class Ensemble:
    """All simulated venues of a rehearsal, whatever process they live in. Use as an async context manager."""

    def __init__(self, *, orders: Sequence[Orders], environment: Mapping[str, str], folder: Path, clock: Clock) -> None:
        self._orders = orders
        self._environment = environment
        self._folder = folder
        self._clock = clock
        self._crews: list[_Child] = []

    async def __aenter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            for index, orders in enumerate(self._orders):
                self._crews.append(await _Child.start(orders, self._environment, self._folder / f"crew-{index}"))
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    @property
    def size(self) -> int:
        """The number of venues in the orders."""
        return sum(len(orders.cast) for orders in self._orders)

    def progress(self) -> Progress:
        """Sums over all crews, as each last told."""
        told = [crew.progress for crew in self._crews]
        return Progress(
            connected=sum(one.connected for one in told),
            with_picture=sum(one.with_picture for one in told),
            marks=_sum_of([one.marks for one in told]),
        )

    async def wait_connected(self, *, timeout_s: float) -> int:
        """Wait until every venue is connected, at most `timeout_s`. Returns: how many are.

        Raises: CrewHasGone.
        """
        deadline_s = time.monotonic() + timeout_s
        while (connected := self.progress().connected) < self.size and time.monotonic() < deadline_s:
            self._check_alive()
            await self._clock.sleep(POLL_S)
        return connected

    async def begin(self, start_s: float) -> None:
        """Have the script played from `start_s` (monotonic) on."""
        for crew in self._crews:
            await crew.order({"start_at_s": start_s})

    async def wait_marked(self, *, timeout_s: float) -> None:
        """Wait until every mark of the roll has its answer and every sheet is closed, at most `timeout_s`."""
        deadline_s = time.monotonic() + timeout_s
        while self._is_marking() and time.monotonic() < deadline_s:
            await self._clock.sleep(POLL_S)

    async def report(self) -> CrewReport:
        """What all crews lived through. Raises: CrewHasGone."""
        self._check_alive()
        reports = await asyncio.gather(*(crew.report() for crew in self._crews))
        return CrewReport(
            receptions=[one for report in reports for one in report.receptions],
            outages=[one for report in reports for one in report.outages],
            sent_us={source: stamps for report in reports for source, stamps in report.sent_us.items()},
            marks=_sum_of([report.marks for report in reports]),
            connected=sorted(code for report in reports for code in report.connected),
        )

    def _is_marking(self) -> bool:
        marks = self.progress().marks
        halls = sum(len({mark.venue for mark in orders.marks}) for orders in self._orders)
        is_called = marks.recorded + marks.refused >= sum(len(orders.marks) for orders in self._orders)
        return not is_called or marks.sheets_sealed + marks.sheets_refused < halls

    def _check_alive(self) -> None:
        for crew in self._crews:
            if crew.process.returncode is not None:
                raise CrewHasGone(code=crew.process.returncode, log=str(crew.log))

    async def _end(self) -> None:
        await asyncio.gather(*(crew.end() for crew in self._crews))


class _Child:
    """One crew's process."""

    def __init__(self, process: asyncio.subprocess.Process, path: Path) -> None:
        self.process = process
        self.log = path.with_suffix(".log")
        self.progress = Progress(connected=0, with_picture=0, marks=Totals())
        self._report_path = path.with_suffix(".json")
        self._reported = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(), name=f"listen-{path.name}")

    @classmethod
    async def start(cls, orders: Orders, environment: Mapping[str, str], path: Path) -> _Child:
        with path.with_suffix(".log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "diemcau.rehearsal.crew",
                env=dict(environment),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        child = cls(process, path)
        await child.order(orders.model_dump(mode="json"))
        return child

    async def order(self, order: Mapping[str, object]) -> None:
        if self.process.stdin is not None:
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            with contextlib.suppress(ConnectionError):
                await self.process.stdin.drain()

    async def report(self) -> CrewReport:
        self._reported.clear()
        await self.order({"report": str(self._report_path)})
        async with asyncio.timeout(REPORT_TIMEOUT_S):
            await self._reported.wait()
        text = await asyncio.to_thread(self._report_path.read_text, encoding="utf-8")
        return CrewReport.model_validate_json(text)

    async def end(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            async with asyncio.timeout(DRAIN_S):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)

    async def _listen(self) -> None:
        if self.process.stdout is None:
            return
        async for line in self.process.stdout:
            told = json.loads(line)
            if "reported" in told:
                self._reported.set()
            else:
                self.progress = Progress.model_validate(told)


def _sum_of(totals: Sequence[Totals]) -> Totals:
    return Totals(**{name: sum(getattr(one, name) for one in totals) for name in Totals.model_fields})
