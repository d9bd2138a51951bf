# SPDX-License-Identifier: Apache-2.0
"""The demonstration on a running installation: everybody on stage, the programme, the outcome."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
from rich.console import Console

from diemcau.cli.bars import bars, told
from diemcau.cli.doors import Doors
from diemcau.cli.photographer import Photographer
from diemcau.cli.press import Press
from diemcau.cli.supervisor import child_environment
from diemcau.config.environment import environment
from diemcau.floor.sources import CLIP
from diemcau.lib.clock import SystemClock
from diemcau.rehearsal.browser import OpenPage, RealBrowser, painted_cuts_ms
from diemcau.rehearsal.director import ScriptedDirector
from diemcau.rehearsal.ensemble import Ensemble, deal
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.ledger import commanded
from diemcau.rehearsal.performance import Performance, cast_of, read_plan, read_roll, with_material
from diemcau.rehearsal.pictures import FILM_NUMBER
from diemcau.rehearsal.reading import read_minutes, read_page, read_workbook
from diemcau.rehearsal.refusals import VenueDidNotConnect
from diemcau.rehearsal.roll import Mark, marks_of
from diemcau.rehearsal.sabotage import kill_process
from diemcau.rehearsal.script import IncidentStep, Script, check_venues
from diemcau.rehearsal.summary import played
from diemcau.rehearsal.verdict import (
    CorrectionFound,
    JournalFound,
    PageFound,
    PaperFound,
    Planned,
    PressFound,
    RecordingFound,
    Whole,
)

CREWS = 2
CONNECT_TIMEOUT_S = 60.0
FILM_TIMEOUT_S = 60.0
POLL_S = 0.2
LANGUAGES_OF_THE_REPORT = ("vi", "en")
VENUES_ASKED = 12
"""Enough desks to find somebody who wasn't there."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The record and the papers of the conference once it was closed."""

    journal: JournalFound
    papers: list[Path]


@dataclass(kw_only=True)
class Show:
    """One demonstration. `output` is where pictures, papers and summary go."""

    installation: Installation
    doors: Doors
    script: Script
    output: Path
    console: Console

    async def live(self) -> None:
        """Play the programme, write the papers, and leave everything open until cancelled."""
        async with self._on_stage(without=()) as (performance, _):
            async with bars(self.console, performance.ensemble, performance):
                await performance.ensemble.wait_connected(timeout_s=CONNECT_TIMEOUT_S)
                await performance.play()
            outcome = await asyncio.to_thread(write_outcome, self.doors.slug, self.output)
            for path in outcome.papers:
                self.console.print(f"Paper      {path}")
            recording = await self._wait_for_recording()
            self.console.print(f"News page  {await self._press().put_out(has_film=recording is not None)}")
            await self._tell_of_incidents()
            self.console.print("Press Ctrl-C to end.", style="bold")
            await asyncio.Event().wait()

    async def once(self, *, started_s: float) -> Whole:
        """Play the programme with a real browser as one of the venues, and sum everything up."""
        own = self.script.browser
        async with (
            RealBrowser(language=environment().language) as browser,
            self._on_stage(without={own} if own else ()) as (performance, marks),
        ):
            photographer = Photographer(
                browser=browser, url=self.installation.url, doors=self.doors, folder=self.output
            )
            screen = await photographer.open_screen(own) if own else None
            async with bars(self.console, performance.ensemble, performance):
                await performance.ensemble.wait_connected(timeout_s=CONNECT_TIMEOUT_S)
                if own:
                    await self._wait_for_line(own, performance.director.bearer)
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(performance.play())
                    tasks.create_task(photographer.look_around(performance, own))
                    tasks.create_task(photographer.look_at_film(performance))
            self.console.print("Writing the papers; the newsroom drafts its page", style="dim")
            outcome = await asyncio.to_thread(write_outcome, self.doors.slug, self.output)
            recording = await self._wait_for_recording()
            address = await self._press().put_out(has_film=recording is not None)
            await self._tell_of_incidents()
            page, press = await self._read_page(address), await self._press().look_at(address)
            await photographer.picture_of(address, name="news")
            correction = await self._correct(address)
            await photographer.picture_of(address, name="news-corrected")
            whole = await self._sum_up(
                performance=performance,
                marks=marks,
                outcome=outcome,
                page=page,
                press=press,
                correction=correction,
                recording=recording,
                screen=screen,
                photographer=photographer,
                started_s=started_s,
            )
        (self.output / "summary.json").write_text(whole.model_dump_json(indent=2) + "\n", encoding="utf-8")
        return whole

    @asynccontextmanager
    async def _on_stage(self, *, without: Collection[str]) -> AsyncIterator[tuple[Performance, tuple[Mark, ...]]]:
        """Sign in, read the plan and the roll, and start the crews. Venues in `without` are played by others."""
        clock = SystemClock()
        bearer = await self.installation.sign_in(self.doors.director)
        plan = await read_plan(self.installation, bearer)
        check_venues(self.script, plan.labels)
        script = with_material(self.script, plan)
        marks = marks_of(self.script.roll, await read_roll(self.installation, bearer, list(plan.labels)))
        orders = deal(
            url=self.installation.url,
            slug=self.doors.slug,
            cast=cast_of(plan, link_tokens=self.doors.venues, codes=plan.labels.keys() - set(without)),
            desks=cast_of(plan, link_tokens=self.doors.venues, codes=set(without)),
            script=self.script,
            marks=marks,
            crews=CREWS,
        )
        folder = environment().home.resolve() / "log"
        async with Ensemble(orders=orders, environment=child_environment(), folder=folder, clock=clock) as ensemble:
            director = ScriptedDirector(
                installation=self.installation,
                bearer=bearer,
                hub=plan.hub,
                films=plan.durations_s,
                clock=clock,
                now_playing=lambda step: self.console.print(told(step), style="dim"),
            )
            performance = Performance(
                script=script,
                plan=plan,
                director=director,
                ensemble=ensemble,
                clock=clock,
                kill=partial(kill_process, home=environment().home),
            )
            yield performance, marks

    async def _wait_for_line(self, code: str, bearer: Bearer) -> None:
        """Wait until the browser's venue counts as connected. Raises: VenueDidNotConnect."""
        deadline_s = time.monotonic() + CONNECT_TIMEOUT_S
        while time.monotonic() < deadline_s:
            backstage = await self.installation.read("backstage", bearer)
            if backstage["venues"][code]["connected"]:
                return
            await asyncio.sleep(POLL_S)
        raise VenueDidNotConnect(venue=code)

    async def _wait_for_recording(self) -> RecordingFound | None:
        """Wait until the recorder has made the film; None when it doesn't."""
        deadline_s = time.monotonic() + FILM_TIMEOUT_S
        while time.monotonic() < deadline_s:
            found = await asyncio.to_thread(find_recording, self.doors.slug)
            if found is not None:
                return found
            await asyncio.sleep(POLL_S)
        return None

    def _press(self) -> Press:
        return Press(installation=self.installation, languages=LANGUAGES_OF_THE_REPORT, folder=self.output / "journal")

    async def _tell_of_incidents(self) -> None:
        if self._incidents():
            await self._press().tell_of_incidents()

    def _incidents(self) -> int:
        return sum(isinstance(step, IncidentStep) for step in self.script.steps)

    async def _correct(self, address: str) -> CorrectionFound:
        """Send a mark after the closing, and publish the correction that the record drafts of it."""
        tokens = list(self.doors.venues.values())[:VENUES_ASKED]
        await self._press().mark_late([await self.installation.sign_in(token) for token in tokens])
        drafted_after_s = await self._press().correct()
        return CorrectionFound(drafted_after_s=round(drafted_after_s, 2), press=await self._press().look_at(address))

    async def _read_page(self, url: str) -> PageFound:
        async with httpx.AsyncClient(trust_env=False) as client:
            response = await client.get(url)
        response.raise_for_status()
        found = read_page(response.text, url=url)
        return PageFound(url=url, present=found.present, attended=found.attended, venues=found.venues)

    async def _sum_up(
        self,
        *,
        performance: Performance,
        marks: tuple[Mark, ...],
        outcome: Outcome,
        page: PageFound,
        press: PressFound,
        correction: CorrectionFound,
        recording: RecordingFound | None,
        screen: OpenPage | None,
        photographer: Photographer,
        started_s: float,
    ) -> Whole:
        report, ledger = await performance.account()
        own = self.script.browser
        numbers = {code: label.number for code, label in performance.plan.labels.items()} | {CLIP: FILM_NUMBER}
        painted = await screen.painted() if screen else []
        cuts = painted_cuts_ms(airings=ledger.airings, painted=painted, numbers=numbers, own=own or "")
        ready = commanded(ledger.airings)
        to_cut = [i for i, airing in enumerate(ledger.airings) if airing in ready and airing.source != own]
        to_paint = [index for index, airing in enumerate(ledger.airings) if airing.source != own]
        rehearsed = played(
            expected=list(performance.plan.labels),
            also_connected=[own] if own else [],
            report=report,
            ledger=ledger,
            painted_ms=[cuts[index] for index in to_cut if index in cuts],
            unpainted=[own] if own and len(cuts) < len(to_paint) else [],
            cuts=len(to_cut),
            refused_steps=performance.director.refused,
            seconds=time.monotonic() - started_s,
        )
        counted = Counter(mark.status for mark in marks if not mark.is_guest)
        return Whole(
            **rehearsed.model_dump(),
            journal=outcome.journal,
            planned=Planned(
                present=counted["present"],
                substituted=counted["substituted"],
                excused=counted["excused"],
                attended_over=self.script.roll.attended_over,
                incidents=self._incidents(),
            ),
            papers=[_paper(path) for path in outcome.papers],
            page=page,
            press=press,
            correction=correction,
            recording=recording,
            looks=photographer.looks(),
            pictures=[str(path) for path in photographer.taken],
        )


def write_outcome(slug: str, folder: Path) -> Outcome:
    """Write the papers of the closed conference, and look at its journal. Needs the database."""
    from django.db import connections

    from diemcau.board.state import BOARD_FOLD
    from diemcau.conference.queries import conference_by_slug
    from diemcau.journal.queries import folded
    from diemcau.journal.verify import verify
    from diemcau.papers.actions import write_papers

    try:
        conference = conference_by_slug(slug)
        walk = verify(conference.uuid)
        closed_seq = folded(conference.uuid, BOARD_FOLD).closed_seq
        totals = folded(conference.uuid, BOARD_FOLD, upto_seq=closed_seq).totals
        papers = write_papers(conference, folder / "papers")
        return Outcome(
            journal=JournalFound(
                entries=walk.head.seq,
                verified=walk.fault is None,
                present=totals["present"],
                substituted=totals["substituted"],
                excused=totals["excused"],
                absent=totals["absent"],
                invited=totals["invited"],
                sealed=totals["sealed"],
            ),
            papers=papers,
        )
    finally:
        connections.close_all()


def find_recording(slug: str) -> RecordingFound | None:
    """The finished recording of a closed conference; None while there is none. Needs the database."""
    from django.conf import settings
    from django.db import connections

    from diemcau.conference.queries import conference_by_slug
    from diemcau.journal.queries import records
    from diemcau.recording.archive import folder_of, summary_of
    from diemcau.recording.on_show import time_on_show
    from diemcau.recording.shelf import read_playlist

    folder = folder_of(settings.RECORDINGS, slug)
    summary = summary_of(folder)
    if summary is None:
        return None
    try:
        on_air = time_on_show(records(conference_by_slug(slug).uuid))
    finally:
        connections.close_all()
    return RecordingFound(
        segments=summary.segments,
        seconds=round(summary.lasts_s, 3),
        chapters=len(summary.chapters),
        takes=len(read_playlist(folder).takes),
        on_air_seconds=round(on_air.total_seconds(), 3),
    )


def _paper(path: Path) -> PaperFound:
    counts = read_minutes(path) if path.suffix == ".docx" else read_workbook(path)
    return PaperFound(path=str(path), present=counts.present, substituted=counts.substituted)
