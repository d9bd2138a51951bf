# SPDX-License-Identifier: Apache-2.0
"""One rehearsal from the reading of the plan to the account of what happened.

Speaks HTTP and nothing else to the installation; knows no database.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from diemcau.lib.clock import Clock
from diemcau.rehearsal.crew import Cast, CrewReport
from diemcau.rehearsal.director import ScriptedDirector
from diemcau.rehearsal.ensemble import Ensemble
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.ledger import Ledger
from diemcau.rehearsal.pictures import Label
from diemcau.rehearsal.roll import Invited
from diemcau.rehearsal.script import Kill, Script, with_clips, with_decks
from diemcau.rehearsal.venue import Part

BREATH_S = 0.5
# How long a director holds the closing for marks that are still under way.
ROLL_TIMEOUT_S = 60.0
READING_AT_ONCE = 4


@dataclass(frozen=True, kw_only=True)
class PlannedFilm:
    """A film that can be played out."""

    id: str
    duration_s: float


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a rehearsal needs of the conference.

    Labels are by code, decks' ids and films by title, all in the plan's order; items are their numbers.
    """

    hub: str
    labels: Mapping[str, Label]
    items: tuple[int, ...]
    decks: Mapping[str, str]
    films: Mapping[str, PlannedFilm]

    @property
    def durations_s(self) -> dict[str, float]:
        """How long each film lasts, by its id."""
        return {film.id: film.duration_s for film in self.films.values()}

    @property
    def guests(self) -> list[str]:
        """Every venue but the hub, in the plan's order."""
        return [code for code in self.labels if code != self.hub]


async def read_plan(installation: Installation, bearer: Bearer) -> Plan:
    """Read venues, programme and films as the pages do."""
    document = await installation.read("plan", bearer)
    clips = await installation.read("clips", bearer)
    venues = document["venues"]
    return Plan(
        hub=next(venue["code"] for venue in venues if venue["parent"] is None),
        labels={
            venue["code"]: Label(number=number, code=venue["code"], name=venue["name"])
            for number, venue in enumerate(venues)
        },
        items=tuple(item["number"] for item in document["items"]),
        decks={deck["title"]: deck["id"] for deck in document["decks"]},
        films={clip["title"]: PlannedFilm(id=clip["id"], duration_s=clip["duration_s"]) for clip in clips},
    )


async def read_roll(installation: Installation, bearer: Bearer, codes: Collection[str]) -> dict[str, list[Invited]]:
    """Read the roll of every venue named, with a director's bearer."""
    gate = asyncio.Semaphore(READING_AT_ONCE)

    async def read(code: str) -> list[Invited]:
        async with gate:
            document = await installation.read(f"venues/{code}/roll", bearer)
        return [
            Invited(uuid=UUID(person["uuid"]), name=person["name"], is_guest=person["is_guest"])
            for person in document["people"]
            if not person["is_walk_in"] and person["home"] is None
        ]

    rolls = await asyncio.gather(*(read(code) for code in codes))
    return dict(zip(codes, rolls, strict=True))


def with_material(script: Script, plan: Plan) -> Script:
    """The script with the plan's own decks and films. Raises: ScriptNamesUnknownDeck, ScriptNamesUnknownClip."""
    return with_clips(with_decks(script, plan.decks), {title: film.id for title, film in plan.films.items()})


def cast_of(plan: Plan, *, link_tokens: Mapping[str, str], codes: Collection[str]) -> list[Cast]:
    """The parts of the venues named."""
    return [
        Cast(
            part=Part(label=label, is_hub=code == plan.hub),
            link_token=link_tokens[code],
        )
        for code, label in plan.labels.items()
        if code in codes
    ]


@dataclass(kw_only=True)
class Performance:
    """A script on its way through a running installation. `kill` ends one of its processes by name."""

    script: Script
    plan: Plan
    director: ScriptedDirector
    ensemble: Ensemble
    clock: Clock
    kill: Callable[[str], None]
    start_s: float = 0.0
    end_s: float = 0.0

    async def play(self) -> None:
        """Play the script to its end."""
        self.start_s = time.monotonic() + BREATH_S
        await self.ensemble.begin(self.start_s)
        async with asyncio.TaskGroup() as playing:
            for kill in self.script.kills:
                playing.create_task(self._kill(kill), name=f"kill-{kill.what}")
            await self.director.play(self.script.steps, start_s=self.start_s, before_closing=self._roll_is_called)
        self.end_s = self.start_s + self.script.lasts_s
        await self.clock.sleep(max(0.0, self.end_s - time.monotonic()))

    async def _kill(self, kill: Kill) -> None:
        await self.clock.sleep(max(0.0, self.start_s + kill.at_s - time.monotonic()))
        # Looking through the machine's processes takes a while, and others play meanwhile.
        await asyncio.to_thread(self.kill, kill.what)

    async def _roll_is_called(self) -> None:
        await self.ensemble.wait_marked(timeout_s=ROLL_TIMEOUT_S)

    async def account(self) -> tuple[CrewReport, Ledger]:
        """What the crews lived through, and the books over it."""
        report = await self.ensemble.report()
        return report, self.books(report, viewers=report.connected)

    def books(self, report: CrewReport, *, viewers: Sequence[str]) -> Ledger:
        """The ledger of a report."""
        return Ledger(
            airings=self.director.airings(until_s=time.monotonic()),
            venues=viewers,
            sent_us=report.sent_us,
            receptions=report.receptions,
            outages=report.outages,
        )
