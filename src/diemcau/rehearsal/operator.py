# SPDX-License-Identifier: Apache-2.0
"""The operators of simulated venues: tick people off the real roster, count heads, raise hands."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from pydantic import BaseModel

from diemcau.lib.clock import Clock
from diemcau.rehearsal.installation import Bearer, Installation, Sent
from diemcau.rehearsal.refusals import CommandWasRefused, InstallationDoesNotAnswer
from diemcau.rehearsal.roll import Mark

# Desks of different venues send at once; more than this many of one process only wait in line.
AT_ONCE = 8

log = structlog.get_logger(__name__)


class Totals(BaseModel):
    """Marks so far: planned, sent, entered in the journal, refused; head counts and sheets apart."""

    planned: int = 0
    sent: int = 0
    recorded: int = 0
    refused: int = 0
    heads_counted: int = 0
    sheets_sealed: int = 0
    sheets_refused: int = 0


class Operator:
    """Makes the marks of many venues, each with its venue's own bearer."""

    def __init__(self, *, installation: Installation, clock: Clock) -> None:
        self.totals = Totals()
        self._installation = installation
        self._clock = clock
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def make(self, marks: Sequence[Mark], bearers: Mapping[str, Bearer], *, start_s: float) -> None:
        """Send every mark when its time has come, then each venue's head count, and close its sheet."""
        self.totals.planned = len(marks)
        async with asyncio.TaskGroup() as tasks:
            for mark in marks:
                await self._clock.sleep(max(0.0, start_s + mark.at_s - time.monotonic()))
                await self._gate.acquire()
                tasks.create_task(self._make(mark, bearers.get(mark.venue)))
        heads = Counter(mark.venue for mark in marks if mark.status in {"present", "substituted"})
        for venue in sorted({mark.venue for mark in marks}):
            await self._count_heads(venue, heads[venue], bearers.get(venue))
            await self._seal(venue, bearers.get(venue))

    async def raise_hand(self, venue: str, bearer: Bearer) -> None:
        """Ask for the floor."""
        await self._send(f"venues/{venue}/hand", bearer, {})

    async def _make(self, mark: Mark, bearer: Bearer | None) -> None:
        try:
            path, fields = request_of(mark)
            self.totals.sent += 1
            sent = await self._send(path, bearer, {**fields, "noted_at": self._now()})
            self.totals.recorded += sent is not None
            self.totals.refused += sent is None
        finally:
            self._gate.release()

    async def _count_heads(self, venue: str, count: int, bearer: Bearer | None) -> None:
        fields = {"count": count, "noted_at": self._now()}
        self.totals.heads_counted += await self._send(f"venues/{venue}/headcount", bearer, fields) is not None

    async def _seal(self, venue: str, bearer: Bearer | None) -> None:
        is_sealed = await self._send(f"venues/{venue}/sheet/seal", bearer, {}) is not None
        self.totals.sheets_sealed += is_sealed
        self.totals.sheets_refused += not is_sealed

    async def _send(self, path: str, bearer: Bearer | None, fields: dict[str, Any]) -> Sent | None:
        if bearer is None:
            log.warning("mark.unsent", path=path, cause="the venue never signed in")
            return None
        try:
            return await self._installation.command(path, bearer, **fields)
        except (CommandWasRefused, InstallationDoesNotAnswer) as refusal:
            log.warning("mark.refused", path=path, cause=str(refusal))
            return None

    def _now(self) -> str:
        return self._clock.now().isoformat()


def request_of(mark: Mark) -> tuple[str, dict[str, Any]]:
    """The command's path and its fields, but for the time."""
    person = {"person": str(mark.person)}
    match mark.status:
        case "substituted":
            stand_in = {"substitute_name": mark.substitute, "substitute_post": ""}
            return f"venues/{mark.venue}/substitutes", person | stand_in
        case "excused":
            return f"venues/{mark.venue}/excuses", person | {"reason": mark.reason}
        case _:
            return f"venues/{mark.venue}/checkins", person | {"method": "tick"}
