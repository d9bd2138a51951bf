# SPDX-License-Identifier: Apache-2.0
"""Who is on air, in which scene, for how long, and where the programme returns to. Pure.

Guests are the venues that the director put on air. While there is none, the hub has the floor
by rule in every scene but the holding picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from diemcau.floor.events import Scene
from diemcau.floor.sources import CLIP


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """The second venue on air, and the scene from before it came."""

    venue: str
    before: Scene


@dataclass(frozen=True, kw_only=True, slots=True)
class Film:
    """A film that is running, and the scene from before it."""

    clip: UUID
    duration_s: float
    started_at: datetime
    before: Scene
    title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Air:
    """The programme of the moment.

    `aired` is the guest who has the floor and `pair` the one beside; `limit_s` the speaking
    time agreed with `aired`. `returns_to` is the scene that comes back by itself when the last
    guest leaves, None to stay. `since` tells when each guest's turn began, `floor_since` when
    the floor last passed from one to another, `spoke` the time on air of ended turns, `turns`
    how many each venue has had.
    """

    hub: str | None = None
    aired: str | None = None
    pair: Pair | None = None
    limit_s: int | None = None
    scene: Scene = "holding"
    returns_to: Scene | None = None
    film: Film | None = None
    since: Mapping[str, datetime] = field(default_factory=dict)
    floor_since: datetime | None = None
    spoke: Mapping[str, timedelta] = field(default_factory=dict)
    turns: Mapping[str, int] = field(default_factory=dict)

    @property
    def beside(self) -> str | None:
        """The second venue on air."""
        return self.pair.venue if self.pair else None

    @property
    def guests(self) -> tuple[str, ...]:
        """The venues that are on air by the director's call."""
        return tuple(venue for venue in (self.aired, self.beside) if venue is not None)

    @property
    def on_air(self) -> tuple[str, ...]:
        """Whoever every screen shows, the one who has the floor first."""
        if self.film:
            return (CLIP,)
        has_floor = self.aired or (self.hub if self.scene != "holding" else None)
        return tuple(venue for venue in (has_floor, self.beside) if venue is not None)


def aired(air: Air, venue: str, *, limit_s: int | None, at: datetime) -> Air:
    """One venue has the floor alone. A holding picture makes way for it, and comes back after it."""
    cleared = _without_film(air)
    scene = cleared.pair.before if cleared.pair and cleared.scene == "duo" else cleared.scene
    alone = _with_guests(cleared, at, aired=venue, pair=None, limit_s=limit_s)
    if scene == "holding":
        return replace(alone, scene="speaker", returns_to="holding")
    return replace(alone, scene=scene)


def paired(air: Air, venue: str, *, at: datetime) -> Air:
    """A second venue beside whoever has the floor."""
    pair = Pair(venue=venue, before=air.scene)
    return replace(_with_guests(air, at, aired=air.aired, pair=pair, limit_s=air.limit_s), scene="duo")


def left(air: Air, venue: str, *, at: datetime) -> Air:
    """A guest left the air; for anybody else nothing changes."""
    if venue not in air.guests:
        return air
    stays = air.beside if venue == air.aired else air.aired
    scene = air.pair.before if air.pair and air.scene == "duo" else air.scene
    limit_s = air.limit_s if stays == air.aired else None
    remaining = replace(_with_guests(air, at, aired=stays, pair=None, limit_s=limit_s), scene=scene)
    if stays is not None or air.returns_to is None:
        return remaining
    return replace(remaining, scene=air.returns_to, returns_to=None)


def emptied(air: Air, *, at: datetime) -> Air:
    """Nobody is on air any more, and nothing comes back by itself."""
    gone = _with_guests(_without_film(air), at, aired=None, pair=None, limit_s=None)
    return replace(gone, scene="holding", returns_to=None, floor_since=at)


def in_scene(air: Air, scene: Scene, *, at: datetime) -> Air:
    """The director chose a scene: it stays until the next choice."""
    since = air.floor_since if air.aired else at
    return replace(_without_film(air), scene=scene, returns_to=None, floor_since=since)


def film_started(air: Air, film: Film) -> Air:
    """A film takes the place of whoever was on air."""
    single = air.pair.before if air.pair and air.scene == "duo" else _scene_without_film(air)
    before = air.returns_to or single
    cleared = _with_guests(air, film.started_at, aired=None, pair=None, limit_s=None)
    film = replace(film, before=before)
    return replace(cleared, scene="clip", film=film, returns_to=None, floor_since=film.started_at)


def film_ended(air: Air, clip: UUID, *, at: datetime) -> Air:
    """The film is over; one that isn't running changes nothing."""
    if air.film is None or air.film.clip != clip:
        return air
    return replace(_without_film(air), floor_since=at)


def brought_back(air: Air, *, aired: str | None, beside: str | None, scene: Scene, at: datetime) -> Air:
    """These venues in this scene again, as before the last cut."""
    pair = Pair(venue=beside, before="speaker") if beside is not None else None
    again = _with_guests(_without_film(air), at, aired=aired, pair=pair, limit_s=None)
    return replace(again, scene=scene, returns_to=None, floor_since=at)


def _with_guests(air: Air, at: datetime, *, aired: str | None, pair: Pair | None, limit_s: int | None) -> Air:
    """Whoever leaves has the time counted, whoever stays goes on, whoever comes begins."""
    guests = [venue for venue in (aired, pair.venue if pair else None) if venue is not None]
    ended = {
        venue: air.spoke.get(venue, timedelta()) + max(at - since, timedelta())
        for venue, since in air.since.items()
        if venue not in guests
    }
    begun = {venue: air.turns.get(venue, 0) + 1 for venue in guests if venue not in air.since}
    return replace(
        air,
        aired=aired,
        pair=pair,
        limit_s=limit_s,
        since={venue: air.since.get(venue, at) for venue in guests},
        floor_since=at if aired != air.aired else air.floor_since,
        spoke={**air.spoke, **ended},
        turns={**air.turns, **begun},
    )


def _without_film(air: Air) -> Air:
    return replace(air, film=None, scene=_scene_without_film(air))


def _scene_without_film(air: Air) -> Scene:
    return air.film.before if air.film else air.scene
