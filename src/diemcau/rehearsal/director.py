# SPDX-License-Identifier: Apache-2.0
"""A director who follows a script, command by command, with a real director's bearer."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, assert_never
from uuid import UUID

from diemcau.floor import air as on_the_air
from diemcau.floor.air import Air, Film
from diemcau.lib.clock import Clock
from diemcau.rehearsal.installation import Bearer, Installation, Sent
from diemcau.rehearsal.ledger import Airing
from diemcau.rehearsal.refusals import CommandWasRefused
from diemcau.rehearsal.script import (
    ClipStep,
    CutStep,
    IncidentStep,
    ItemStep,
    NoticeStep,
    PhaseStep,
    SceneStep,
    SlideStep,
    Step,
    UndoStep,
)

PATHS = {
    "open": "opening",
    "close": "closing",
    "call": "floor/calls",
    "air": "floor/airings",
    "pair": "floor/pairs",
    "release": "floor/releases",
    "notice": "notices",
    "incident": "incidents",
}


@dataclass(kw_only=True)
class ScriptedDirector:
    """Sends the script's steps when their time has come and remembers when each was sent.

    `films` are the durations of the conference's films in seconds, by id. `now_playing` is told
    each step before it is sent. A step that is refused is remembered with the reason, and the
    show goes on.
    """

    installation: Installation
    bearer: Bearer
    hub: str
    films: Mapping[str, float]
    clock: Clock
    now_playing: Callable[[Step], None]
    sent: list[tuple[Step, Sent]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    async def play(
        self, steps: Sequence[Step], *, start_s: float, before_closing: Callable[[], Awaitable[None]]
    ) -> None:
        """Send every step at `start_s` (monotonic) plus its own time; nobody closes before `before_closing` ends."""
        for step in steps:
            wait_s = start_s + step.at_s - time.monotonic()
            if wait_s > 0:
                await self.clock.sleep(wait_s)
            if isinstance(step, PhaseStep) and step.do == "close":
                await before_closing()
            self.now_playing(step)
            path, fields = request_of(step)
            try:
                self.sent.append((step, await self.installation.command(path, self.bearer, **fields)))
            except CommandWasRefused as refusal:
                self.refused.append(str(refusal))

    def airings(self, *, until_s: float) -> list[Airing]:
        """Who had the floor from which command to which, the last one until `until_s`."""
        played = [(step, sent.sent_at_s) for step, sent in self.sent]
        return airings_of(played, hub=self.hub, films=self.films, until_s=until_s)


def airings_of(
    played: Sequence[tuple[Step, float]], *, hub: str, films: Mapping[str, float], until_s: float
) -> list[Airing]:
    """Who had the floor from which command to which; of two on air the one in front counts.

    `played` holds the steps that were obeyed, each with the instant of its command; a film ends by
    itself after its duration in `films`. The last airing is cut off at `until_s`.
    """
    on_air: str | None = None
    cuts: list[tuple[str | None, float]] = []
    for air, at_s in _courses(played, hub=hub, films=films, until_s=until_s):
        source = next(iter(air.on_air), None)
        if source != on_air:
            cuts.append((source, at_s))
        on_air = source
    ends = [at_s for _, at_s in cuts[1:]] + [until_s]
    return [
        Airing(source=source, from_s=from_s, until_s=end_s)
        for (source, from_s), end_s in zip(cuts, ends, strict=True)
        if source is not None
    ]


def _courses(
    played: Sequence[tuple[Step, float]], *, hub: str, films: Mapping[str, float], until_s: float
) -> Iterator[tuple[Air, float]]:
    """What is on air after each step and each film's end, and since when."""
    course = _Course(air=Air(hub=hub))
    for step, at_s in played:
        if (over := _film_over(course, by_s=at_s)) is not None:
            course, ended_s = over
            yield course.air, ended_s
        course = _after(step, course, films=films, at=datetime.fromtimestamp(at_s, UTC))
        yield course.air, at_s
    if (over := _film_over(course, by_s=until_s)) is not None:
        yield over[0].air, over[1]


def _film_over(course: _Course, *, by_s: float) -> tuple[_Course, float] | None:
    """How it goes on after the film that runs, and when; None when it has no end by then."""
    film = course.air.film
    if film is None:
        return None
    ends_at = film.started_at + timedelta(seconds=film.duration_s)
    if ends_at.timestamp() > by_s:
        return None
    return _Course(air=on_the_air.film_ended(course.air, film.clip, at=ends_at)), ends_at.timestamp()


def request_of(step: Step) -> tuple[str, dict[str, Any]]:  # noqa: PLR0911 - one case a step
    """The command's path and its fields."""
    match step:
        case PhaseStep():
            return PATHS[step.do], {}
        case ItemStep():
            return "items", {"item": step.item}
        case CutStep(do="air"):
            return PATHS[step.do], {"venue": step.venue, "limit_s": step.limit_s}
        case CutStep():
            return PATHS[step.do], {"venue": step.venue}
        case UndoStep():
            return "floor/undo", {}
        case SceneStep():
            return "floor/scene", {"scene": step.scene}
        case SlideStep():
            return "floor/slides", {"deck": step.deck, "page": step.page}
        case ClipStep():
            return "floor/clips", {"clip": step.clip}
        case NoticeStep() | IncidentStep():
            return PATHS[step.do], {"venue": step.venue, "text": step.text}
        case _:
            assert_never(step)


@dataclass(frozen=True, kw_only=True)
class _Course:
    """What is on air, by the floor's own rules, and what was before the last cut."""

    air: Air
    before: Air | None = None


def _after(step: Step, course: _Course, *, films: Mapping[str, float], at: datetime) -> _Course:
    match step:
        case CutStep(do="air"):
            air = on_the_air.aired(course.air, step.venue, limit_s=step.limit_s, at=at)
        case CutStep(do="pair"):
            air = on_the_air.paired(course.air, step.venue, at=at)
        case CutStep(do="release"):
            air = on_the_air.left(course.air, step.venue, at=at)
        case SceneStep():
            air = on_the_air.in_scene(course.air, step.scene, at=at)
        case ClipStep(clip=str(clip)):
            film = Film(clip=UUID(clip), duration_s=films[clip], started_at=at, before=course.air.scene)
            air = on_the_air.film_started(course.air, film)
        case PhaseStep(do="close"):
            air = on_the_air.emptied(course.air, at=at)
        case UndoStep() if course.before is not None:
            before = course.before
            again = on_the_air.brought_back(
                course.air, aired=before.aired, beside=before.beside, scene=before.scene, at=at
            )  # fmt: skip
            return _Course(air=again)
        case _:
            return course
    return course if air is course.air else _Course(air=air, before=course.air)
