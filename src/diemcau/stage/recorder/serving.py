# SPDX-License-Identifier: Apache-2.0
"""One recorder for each conference of the installation, ended in good order."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import signal
import sys
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from diemcau.lib.clock import Clock
from diemcau.lib.supervision import Supervisor
from diemcau.recording.archive import folder_of
from diemcau.recording.muxing import record_card
from diemcau.recording.shelf import Shelf
from diemcau.stage.admission import issue_token, read_or_create_key
from diemcau.stage.journal_port import ConferenceKey, Installation, JournalPort
from diemcau.stage.moq_port import Connection
from diemcau.stage.recorder.notes import Notes
from diemcau.stage.recorder.recorder import Recorder
from diemcau.stage.recorder.writing import Writer

LOG = structlog.get_logger(__name__)
CONFERENCES_POLL_S = 2.0
DRAIN_S = 5.0
LINK = UUID(int=0)
"""The recorder comes by no link that could be revoked."""

TOKEN_LIFETIME = dt.timedelta(hours=24)
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - not listened on: what to dial instead


async def serve(installation: Installation, clock: Clock) -> None:
    """Record until SIGINT or SIGTERM."""
    leaving = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, leaving.set)
    card = await asyncio.to_thread(record_card)
    async with JournalPort() as journals, Supervisor(clock) as supervisor:
        desk = _Desk(installation=installation, journals=journals, supervisor=supervisor, clock=clock, card=card)
        supervisor.forever("conferences", desk.follow_conferences)
        sys.stdout.write(json.dumps({"ready": "recorder"}) + "\n")
        sys.stdout.flush()
        await leaving.wait()
        await desk.leave()


@dataclass(kw_only=True)
class _Desk:
    """Everything that the recorders share."""

    installation: Installation
    journals: JournalPort
    supervisor: Supervisor
    clock: Clock
    card: bytes
    recorders: dict[UUID, Recorder] = field(default_factory=dict)

    async def follow_conferences(self) -> None:
        """Open a recorder for each conference, new ones too."""
        while True:
            for key in await self.journals.conferences():
                if key.uuid not in self.recorders:
                    self.recorders[key.uuid] = self._open(key)
            await self.clock.sleep(CONFERENCES_POLL_S)

    async def leave(self) -> None:
        """Have all recorders write what they saw, within a deadline."""
        try:
            async with asyncio.timeout(DRAIN_S):
                await asyncio.gather(*(recorder.leave() for recorder in self.recorders.values()))
        except TimeoutError:
            LOG.warning("left before all was written")

    def _open(self, key: ConferenceKey) -> Recorder:
        folder = folder_of(self.installation.recordings, key.slug)
        notes = Notes(self.journals, key, clock=self.clock)
        shelf = Shelf(folder, reserve_bytes=self.installation.recording_reserve_bytes)
        recorder = Recorder(
            notes=notes,
            writer=Writer(shelf=shelf, notes=notes, clock=self.clock),
            dial=lambda: self._dial(key.slug),
            card=self.card,
            clock=self.clock,
        )
        self.supervisor.forever("recorder", lambda: recorder.run(self.supervisor), conference=key.slug)
        return recorder

    def _dial(self, slug: str) -> Connection:
        """A line to the relay of this very machine, whose certificate may be any."""
        host = EVERYWHERE.get(self.installation.host, self.installation.host)
        token = issue_token(
            read_or_create_key(self.installation.keys),
            slug=slug,
            role="delegate",
            venue=None,
            link=LINK,
            now=self.clock.now(),
            lifetime=TOKEN_LIFETIME,
        )
        address = f"[{host}]" if ":" in host else host
        url = f"https://{address}:{self.installation.relay_port}/{slug}"
        return Connection(url, token=token, verifies=False)
