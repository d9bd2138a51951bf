# SPDX-License-Identifier: Apache-2.0
"""When a venue is well: rules over what its screen says and what arrived from it. Pure.

Seen and heard must be proved: a venue is green only while its own player shows changing
frames of the programme, plays its sound, and its stills and status keep coming. Red is for a
hall that misses the conference, or that the conference would miss now; amber for what is to
be mended before its next turn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from diemcau.board.live import Health, VenueStatus
from diemcau.stage.episodes import Episode, Patience, followed

Cause = Literal[
    "lost", "silent", "bad_feed", "no_feed", "no_picture", "frozen", "no_sound",
    "no_camera", "camera_frozen", "camera_dark", "no_still", "garbage",
    "no_microphone", "microphone_silent", "microphone_clipped", "lossy",
]  # fmt: skip
"""The words that stand for `cause` in the director's document, worst first. Pages translate them."""

STATUS_LATE_S = 3.5
SILENT_S = 7.0
STILL_LATE_S = 6.0
SETTLING_S = 5.0
"""What a player or a camera may take after it was asked, before its absence counts as a fault."""

RECENT_S = 1.0
LOSSY = 0.3
"""Share of the pictures missing above which speakers seem to stutter."""

USUAL = Patience(shows_after_s=3.0, clears_after_s=5.0)
PATIENCE: Mapping[Cause, Patience] = {
    # Screens redial in under a second: a line that is back within two was never lost.
    "lost": Patience(shows_after_s=2.0, clears_after_s=3.0),
    # These are late by their own rules already.
    "silent": Patience(shows_after_s=0.0, clears_after_s=4.0),
    "no_still": Patience(shows_after_s=0.0, clears_after_s=5.0),
    "no_feed": Patience(shows_after_s=0.0, clears_after_s=2.0),
    # What comes in single bursts must be told at the first, and be remembered.
    "bad_feed": Patience(shows_after_s=0.0, clears_after_s=15.0),
    "garbage": Patience(shows_after_s=0.0, clears_after_s=15.0),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong, and how badly."""

    health: Health
    cause: Cause


_SEVERITIES: tuple[Health, ...] = ("red", "amber")
_WORST_FIRST = [Trouble(health, cause) for health in _SEVERITIES for cause in get_args(Cause)]
RANK: Mapping[Trouble, int] = {trouble: place for place, trouble in enumerate(_WORST_FIRST)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What is known of one connected venue. Instants are monotonic seconds, None for never.

    `called_at` is when its own camera was asked for, None while it isn't.
    """

    connected_at: float
    still_at: float | None = None
    status_at: float | None = None
    status: VenueStatus | None = None
    called_at: float | None = None
    is_feeding: bool = False
    garbage_at: float | None = None
    bad_feed_at: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Programme:
    """What is being sent to a venue from elsewhere since `since` (monotonic seconds)."""

    since: float
    has_picture: bool
    has_sound: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What the director is told of a venue. `since`: monotonic seconds."""

    health: Health
    cause: str
    since: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """A judgement, and the troubles on which it stands."""

    judgement: Judgement
    episodes: Mapping[Trouble, Episode] = field(default_factory=dict)


UNHEARD_OF = Verdict(judgement=Judgement(health="grey", cause="", since=0.0))
LOST = Trouble("red", "lost")


def judged(verdict: Verdict, troubles: frozenset[Trouble], *, is_proved: bool, now: float) -> Verdict:
    """Judge one venue once more.

    Args:
        verdict: from the last time, or `UNHEARD_OF`.
        troubles: what is wrong at this moment.
        is_proved: whether the venue itself says that it is well; until then it isn't green.
        now: monotonic seconds.
    """
    episodes = verdict.episodes
    if troubles or episodes:
        looked = {
            one: followed(episodes.get(one), is_seen=one in troubles, patience=PATIENCE.get(one.cause, USUAL), now=now)
            for one in troubles | episodes.keys()
        }
        episodes = {one: episode for one, episode in looked.items() if episode is not None}
    told = [one for one, episode in episodes.items() if episode.is_told]
    before = verdict.judgement
    if told:
        worst = min(told, key=RANK.__getitem__)
        word: tuple[Health, str] = worst.health, worst.cause
    else:
        word = ("green", "") if is_proved else (before.health, before.cause)
    judgement = before if word == (before.health, before.cause) else Judgement(health=word[0], cause=word[1], since=now)
    if judgement is before and episodes == verdict.episodes:
        return verdict
    return Verdict(judgement=judgement, episodes=episodes)


def troubles_of(
    signs: Signs, programme: Programme | None, now: float, *, known: Collection[Trouble] = ()
) -> frozenset[Trouble]:
    """All that is wrong with a connected venue at this moment.

    Args:
        signs: what is known of it.
        programme: None while nothing is sent to it from elsewhere.
        now: monotonic seconds.
        known: the troubles it has had lately. A cut gives a player time to settle, but no
            pardon: what was missing before and still is goes on missing.
    """
    status = fresh_status(signs, now)
    troubles = {*_line_troubles(signs, now)}
    if status is not None:
        missing = _missing(status, programme)
        if missing is not None and (_has_settled(signs, programme, now) or Trouble("red", missing) in known):
            troubles.add(Trouble("red", missing))
        troubles.update(_device_troubles(status, is_called=signs.called_at is not None))
        if status["loss"] is not None and status["loss"] >= LOSSY:
            troubles.add(Trouble("amber", "lossy"))
    return frozenset(troubles)


def fresh_status(signs: Signs, now: float) -> VenueStatus | None:
    """What the venue says of itself, unless that is old."""
    is_fresh = signs.status_at is not None and now - signs.status_at <= STATUS_LATE_S
    return signs.status if is_fresh else None


def missing_of(signs: Signs, programme: Programme | None, now: float) -> Cause | None:
    """What the venue misses of the programme; None when it misses nothing, or nothing is to be had yet."""
    if not _has_settled(signs, programme, now):
        return None
    status = fresh_status(signs, now)
    return "silent" if status is None else _missing(status, programme)


def _has_settled(signs: Signs, programme: Programme | None, now: float) -> bool:
    return programme is not None and now - max(programme.since, signs.connected_at) > SETTLING_S


def _missing(status: VenueStatus, programme: Programme | None) -> Cause | None:
    if programme is None:
        return None
    if programme.has_picture and status["viewing"] is None:
        return "no_picture"
    if programme.has_picture and status["painted_fps"] <= 0:
        return "frozen"
    return "no_sound" if programme.has_sound and status["heard_db"] is None else None


def _line_troubles(signs: Signs, now: float) -> Iterator[Trouble]:
    quiet_s = now - (signs.connected_at if signs.status_at is None else signs.status_at)
    if quiet_s > STATUS_LATE_S:
        yield Trouble("red" if quiet_s > SILENT_S else "amber", "silent")
    elif now - (signs.connected_at if signs.still_at is None else signs.still_at) > STILL_LATE_S:
        yield Trouble("amber", "no_still")
    if _is_recent(signs.bad_feed_at, now):
        yield Trouble("red", "bad_feed")
    if _is_recent(signs.garbage_at, now):
        yield Trouble("amber", "garbage")
    if signs.called_at is not None and not signs.is_feeding and now - signs.called_at > SETTLING_S:
        yield Trouble("red", "no_feed")


_CAMERA: Mapping[str, Cause] = {"off": "no_camera", "frozen": "camera_frozen", "dark": "camera_dark"}
_MICROPHONE: Mapping[str, Cause] = {
    "off": "no_microphone", "silent": "microphone_silent", "clipped": "microphone_clipped",
}  # fmt: skip


def _device_troubles(status: VenueStatus, *, is_called: bool) -> Iterator[Trouble]:
    if status["camera"] in _CAMERA:
        yield Trouble("red" if is_called else "amber", _CAMERA[status["camera"]])
    if status["microphone"] in _MICROPHONE:
        # Never red: a hall in which nobody happens to speak sounds the same.
        yield Trouble("amber", _MICROPHONE[status["microphone"]])


def _is_recent(at: float | None, now: float) -> bool:
    return at is not None and now - at <= RECENT_S
