# SPDX-License-Identifier: Apache-2.0
"""What can happen to the recording. Few entries: what was cut when is told by the floor's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diemcau.journal.events import Event, register

EndCause = Literal["closed", "no_space", "failed"]


@register("recording.started")
@dataclass(frozen=True, kw_only=True)
class RecordingStarted(Event):
    """What is on air is being written, from this segment of the playlist on (the first is 1).

    Twice in a row without an end between them: the recorder died and came back.
    """

    segment: int


@register("recording.ended")
@dataclass(frozen=True, kw_only=True)
class RecordingEnded(Event):
    """Nothing more is written. `segments` is how many the playlist holds, `cause` why it ended."""

    segments: int
    cause: EndCause
