# SPDX-License-Identifier: Apache-2.0
"""A stage without a database: the real hall and relay over a journal that is kept in memory."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from diemcau.board.state import BOARD_FOLD, Board
from diemcau.conference.events import PlannedVenue, PlanRecorded
from diemcau.floor.events import ClipEnded, VenueConnected, VenueLost
from diemcau.journal.events import Event
from diemcau.lib.clock import SystemClock
from diemcau.lib.supervision import Supervisor
from diemcau.reception.events import ReceptionLost, ReceptionProved
from diemcau.stage.admission import LIFETIME, Role, issue_token, read_or_create_key
from diemcau.stage.certificate import Certificate, current_certificate
from diemcau.stage.doorman import Doorman
from diemcau.stage.hall import Hall
from diemcau.stage.moq_port import Announcement, Connection, Origin, Relay
from support.records import record

SLUG = "lamdong-2022"
PATIENCE_S = 30.0


def plan_of(*codes: str) -> PlanRecorded:
    """A plan of venues, the first of them the hub."""
    venues = tuple(
        PlannedVenue(code=code, parent=None if code == codes[0] else codes[0], tier="room", seats=9, invited=1)
        for code in codes
    )
    return PlanRecorded(venues=venues, items=())


@dataclass(kw_only=True)
class MemoryJournal:
    """A journal that is a list of events; those appended later are dated by the clock, or as a test says."""

    events: list[Event]
    dates: dict[int, dt.datetime] = field(default_factory=dict)
    revoked: frozenset[UUID] = frozenset()
    film_files: dict[UUID, Path] = field(default_factory=dict)
    grown: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def append(self, *events: Event, at: dt.datetime | None = None) -> int:
        """Add events; returns the seq of the last."""
        for event in events:
            self.events.append(event)
            self.dates[len(self.events)] = at or SystemClock().now()
        async with self.grown:
            self.grown.notify_all()
        return len(self.events)

    async def boards(self) -> AsyncGenerator[Board, None]:
        while True:
            seq = len(self.events)
            yield BOARD_FOLD.over(
                record(event, seq=number, at=self.dates.get(number))
                for number, event in enumerate(self.events, start=1)
            )
            async with self.grown:
                while len(self.events) == seq:
                    await self.grown.wait()

    async def note_connected(self, venue: str) -> int:
        return await self.append(VenueConnected(venue=venue))

    async def note_lost(self, venue: str, *, cause: str) -> int:
        return await self.append(VenueLost(venue=venue, cause=cause))

    async def note_proved(self, venue: str) -> int:
        return await self.append(ReceptionProved(venue=venue))

    async def note_unproved(self, venue: str, *, cause: str) -> int:
        return await self.append(ReceptionLost(venue=venue, cause=cause))

    async def note_film_ended(self, clip: UUID) -> int:
        return await self.append(ClipEnded(clip=clip))

    async def films(self) -> dict[UUID, Path]:
        return self.film_files

    async def revoked_links(self) -> frozenset[UUID]:
        return self.revoked

    async def until(self, event: Event) -> None:
        """Wait until an event is in the journal."""
        async with asyncio.timeout(PATIENCE_S), self.grown:
            await self.grown.wait_for(lambda: event in self.events)


@dataclass(kw_only=True)
class LivePlane:
    """A running hall behind a running relay."""

    journal: MemoryJournal
    hall: Hall
    relay: Relay
    certificate: Certificate
    secret: bytes

    def dial(
        self,
        role: Role,
        venue: str | None = None,
        *,
        publish: Origin | None = None,
        link: UUID | None = None,
        lifetime: dt.timedelta = LIFETIME,
    ) -> Connection:
        """A connection with a good token, not yet entered."""
        now = dt.datetime.now(dt.UTC)
        token = issue_token(
            self.secret, slug=SLUG, role=role, venue=venue, link=link or uuid4(), now=now, lifetime=lifetime
        )
        return self.dial_with(token, publish=publish)

    def dial_with(self, token: str, *, publish: Origin | None = None, slug: str = SLUG) -> Connection:
        """A connection with any token."""
        url = f"https://127.0.0.1:{self.relay.port}/{slug}"
        return Connection(url, token=token, fingerprints=[self.certificate.sha256], publish=publish)


@asynccontextmanager
async def live_plane(folder: Path, *, events: Sequence[Event], host: str = "127.0.0.1") -> AsyncIterator[LivePlane]:
    """Open a hall and a relay on a free port."""
    clock = SystemClock()
    certificate = current_certificate(folder, hosts=["127.0.0.1"], now=clock.now())
    secret = read_or_create_key(folder)
    journal = MemoryJournal(events=list(events))
    relay = Relay(host=host, port=0, certificate=certificate.certificate_path, key=certificate.key_path)
    async with Supervisor(clock) as supervisor, relay:
        hall = Hall(slug=SLUG, journal=journal, supervisor=supervisor, clock=clock)
        hall.open()
        doorman = Doorman(secret=secret, halls={SLUG: hall}, clock=clock, supervisor=supervisor)
        supervisor.forever("doorman", lambda: doorman.serve(relay))
        try:
            yield LivePlane(journal=journal, hall=hall, relay=relay, certificate=certificate, secret=secret)
        finally:
            hall.close()


async def announced(connection: Connection, path: str, *, is_active: bool = True) -> None:
    """Wait until a broadcast appears (or goes) at a client."""
    async with asyncio.timeout(PATIENCE_S):
        async for one in connection.seen.announcements():
            if one == Announcement(path=path, is_active=is_active):
                return


async def document(connection: Connection, path: str, **wanted: Any) -> dict[str, Any]:
    """Wait until a document at a client has these values."""
    remote = await asyncio.wait_for(connection.seen.find(path), PATIENCE_S)
    async with asyncio.timeout(PATIENCE_S):
        async for value in remote.document("state.json"):
            if wanted.items() <= value.items():
                return dict(value)
    raise AssertionError("the document ended")
