# SPDX-License-Identifier: Apache-2.0
"""Looking at every venue, one after the other, twice a second. Pure.

Puts the rules of `health` and `reception` to all venues of a conference, and remembers for
each what they need from one look to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from diemcau.floor.events import Scene
from diemcau.floor.sources import SOURCES
from diemcau.stage.episodes import Episode
from diemcau.stage.health import (
    LOST,
    UNHEARD_OF,
    Programme,
    Signs,
    Verdict,
    fresh_status,
    judged,
    missing_of,
    troubles_of,
)
from diemcau.stage.inputs import Cast
from diemcau.stage.outputs import NoteProved, NoteUnproved
from diemcau.stage.reception import doubted, first_doubt

LOOKED_EVERY_S = 0.5
NOTED_AGAIN_AFTER_S = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Showing:
    """What every screen shows: whose media are passed on to everyone, composed how."""

    sources: frozenset[str] = frozenset()
    scene: Scene = "holding"


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """What is remembered between two looks. Instants are monotonic seconds.

    `doubts` are about reception, for connected venues; `noted_at` tells when the journal was
    last told about a venue's reception, so that it is not told again before it can answer.
    """

    looked_at: float = 0.0
    showing: Showing = field(default_factory=Showing)
    shown_since: float = 0.0
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    doubts: Mapping[str, Episode | None] = field(default_factory=dict)
    noted_at: Mapping[str, float] = field(default_factory=dict)


Notes = list[NoteProved | NoteUnproved]


def looked(
    watch: Watch, *, cast: Cast, signs: Mapping[str, Signs], gone: frozenset[str], sources: frozenset[str], now: float
) -> tuple[Watch, Notes]:
    """Look at every venue.

    Args:
        watch: from the last look.
        cast: what the fold says.
        signs: of each venue with a line.
        gone: the venues whose line is down though they were here.
        sources: the venues whose media every screen is sent now.
        now: monotonic seconds.
    Returns: what to remember, and what the journal is to be told.
    """
    showing = Showing(sources=sources, scene=cast.floor["scene"])
    since = watch.shown_since if showing == watch.showing else now
    watch = replace(watch, looked_at=now, showing=showing, shown_since=since)
    verdicts: dict[str, Verdict] = {}
    doubts: dict[str, Episode | None] = {}
    notes: Notes = []
    for venue in cast.venues:
        verdict, own = watch.verdicts.get(venue, UNHEARD_OF), signs.get(venue)
        if own is None:
            troubles = frozenset({LOST} if venue in gone else ())
            verdicts[venue] = judged(verdict, troubles, is_proved=False, now=now)
            continue
        programme = _programme(watch, venue, signs)
        is_proved = fresh_status(own, now) is not None
        troubles = troubles_of(own, programme, now, known=verdict.episodes.keys())
        verdicts[venue] = judged(verdict, troubles, is_proved=is_proved, now=now)
        receivable = programme if cast.floor["phase"] == "open" else None
        doubts[venue] = doubted(_doubt(watch, cast, venue, now), own, receivable, now)
        if receivable is not None:
            notes += _notes(cast, venue, doubts[venue], missing_of(own, receivable, now) or "no_picture")
    due = [note for note in notes if now - watch.noted_at.get(note.venue, -NOTED_AGAIN_AFTER_S) >= NOTED_AGAIN_AFTER_S]
    noted_at = {**watch.noted_at, **dict.fromkeys((note.venue for note in due), now)}
    return replace(watch, verdicts=verdicts, doubts=doubts, noted_at=noted_at), due


def _programme(watch: Watch, venue: str, signs: Mapping[str, Signs]) -> Programme | None:
    """What a venue is sent from elsewhere: a hall on air doesn't receive itself."""
    others = watch.showing.sources - {venue}
    if not others or watch.showing.scene == "holding" or venue in SOURCES:
        return None
    has_sound = any(_has_microphone(signs.get(source)) for source in others)
    # Slides come by another way; a screen that is full of them need not play the speaker's picture.
    return Programme(since=watch.shown_since, has_picture=watch.showing.scene != "slides", has_sound=has_sound)


def _has_microphone(signs: Signs | None) -> bool:
    return signs is None or signs.status is None or signs.status["microphone"] != "off"


def _doubt(watch: Watch, cast: Cast, venue: str, now: float) -> Episode | None:
    if venue in watch.doubts:
        return watch.doubts[venue]
    return first_doubt(is_proved=venue in cast.proved, now=now)


def _notes(cast: Cast, venue: str, doubt: Episode | None, cause: str) -> Notes:
    if doubt is None and venue in cast.connected - cast.proved:
        return [NoteProved(venue=venue)]
    if doubt is not None and doubt.is_told and venue in cast.proved:
        return [NoteUnproved(venue=venue, cause=cause)]
    return []
