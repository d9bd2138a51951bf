# SPDX-License-Identifier: Apache-2.0
"""When the journal is told that a venue receives the programme, or no longer does. Pure.

Far more patient than what the director is told: a cut, a hiccup or a player that is set up
anew must not become an entry, for there are a hundred venues and an entry is for ever.
While there is nothing to receive, nothing is found out either way.
"""

from __future__ import annotations

from dataclasses import replace

from diemcau.stage.episodes import Episode, Patience, followed
from diemcau.stage.health import Programme, Signs, fresh_status, missing_of

PATIENCE = Patience(shows_after_s=20.0, clears_after_s=5.0)


def first_doubt(*, is_proved: bool, now: float) -> Episode | None:
    """What to think of a venue that has just come: unproved, unless the journal has its proof."""
    return None if is_proved else Episode(since=now, seen_at=now, is_told=True)


def doubted(doubt: Episode | None, signs: Signs, programme: Programme | None, now: float) -> Episode | None:
    """The doubt about a venue's reception after one more look; None: it receives.

    Args:
        doubt: as of the last look; begin with `first_doubt`.
        signs: of the connected venue.
        programme: None while there is nothing to receive.
        now: monotonic seconds.
    """
    if programme is None:
        return replace(doubt, seen_at=now) if doubt is not None and doubt.is_told else None
    return followed(doubt, is_seen=not receives(signs, programme, now), patience=PATIENCE, now=now)


def receives(signs: Signs, programme: Programme, now: float) -> bool:
    """Whether the venue says at this moment that it has all of the programme that is to be had."""
    status = fresh_status(signs, now)
    if status is None or missing_of(signs, programme, now) is not None:
        return False
    has_picture = status["viewing"] is not None and status["painted_fps"] > 0
    return (has_picture or not programme.has_picture) and (status["heard_db"] is not None or not programme.has_sound)
