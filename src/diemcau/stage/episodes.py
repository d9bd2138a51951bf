# SPDX-License-Identifier: Apache-2.0
"""Hysteresis: when a trouble that comes and goes is told, and when it is over. Pure.

An episode begins when a trouble is first seen and ends when it hasn't been seen for a steady
while. It is told from the first sighting on at which it has lasted long enough. So trouble
that comes and goes faster than that stays told, a single hiccup is never told, and whatever
is told stays told for at least the steady while.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """How long a trouble must last before it is told, and be away before it is over. Seconds."""

    shows_after_s: float
    clears_after_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Episode:
    """A trouble that isn't over. Instants are monotonic seconds."""

    since: float
    seen_at: float
    is_told: bool


def followed(episode: Episode | None, *, is_seen: bool, patience: Patience, now: float) -> Episode | None:
    """The episode after one more look; None when there is none (any more).

    Args:
        episode: as of the last look.
        is_seen: whether the trouble is there at this look.
        patience: of this trouble.
        now: monotonic seconds; never less than at the last look.
    """
    if episode is None:
        return Episode(since=now, seen_at=now, is_told=patience.shows_after_s <= 0) if is_seen else None
    if is_seen:
        is_told = episode.is_told or now - episode.since >= patience.shows_after_s
        return Episode(since=episode.since, seen_at=now, is_told=is_told)
    return None if now - episode.seen_at >= patience.clears_after_s else episode
