# SPDX-License-Identifier: Apache-2.0
"""The stage's only way to Django: its settings, the journal, and links that were revoked.

Reads by following, writes by the group committer. Knows no relay.
"""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

import django
from asgiref.sync import sync_to_async
from django.conf import settings

from diemcau.board.state import BOARD_FOLD, Board
from diemcau.lib.ids import new_uid
from diemcau.stage.domain_certificate import DomainFiles, domain_files

ACTOR = "stage"


@dataclass(frozen=True, kw_only=True)
class Installation:
    """What the stage needs of the installation's settings.

    `hosts`: names that clients dial. `domain`: the files to show instead of a pinned certificate.
    `recordings`: the folder of all recordings, and how much of its disk they leave free.
    `rtmp_port`: 0 when no production desk is awaited.
    """

    keys: Path
    recordings: Path
    recording_reserve_bytes: int
    run: Path
    host: str
    relay_port: int
    hosts: tuple[str, ...]
    domain: DomainFiles | None
    rtmp_host: str
    rtmp_port: int


@dataclass(frozen=True, kw_only=True)
class ConferenceKey:
    """A conference by its two names."""

    uuid: UUID
    slug: str


def load_installation() -> Installation:
    """Set Django up and read the settings. Call once, before any other of this module."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")
    django.setup()
    environment = settings.ENV
    files = domain_files(domain=environment.domain, certificate=environment.tls_cert, key=environment.tls_key)
    return Installation(
        keys=settings.DIEMCAU_HOME / "keys",
        recordings=settings.RECORDINGS,
        recording_reserve_bytes=environment.recording_reserve_mb * 1_000_000,
        run=settings.DIEMCAU_HOME / "run",
        host=environment.relay_address,
        relay_port=environment.relay_port,
        hosts=tuple(dict.fromkeys([environment.browser_host, environment.relay_address, "localhost"])),
        domain=None if environment.pins_relay else files,
        rtmp_host=environment.rtmp_host,
        rtmp_port=environment.rtmp_port,
    )


class Journal:
    """The journal of one conference, as the stage follows and writes it."""

    def __init__(self, port: JournalPort, key: ConferenceKey) -> None:
        self._port = port
        self._conference = key.uuid

    async def boards(self) -> AsyncGenerator[Board, None]:
        """The board as it is, and again after each further entry, for ever."""
        from diemcau.journal.queries import folded
        from diemcau.journal.tail import tail

        board: Board = await sync_to_async(lambda: folded(self._conference, BOARD_FOLD))()
        yield board
        async with aclosing(tail(self._conference, after_seq=board.seq)) as records:
            async for record in records:
                board = BOARD_FOLD.evolve(board, record)
                yield board

    async def note_connected(self, venue: str) -> int:
        """Note that a venue's line is up; returns the entry's seq. Raises: Refusal."""
        from diemcau.floor.actions import connect_venue

        command = connect_venue(conference=self._conference, uid=new_uid(), actor=ACTOR, venue=venue)
        return (await self._port.committer.execute(command)).record.seq

    async def note_lost(self, venue: str, *, cause: str) -> int:
        """Note that a venue's line is down; returns the entry's seq. Raises: Refusal."""
        from diemcau.floor.actions import lose_venue

        command = lose_venue(conference=self._conference, uid=new_uid(), actor=ACTOR, venue=venue, cause=cause)
        return (await self._port.committer.execute(command)).record.seq

    async def note_proved(self, venue: str) -> int:
        """Note that a venue receives the programme; returns the entry's seq. Raises: Refusal."""
        from diemcau.reception.actions import prove_reception

        command = prove_reception(conference=self._conference, uid=new_uid(), actor=ACTOR, venue=venue)
        return (await self._port.committer.execute(command)).record.seq

    async def note_unproved(self, venue: str, *, cause: str) -> int:
        """Note that a venue no longer receives the programme; returns the entry's seq. Raises: Refusal."""
        from diemcau.reception.actions import lose_reception

        command = lose_reception(conference=self._conference, uid=new_uid(), actor=ACTOR, venue=venue, cause=cause)
        return (await self._port.committer.execute(command)).record.seq

    async def note_film_ended(self, clip: UUID) -> int:
        """Note that a film came to its end; returns the entry's seq. Raises: Refusal."""
        from diemcau.floor.actions import end_clip

        command = end_clip(conference=self._conference, uid=new_uid(), actor=ACTOR, clip=clip)
        return (await self._port.committer.execute(command)).record.seq

    async def films(self) -> dict[UUID, Path]:
        """The file of each film of the conference that can be played out."""
        from diemcau.conference.clip_files import clip_path
        from diemcau.conference.models import Clip

        clips = Clip.objects.filter(conference__uuid=self._conference)
        return {uuid: clip_path(sha256) async for uuid, sha256 in clips.values_list("uuid", "sha256")}

    async def revoked_links(self) -> frozenset[UUID]:
        """Every link of the conference that was taken back."""
        from diemcau.conference.models import AccessLink

        revoked = AccessLink.objects.filter(conference__uuid=self._conference, revoked_at__isnull=False)
        return frozenset([uuid async for uuid in revoked.values_list("uuid", flat=True)])


class JournalPort:
    """The connection to the database: use as an async context manager."""

    def __init__(self) -> None:
        from diemcau.journal.committer import GroupCommitter

        self.committer = GroupCommitter()

    async def __aenter__(self) -> Self:
        await self.committer.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.committer.__aexit__(kind, error, trace)

    async def conferences(self) -> list[ConferenceKey]:
        """Every conference of the installation."""
        from diemcau.conference.models import Conference

        rows = Conference.objects.values_list("uuid", "slug")
        return [ConferenceKey(uuid=uuid, slug=slug) async for uuid, slug in rows]

    async def stream_keys(self) -> dict[str, str]:
        """The key of each conference's production desk, by slug; conferences that nobody asked one for have none."""
        from diemcau.conference.models import StreamKey

        return {slug: key async for slug, key in StreamKey.objects.values_list("conference__slug", "key")}

    def journal(self, key: ConferenceKey) -> Journal:
        """The journal of one conference."""
        return Journal(self, key)
