# SPDX-License-Identifier: Apache-2.0
"""Playing films out: follows one conference's journal, and sends the film that runs, in time.

The journal's clock rules: a player that is started again goes on where the film would be now.
Ending a film is the stage's business.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol
from uuid import UUID

import structlog
from PIL import Image, ImageDraw

from diemcau.board.state import Board
from diemcau.floor.air import Film
from diemcau.floor.sources import CLIP
from diemcau.lib.clock import Clock
from diemcau.lib.supervision import Supervisor
from diemcau.stage.sources.film import FilmIsUnreadable, FilmPacket, film_has_sound, film_packets
from diemcau.stage.sources.line import Feed, Pulse, RelayDoor, SourceLine
from diemcau.stage.sources.sound import CHANNELS
from diemcau.stage.sources.stills import HEIGHT, WIDTH, still_of

LOG = structlog.get_logger(__name__)
BEGINS_WHOLE_WITHIN_S = 3.0
"""Nobody misses the first second of a film: one that was asked for just now isn't begun in its middle."""

READ_AHEAD_PACKETS = 64
STILL_EVERY_S = 2.0
FILMS_POLL_S = 2.0


class FilmJournal(Protocol):
    """What playout needs of a conference."""

    def boards(self) -> AsyncGenerator[Board, None]:
        """The board as it is, and again after each further entry, for ever."""
        ...

    async def films(self) -> dict[UUID, Path]:
        """The file of each film that can be played out."""
        ...


class Playout:
    """The films of one conference. Its line is up from the plan to the closing, as long as there are films."""

    def __init__(
        self, *, door: RelayDoor, slug: str, journal: FilmJournal, supervisor: Supervisor, clock: Clock
    ) -> None:
        self._line = SourceLine(door=door, slug=slug, source=CLIP, clock=clock)
        self._pulse: Pulse | None = None
        self._journal = journal
        self._supervisor = supervisor
        self._clock = clock
        self._board: Board | None = None
        self._standing: list[asyncio.Task[None]] = []
        self._film: Film | None = None
        self._playing: asyncio.Task[None] | None = None
        self._log = LOG.bind(conference=slug)

    async def follow_journal(self) -> None:
        """Play whatever the journal says, until cancelled."""
        async with aclosing(self._journal.boards()) as boards:
            async for board in boards:
                self._board = board
                self._turn(board.floor.air.film)

    async def follow_films(self) -> None:
        """Have the line up while there is something to play, until cancelled."""
        while True:
            board = self._board
            is_due = board is not None and bool(board.venues) and board.phase != "closed"
            self._stand(is_up=is_due and bool(await self._journal.films()))
            await self._clock.sleep(FILMS_POLL_S)

    def _stand(self, *, is_up: bool) -> None:
        if is_up == bool(self._standing):
            return
        for task in self._standing:
            task.cancel()
        self._standing = []
        if is_up:
            self._pulse = Pulse(self._line, clock=self._clock)
            self._pulse.program, self._pulse.still = "diemcau", _waiting_still()
            self._pulse.is_seen = self._pulse.is_heard = True
            self._standing = [
                self._supervisor.once(name, work, conference=self._line.slug, source=CLIP)
                for name, work in (("source line", self._line.run), ("pulse", self._pulse.run))
            ]

    def _turn(self, film: Film | None) -> None:
        """Play this film and no other; one that runs goes on."""
        if film == self._film:
            return
        self._film = film
        if self._playing is not None:
            self._playing.cancel()
        self._playing = None
        if film is not None:
            self._playing = self._supervisor.once("film", lambda: self._play(film), conference=self._line.slug)

    async def _play(self, film: Film) -> None:
        path = (await self._journal.films()).get(film.clip)
        if path is None:
            self._log.warning("film is gone", clip=str(film.clip))
            return
        feed = Feed(self._line)
        self._log.info("film begins", clip=str(film.clip))
        try:
            self._hear(is_heard=await asyncio.to_thread(film_has_sound, path))
            await self._send(path, feed, from_s=self._position_s(film))
        except FilmIsUnreadable as error:
            self._log.warning("film breaks off", clip=str(film.clip), why=str(error))
        finally:
            self._hear(is_heard=True)
            feed.close()
            if self._pulse is not None:
                self._pulse.still = _waiting_still()

    def _position_s(self, film: Film) -> float:
        """How far the film is by now."""
        played_s = (self._clock.now() - film.started_at).total_seconds()
        return played_s if played_s > BEGINS_WHOLE_WITHIN_S else 0.0

    async def _send(self, path: Path, feed: Feed, *, from_s: float) -> None:
        zero = self._clock.monotonic() - from_s
        still_at = 0.0
        packets = film_packets(path, from_s=from_s)
        while ahead := await asyncio.to_thread(_taken, packets):
            for packet in ahead:
                if packet.at_s >= from_s:
                    await self._clock.sleep(max(0.0, zero + packet.at_s - self._clock.monotonic()))
                at_us = int((zero + packet.at_s) * 1e6)
                if not packet.is_picture:
                    feed.sound(packet.payload, at_us, channels=CHANNELS)
                    continue
                feed.picture(packet.payload, at_us)
                if packet.is_keyframe and self._clock.monotonic() - still_at >= STILL_EVERY_S:
                    still_at = self._clock.monotonic()
                    self._supervisor.once("still", partial(self._make_still, packet.payload))
        # The last picture stays until the stage takes it away.
        await asyncio.Event().wait()

    async def _make_still(self, keyframe: bytes) -> None:
        still = await asyncio.to_thread(still_of, keyframe)
        if still is not None and self._pulse is not None and self._playing is not None:
            self._pulse.still = still

    def _hear(self, *, is_heard: bool) -> None:
        if self._pulse is not None:
            self._pulse.is_heard = is_heard


def _taken(packets: Iterator[FilmPacket]) -> list[FilmPacket]:
    return list(islice(packets, READ_AHEAD_PACKETS))


def _waiting_still() -> bytes:
    """What the console shows while no film runs."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), (15, 27, 45))
    ImageDraw.Draw(picture).polygon([(66, 27), (66, 63), (99, 45)], fill=(244, 241, 234))
    coded = io.BytesIO()
    picture.save(coded, "JPEG", quality=70)
    return coded.getvalue()
