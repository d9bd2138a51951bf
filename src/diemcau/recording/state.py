# SPDX-License-Identifier: Apache-2.0
"""The recording as a pure fold: whether it runs, and what may be noted of it next."""

from __future__ import annotations

from dataclasses import dataclass

from diemcau.journal.folding import Fold
from diemcau.journal.records import Record
from diemcau.recording.events import EndCause, RecordingEnded, RecordingStarted
from diemcau.recording.refusals import RecordingIsNotRunning


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordingState:
    """Whether the journal believes that what is on air is being written."""

    is_running: bool = False


def evolve(state: RecordingState, record: Record) -> RecordingState:
    """The recording after one more entry; entries of other rooms change nothing."""
    match record.event:
        case RecordingStarted():
            return RecordingState(is_running=True)
        case RecordingEnded():
            return RecordingState(is_running=False)
    return state


def decide_started(_state: RecordingState, *, segment: int) -> RecordingStarted:
    """A recorder that died couldn't say so: a second start is no mistake."""
    return RecordingStarted(segment=segment)


def decide_ended(state: RecordingState, *, segments: int, cause: EndCause) -> RecordingEnded:
    """Raises: RecordingIsNotRunning."""
    if not state.is_running:
        raise RecordingIsNotRunning
    return RecordingEnded(segments=segments, cause=cause)


RECORDING_FOLD: Fold[RecordingState] = Fold(name="recording", initial=RecordingState(), evolve=evolve)
