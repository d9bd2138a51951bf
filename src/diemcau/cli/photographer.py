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
from diemcau.rehearsal.script import CutStep
from diemcau.rehearsal.verdict import Looks

# What a page gets to load and to show its first live document.
SETTLE_S = 4.0
# Two looks at the wall lie this far apart: longer than a still is on show.
STILL_S = 3.0
FINGERPRINTS = """() => Object.fromEntries([...document.querySelectorAll("[data-venue] canvas")].map((canvas) => [
  canvas.closest("[data-venue]").dataset.venue, canvas.toDataURL("image/png"),
]))"""


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
        """Take pictures of screen, desk, console and phone while the floor is with a guest venue."""
        airings = [step for step in performance.script.steps if isinstance(step, CutStep) and step.do == "air"]
        guests = [step for step in airings if step.venue != own]
        if not guests:
            return
        middle = guests[len(guests) // 2]
        await _until(performance, guests[0].at_s + 1.5)
        if self._screen is not None:
            await self._take(self._screen, "screen")
        await _until(performance, middle.at_s - SETTLE_S)
        console = await self._open(self.doors.director)
        await _until(performance, middle.at_s + 1.0)
        await self._take(console, "console")
        before = await _stills(console)
        await asyncio.sleep(STILL_S)
        self.stills_moving = _moved(before, await _stills(console))
        await console.close()
        await self._look_at_small_pages(own or guests[0].venue)

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

    async def _look_at_small_pages(self, code: str) -> None:
        desk = await self._open(self.doors.venues[code], then=f"/c/{self.doors.slug}/desk/{code}/", size="phone")
        phone = await self._open(self.doors.delegate, size="phone") if self.doors.delegate else None
        await asyncio.sleep(SETTLE_S)
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
