# SPDX-License-Identifier: Apache-2.0
"""The recorder's way to the journal: notes that are kept until it takes them.

When the disk is full, the journal refuses too; the note is sent again until it is taken,
under one uid, so that it is taken once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from uuid import UUID

import structlog

from diemcau.board.state import Board
from diemcau.floor.actions import note_incident
from diemcau.journal.commands import Command
from diemcau.lib.clock import Clock
from diemcau.lib.ids import new_uid
from diemcau.lib.refusal import Refusal
from diemcau.recording.actions import end_recording, start_recording
from diemcau.recording.events import EndCause
from diemcau.recording.refusals import RecordingIsNotRunning
from diemcau.stage.journal_port import ConferenceKey, JournalPort

LOG = structlog.get_logger(__name__)
ACTOR = "recorder"
AGAIN_S = 2.0
MOST_WAITING = 100
INCIDENTS: dict[EndCause, str] = {
    "no_space": "Ngừng ghi hình vì ổ đĩa của máy chủ sắp đầy. Hội nghị vẫn phát bình thường; ghi hình tự tiếp tục "
    "khi có chỗ trống.",
    "failed": "Ngừng ghi hình vì máy chủ không ghi được tệp. Hội nghị vẫn phát bình thường.",
}


class Notes:
    """One conference's journal, as the recorder follows and writes it."""

    def __init__(self, port: JournalPort, key: ConferenceKey, *, clock: Clock) -> None:
        self._port = port
        self._journal = port.journal(key)
        self._conference: UUID = key.uuid
        self._clock = clock
        self._waiting: asyncio.Queue[Command] = asyncio.Queue(MOST_WAITING)

    def boards(self) -> AsyncGenerator[Board, None]:
        """The board as it is, and again after each further entry, for ever."""
        return self._journal.boards()

    def note_started(self, *, segment: int) -> None:
        """Note that what is on air is being written."""
        self._note(start_recording(conference=self._conference, uid=new_uid(), actor=ACTOR, segment=segment))

    def note_ended(self, *, segments: int, cause: EndCause) -> None:
        """Note that nothing more is written, and for the minutes why, unless it is the closing."""
        ended = end_recording(
            conference=self._conference, uid=new_uid(), actor=ACTOR, segments=segments, cause=cause
        )  # fmt: skip
        self._note(ended)
        if cause in INCIDENTS:
            text = INCIDENTS[cause]
            self._note(
                note_incident(conference=self._conference, uid=new_uid(), actor=ACTOR, venue=None, text=text)
            )  # fmt: skip

    async def settled(self) -> None:
        """Wait until every note was taken."""
        await self._waiting.join()

    async def run(self) -> None:
        """Send notes, until cancelled."""
        while True:
            command = await self._waiting.get()
            try:
                await self._send(command)
            finally:
                self._waiting.task_done()

    def _note(self, command: Command) -> None:
        try:
            self._waiting.put_nowait(command)
        except asyncio.QueueFull:
            LOG.warning("note dropped", conference=str(self._conference))

    async def _send(self, command: Command) -> None:
        while True:
            try:
                await self._port.committer.execute(command)
            except RecordingIsNotRunning:
                return
            except Refusal as refusal:
                LOG.warning("note refused", code=refusal.code)
                await self._clock.sleep(AGAIN_S)
            else:
                return
