# SPDX-License-Identifier: Apache-2.0
"""Looks at the pages in a real browser while a demonstration runs, and takes their pictures."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path

from diemcau.cli.doors import Doors
from diemcau.rehearsal.browser import OpenPage, RealBrowser, Size
from diemcau.rehearsal.performance import Performance
from diemcau.rehearsal.script import ClipStep, CutStep, Script
from diemcau.rehearsal.verdict import Looks

# What a page gets to load and to show its first live document.
LOAD_S = 2.0
# Two looks at the wall lie this far apart: longer than a still is on show.
STILL_S = 3.0
# All stills in one strip, eight pixels square each: one reading back instead of a hundred.
FINGERPRINTS = """() => {
  const canvases = [...document.querySelectorAll("[data-venue] canvas")];
  const strip = new OffscreenCanvas(8 * Math.max(1, canvases.length), 8).getContext("2d", { willReadFrequently: true });
  canvases.forEach((canvas, index) => strip.drawImage(canvas, 8 * index, 0, 8, 8));
  return Object.fromEntries(canvases.map((canvas, index) => [
    canvas.closest("[data-venue]").dataset.venue, [...strip.getImageData(8 * index, 0, 8, 8).data].join(),
  ]));
}"""


@dataclass(frozen=True, kw_only=True)
class _Turn:
    venue: str
    from_s: float
    until_s: float


@dataclass(kw_only=True)
class Photographer:
    """Opens pages and keeps what was seen on them."""

    browser: RealBrowser
    url: str
    doors: Doors
    folder: Path
    taken: list[Path] = field(default_factory=list)
    stills_moving: int = 0
    _pages: list[OpenPage] = field(default_factory=list)
    _screen: OpenPage | None = None

    async def open_screen(self, code: str) -> OpenPage:
        """Open a venue's screen and let the hall in, as its operator does."""
        self._screen = await self._open(self.doors.venues[code], then=f"/c/{self.doors.slug}/screen/{code}/")
        await self._screen.page.click("#start")
        return self._screen

    async def look_around(self, performance: Performance, own: str | None) -> None:
        """Take pictures of all live pages, away from the cuts: opening a page takes a core for a while."""
        turns = _turns(performance.script)
        guests = [turn for turn in turns if turn.venue not in {own, performance.plan.hub}]
        if not guests:
            return
        await _until(performance, guests[0].from_s + LOAD_S)
        if self._screen is not None:
            await self._take(self._screen, "screen")
        await _until(performance, max(guests, key=lambda turn: turn.until_s - turn.from_s).from_s + 1)
        await self._look_at_console()
        await _until(performance, turns[-1].until_s + 0.5)
        await self._look_at_small_pages(own or guests[0].venue)

    async def look_at_film(self, performance: Performance) -> None:
        """Take a picture of the screen in the middle of each film."""
        for step in performance.script.steps:
            if isinstance(step, ClipStep) and self._screen is not None:
                await _until(performance, step.at_s + performance.plan.durations_s[str(step.clip)] / 2)
                await self._take(self._screen, "film")

    async def picture_of(self, address: str, *, name: str) -> None:
        """Open a public page and take its picture."""
        page = await self.browser.open(address)
        self._pages.append(page)
        await self._take(page, name)

    def looks(self) -> Looks:
        """What was seen so far."""
        return Looks(
            stills_moving=self.stills_moving,
            complaints=sorted({complaint for page in self._pages for complaint in page.complaints}),
        )

    async def _look_at_console(self) -> None:
        console = await self._open(self.doors.director)
        await asyncio.sleep(LOAD_S)
        before = await _stills(console)
        await asyncio.sleep(STILL_S / 2)
        await self._take(console, "console")
        await asyncio.sleep(STILL_S / 2)
        self.stills_moving = _moved(before, await _stills(console))
        await console.close()

    async def _look_at_small_pages(self, code: str) -> None:
        desk = await self._open(self.doors.venues[code], then=f"/c/{self.doors.slug}/desk/{code}/", size="phone")
        phone = await self._open(self.doors.delegate, size="phone") if self.doors.delegate else None
        await asyncio.sleep(LOAD_S)
        await self._take(desk, "desk")
        if phone is not None:
            await self._take(phone, "phone")

    async def _open(self, token: str, *, then: str | None = None, size: Size = "room") -> OpenPage:
        page = await self.browser.open(f"{self.url}/go/{token}", then=then and f"{self.url}{then}", size=size)
        self._pages.append(page)
        return page

    async def _take(self, page: OpenPage, name: str) -> None:
        path = self.folder / f"{name}.png"
        await page.picture(path)
        self.taken.append(path)


def _turns(script: Script) -> list[_Turn]:
    """Who is put on air, from when to when."""
    cuts = [step for step in script.steps if isinstance(step, CutStep) and step.do != "call"]
    return [
        _Turn(venue=step.venue, from_s=step.at_s, until_s=_end_of(step, cuts[index + 1 :], script.lasts_s))
        for index, step in enumerate(cuts)
        if step.do == "air"
    ]


def _end_of(turn: CutStep, later: list[CutStep], lasts_s: float) -> float:
    """The next airing, or the venue's own release; another's release from stand-by ends nothing."""
    return next((step.at_s for step in later if step.do == "air" or step.venue == turn.venue), lasts_s)


async def _until(performance: Performance, at_s: float) -> None:
    """Wait for an instant of the script; playing begins in a sibling task, so its start may lie ahead."""
    while not performance.start_s:
        await asyncio.sleep(0.05)
    await asyncio.sleep(max(0.0, performance.start_s + at_s - time.monotonic()))


async def _stills(console: OpenPage) -> dict[str, str]:
    """A fingerprint of every venue's still on the wall, by the venue's code."""
    stills: dict[str, str] = await console.page.evaluate(FINGERPRINTS)
    return stills


def _moved(before: dict[str, str], after: dict[str, str]) -> int:
    return sum(code in after and after[code] != fingerprint for code, fingerprint in before.items())
