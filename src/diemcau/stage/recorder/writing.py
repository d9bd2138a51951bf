# SPDX-License-Identifier: Apache-2.0
"""Writing footage down, in threads, and telling the journal when that begins, fails and ends.

The queue is bounded, its policy `drop_newest`: a disk that hangs costs the recording some
segments, and nobody else anything.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Protocol

import av
import structlog

from diemcau.lib.clock import Clock
from diemcau.recording.events import EndCause
from diemcau.recording.footage import Footage, TakeHead
from diemcau.recording.muxing import muxed
from diemcau.recording.shelf import NoSpaceIsLeft, Shelf

LOG = structlog.get_logger(__name__)
MOST_WAITING = 16


class RecordingJournal(Protocol):
    """What the writer tells the journal; `journal_port` has the real one. Neither waits for it."""

    def note_started(self, *, segment: int) -> None:
        """Writing began with this segment."""
        ...

    def note_ended(self, *, segments: int, cause: EndCause) -> None:
        """Writing ended for now, or for good when `cause` is `closed`."""
        ...


class Writer:
    """Puts one conference's footage on its shelf, in order."""

    def __init__(self, *, shelf: Shelf, notes: RecordingJournal, clock: Clock) -> None:
        self.shelf = shelf
        self._notes = notes
        self._clock = clock
        self._log = LOG.bind(conference=shelf.folder.name)
        self._waiting: asyncio.Queue[Footage] = asyncio.Queue(MOST_WAITING)
        self._is_writing = False
        self._last_head: TakeHead | None = None
        self._take_at_us = 0

    def take(self, footage: Footage) -> None:
        """Have a segment written soon."""
        try:
            self._waiting.put_nowait(footage)
        except asyncio.QueueFull:
            self._last_head = None
            self._log.warning("segment dropped", waiting=MOST_WAITING)

    async def run(self) -> None:
        """Write what is taken, until cancelled."""
        while True:
            footage = await self._waiting.get()
            try:
                await self._write(footage)
            finally:
                self._waiting.task_done()

    async def close(self) -> None:
        """Write what there still is and end the playlist. Raises: OSError."""
        await self.written()
        if not self.shelf.playlist.segments or self.shelf.playlist.is_over:
            return
        await asyncio.to_thread(self.shelf.end)
        self._notes.note_ended(segments=self.shelf.playlist.segments, cause="closed")

    async def written(self) -> None:
        """Wait until all that was taken is written."""
        await self._waiting.join()

    async def _write(self, footage: Footage) -> None:
        begins_take = footage.head is not self._last_head
        if begins_take:
            self._take_at_us = round(self.shelf.playlist.lasts_s * 1e6) - footage.from_us
        try:
            files = await asyncio.to_thread(
                muxed, footage, number=self.shelf.next_segment, later_us=self._take_at_us
            )  # fmt: skip
            await asyncio.to_thread(
                self.shelf.keep,
                files,
                lasts_s=footage.lasts_s,
                starts_at=self._starts_at(footage),
                begins_take=begins_take,
            )
        except NoSpaceIsLeft:
            self._stopped("no_space")
        except OSError as error:
            self._log.warning("segment not written", error=str(error))
            self._stopped("failed")
        except (av.FFmpegError, ValueError) as error:
            self._last_head = None
            self._log.warning("segment is no picture", error=str(error))
        else:
            self._last_head = footage.head
            self._started()

    def _starts_at(self, footage: Footage) -> dt.datetime:
        """The wall clock at a segment's first picture."""
        ago_s = self._clock.monotonic() - (footage.head.started_us + footage.from_us) / 1e6
        return self._clock.now() - dt.timedelta(seconds=ago_s)

    def _started(self) -> None:
        if not self._is_writing:
            self._is_writing = True
            self._notes.note_started(segment=self.shelf.playlist.segments)

    def _stopped(self, cause: EndCause) -> None:
        self._last_head = None
        if self._is_writing:
            self._is_writing = False
            self._notes.note_ended(segments=self.shelf.playlist.segments, cause=cause)
