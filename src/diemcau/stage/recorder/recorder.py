# SPDX-License-Identifier: Apache-2.0
"""One conference's recorder: what is on air by the journal, read off the relay, written by the writer.

It is a viewer with a viewer's token, and so can record nothing that viewers can't see. With
two venues on air it records the first: two voices can't be made one without transcoding.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import structlog

from diemcau.lib.clock import Clock
from diemcau.lib.supervision import Supervisor
from diemcau.recording.archive import summary_of
from diemcau.recording.on_show import on_show
from diemcau.stage.moq_port import Connection, MoqError, went_silent
from diemcau.stage.recorder.film import make_film
from diemcau.stage.recorder.latest import Latest
from diemcau.stage.recorder.notes import Notes
from diemcau.stage.recorder.watching import Watcher
from diemcau.stage.recorder.writing import Writer

LOG = structlog.get_logger(__name__)
FIND_AGAIN_S = 0.1


class LineIsDown(Exception):
    """The relay doesn't answer any more; it is dialled again."""


class Recorder:
    """Records one conference from its opening to its closing."""

    def __init__(
        self, *, notes: Notes, writer: Writer, dial: Callable[[], Connection], card: bytes, clock: Clock
    ) -> None:
        self._notes = notes
        self._writer = writer
        self._dial = dial
        self._card = card
        self._clock = clock
        self._slug = writer.shelf.folder.name
        self._shown: Latest[str | None] = Latest(None)
        self._line: asyncio.Task[None] | None = None

    async def run(self, supervisor: Supervisor) -> None:
        """Record until the conference is closed, and make the film then.

        Raises: OSError: the disk is in trouble; run it again.
        """
        writing = supervisor.forever("writer", self._writer.run, conference=self._slug)
        noting = supervisor.forever("notes", self._notes.run, conference=self._slug)
        self._line = supervisor.forever(
            "line", self._on_line, expected=(MoqError, LineIsDown), conference=self._slug
        )  # fmt: skip
        try:
            await self._follow_journal()
            await _ended(self._line)
            await self._writer.close()
            await self._notes.settled()
        finally:
            await _ended(self._line, writing, noting)
        if self._writer.shelf.playlist.segments and summary_of(self._writer.shelf.folder) is None:
            summary = await make_film(self._writer.shelf)
            LOG.info("film made", conference=self._slug, segments=summary.segments, seconds=round(summary.lasts_s))

    async def leave(self) -> None:
        """Write what was seen up to now; the next recorder goes on from there."""
        if self._line is not None:
            await _ended(self._line)
        await self._writer.written()
        await self._notes.settled()

    async def _follow_journal(self) -> None:
        async with aclosing(self._notes.boards()) as boards:
            async for board in boards:
                self._shown.set(on_show(board))
                if board.phase == "closed":
                    return

    async def _on_line(self) -> None:
        """Record whoever is on show, each on a line of its own.

        A path that a reader knows is closed and announced anew at a cut, and the library may then
        hold on to the broadcast that is gone for as long as the line lasts.
        """
        while True:
            # A conference that isn't going on needs no line; most of an installation's are over.
            code = await self._shown.other_than(None)
            if code is not None:
                await self._watch_until_cut(code)

    async def _watch_until_cut(self, code: str) -> None:
        async with self._dial() as connection:
            cut = asyncio.create_task(self._shown.other_than(code), name="cut")
            watching = asyncio.create_task(self._watch(connection, code), name=f"watch-{code}")
            silence = asyncio.create_task(went_silent(connection), name="silence")
            try:
                await asyncio.wait({cut, watching, silence}, return_when=asyncio.FIRST_COMPLETED)
                if not cut.done():
                    raise LineIsDown
            finally:
                await _ended(cut, watching, silence)

    async def _watch(self, connection: Connection, code: str) -> None:
        """Record one source for as long as it tells what it is, however often its broadcast begins anew."""
        while True:
            remote = await connection.seen.find(f"floor/feed/{code}")
            watcher = Watcher(clock=self._clock, card=self._card, hand_on=self._writer.take)
            if not await watcher.watch(remote):
                return
            await self._clock.sleep(FIND_AGAIN_S)


async def _ended(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
