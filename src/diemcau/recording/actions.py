# SPDX-License-Identifier: Apache-2.0
"""The recording's entries in the journal."""

from __future__ import annotations

from uuid import UUID

from diemcau.journal.commands import Command
from diemcau.recording.events import EndCause
from diemcau.recording.state import RECORDING_FOLD, decide_ended, decide_started


def start_recording(*, conference: UUID, uid: UUID, actor: str, segment: int) -> Command:
    """Note that what is on air is being written, from this segment on."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_started(transaction.state(RECORDING_FOLD), segment=segment),
    )


def end_recording(*, conference: UUID, uid: UUID, actor: str, segments: int, cause: EndCause) -> Command:
    """Note that nothing more is written. Refuses: RecordingIsNotRunning."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_ended(transaction.state(RECORDING_FOLD), segments=segments, cause=cause),
    )
