# SPDX-License-Identifier: Apache-2.0
"""When a venue is well: rules over what its screen says and what arrived from it. Pure.

Seen and heard must be proved: a venue is green only while its own player shows changing
frames of the programme and its stills and status keep coming.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diemcau.board.documents import UNHEARD_OF, VenueHealth
from diemcau.board.live import VenueStatus

Cause = Literal[
    "lost", "garbage", "silent", "no_still", "no_feed", "bad_feed",
    "no_picture", "frozen", "no_sound", "no_camera", "no_microphone",
]  # fmt: skip
"""The words that stand for `cause` in the director's document. Pages translate them."""

STATUS_LATE_S = 3.5
SILENT_S = 7.0
STILL_LATE_S = 6.0
SETTLING_S = 5.0
"""What a player or a camera may take after it was asked, before its absence counts as a fault."""

GARBAGE_REMEMBERED_S = 15.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What is known of one connected venue. Instants are monotonic seconds, None for never.

    `unpictured_since` is when its player last lost the picture, or stopped painting new
    frames, while there was one to show; `unheard_since` when the sound of that picture went
    away; `called_at` when its own camera was asked for.
    """

    connected_at: float
    still_at: float | None = None
    status_at: float | None = None
    status: VenueStatus | None = None
    unpictured_since: float | None = None
    unheard_since: float | None = None
    called_at: float | None = None
    is_feeding: bool = False
    garbage_at: float | None = None
    bad_feed_at: float | None = None


def health_of(signs: Signs | None, *, was_here: bool, programme_since: float | None, now: float) -> VenueHealth:
    """Judge one venue.

    Args:
        signs: None while the venue has no line.
        was_here: whether it has had one before.
        programme_since: when the picture that is being sent to it began; None while there is
            none from elsewhere.
        now: monotonic seconds.
    """
    if signs is None:
        return VenueHealth("red", "lost") if was_here else UNHEARD_OF
    return _red(signs, programme_since, now) or _amber(signs, programme_since, now) or VenueHealth("green", "")


def _red(signs: Signs, programme_since: float | None, now: float) -> VenueHealth | None:
    cause: Cause | None = None
    if now - (signs.status_at or signs.connected_at) > SILENT_S:
        cause = "silent"
    elif _is_recent(signs.bad_feed_at, now):
        cause = "bad_feed"
    elif signs.called_at is not None and not signs.is_feeding and now - signs.called_at > SETTLING_S:
        cause = "no_feed"
    elif _lasts(signs.unpictured_since, programme_since, now):
        cause = "frozen" if signs.status and signs.status["viewing"] else "no_picture"
    return VenueHealth("red", cause) if cause else None


def _amber(signs: Signs, programme_since: float | None, now: float) -> VenueHealth | None:
    cause: Cause | None = None
    status = signs.status
    if _is_recent(signs.garbage_at, now):
        cause = "garbage"
    elif status is None or signs.status_at is None or now - signs.status_at > STATUS_LATE_S:
        cause = "silent"
    elif not status["camera"]:
        cause = "no_camera"
    elif signs.still_at is None or now - signs.still_at > STILL_LATE_S:
        cause = "no_still"
    elif not status["microphone"]:
        cause = "no_microphone"
    elif _lasts(signs.unheard_since, programme_since, now):
        cause = "no_sound"
    return VenueHealth("amber", cause) if cause else None


def _lasts(missing_since: float | None, programme_since: float | None, now: float) -> bool:
    """Whether picture or sound are missing for longer than a player needs after a cut."""
    if programme_since is None or missing_since is None:
        return False
    return now - max(missing_since, programme_since) > SETTLING_S


def paints(status: VenueStatus) -> bool:
    """Whether the venue's player shows a picture that changes."""
    return status["viewing"] is not None and status["painted_fps"] > 0


def sounds(status: VenueStatus) -> bool:
    """Whether the venue's player gives the sound of the picture it shows; without a picture none is missed."""
    return status["viewing"] is None or status["heard_db"] is not None


def _is_recent(at: float | None, now: float) -> bool:
    return at is not None and now - at <= GARBAGE_REMEMBERED_S
