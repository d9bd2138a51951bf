# SPDX-License-Identifier: Apache-2.0
"""A real screen at the end of a thin line: what it takes of the programme, and what it tells of it."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from diemcau.lib.clock import SystemClock
from diemcau.rehearsal.browser import PROGRAMS, OpenPage, RealBrowser
from diemcau.rehearsal.camera import publish_reel
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.media import HD, SD
from diemcau.rehearsal.pictures import Label
from diemcau.rehearsal.reels import Shelf
from diemcau.rehearsal.refusals import CommandWasRefused
from diemcau.stage.moq_port import Origin
from support.installed import installed, link_of
from support.live_processes import dial_installation
from support.thin_line import HOST_SIDE, program_within, set_rate, thin_line

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.fault, pytest.mark.timeout(480)]
PATIENCE_S = 60.0
HUB = "HQ"
SLIDES_LINE = 128
# 300 ms are what an idle machine keeps with room to spare; a busy one does everything later.
MOST_TURN_S = 2.0
# Notes when the page of a deck is first painted, small or sharp, in milliseconds since the epoch.
WATCH_SLIDES = """() => {
  window.paintedAt = {};
  const look = () => {
    const { deck, page } = document.querySelector(".slide-layer canvas")?.dataset ?? {};
    if (page) window.paintedAt[`${deck} ${page}`] ??= performance.timeOrigin + performance.now();
    requestAnimationFrame(look);
  };
  look();
}"""
# The large picture and its sound take some 350 kb/s with all that is around them, the small one some 190.
WIDE, THIN = 20_000, 256
WEAK = "Đường truyền yếu"


@dataclass(frozen=True, kw_only=True)
class Hall:
    """An installation, and a venue behind a line of its own."""

    environment: dict[str, str]
    folder: Path
    within: list[str]

    @property
    def pages(self) -> str:
        """Where a browser in the hall finds the pages."""
        return f"http://{HOST_SIDE}:{self.environment['DIEMCAU_PORT']}"

    def token(self, role: str, *, venue: str | None = None) -> str:
        return link_of(self.environment, self.folder, role, venue=venue).rpartition("/")[2]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("thin")
    with (
        thin_line(kilobits=WIDE) as within,
        installed(folder, DIEMCAU_HOST="0.0.0.0", DIEMCAU_DOMAIN=HOST_SIDE) as environment,  # noqa: S104
    ):
        yield Hall(environment=environment, folder=folder, within=within)


@dataclass(frozen=True, kw_only=True)
class Director:
    """Who says what is on show."""

    installation: Installation
    bearer: Bearer

    async def do(self, path: str, **fields: object) -> None:
        await self.installation.command(path, self.bearer, **fields)


@asynccontextmanager
async def director_of(hall: Hall) -> AsyncIterator[Director]:
    url = f"http://127.0.0.1:{hall.environment['DIEMCAU_PORT']}"
    async with Installation(url=url, slug="nho") as installation:
        yield Director(installation=installation, bearer=await installation.sign_in(hall.token("director")))


@asynccontextmanager
async def hub_sending(hall: Hall, installation: Installation) -> AsyncIterator[None]:
    """The hub's picture in two sizes and its sound, for as long as the context lasts."""
    reel = await Shelf().reel(Label(code=HUB, name="Trung tâm", number=1))
    bearer = await installation.sign_in(hall.token("venue", venue=HUB))
    mine = Origin()
    mine.broadcast(f"in/{HUB}/pulse").announce()
    feed = mine.broadcast(f"in/{HUB}/feed")
    async with await dial_installation(installation, bearer)(mine), asyncio.TaskGroup() as group:
        sending = group.create_task(publish_reel(feed, reel, clock=SystemClock(), sent_us=[]))
        yield
        sending.cancel()


@asynccontextmanager
async def screen_in(hall: Hall) -> AsyncIterator[OpenPage]:
    """The venue's screen in a browser of its own, started."""
    chromium = next(name for name in PROGRAMS if shutil.which(name))
    program = program_within(hall.within, chromium, hall.folder)
    # Pages of other hosts than this one get WebTransport over https alone.
    flags = [f"--unsafely-treat-insecure-origin-as-secure={hall.pages}"]
    async with RealBrowser(language="vi", flags=flags, program=program) as browser:
        link = f"{hall.pages}/go/{hall.token('venue', venue='HQ-1')}"
        screen = await browser.open(link, then=f"{hall.pages}/c/nho/screen/HQ-1/")
        await screen.page.click("#start")
        yield screen


async def until_shown(screen: OpenPage, *, width: int, is_weak: bool) -> None:
    """Wait until the programme is painted in this size, and the page says whether the line is weak."""
    canvas = screen.page.locator(".pane canvas:not([hidden])").first
    note = screen.page.get_by_text(WEAK)
    wanted = (width, is_weak)
    seen: Any = None
    try:
        async with asyncio.timeout(PATIENCE_S):
            while seen != wanted:
                seen = (await canvas.evaluate("canvas => canvas.width"), await note.is_visible())
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise AssertionError(f"wanted {wanted}, the last was {seen}") from None


async def test_screen_takes_the_small_picture_once_its_line_carries_no_more_and_says_so(hall: Hall) -> None:
    set_rate(hall.within, kilobits=WIDE)
    async with (
        director_of(hall) as director,
        hub_sending(hall, director.installation),
        screen_in(hall) as screen,
    ):
        await director.do("opening")
        await director.do("floor/scene", scene="speaker")
        await until_shown(screen, width=HD.width, is_weak=False)
        set_rate(hall.within, kilobits=THIN)
        await until_shown(screen, width=SD.width, is_weak=True)
        assert screen.complaints == []


async def test_pages_of_a_new_deck_are_seen_at_once_on_a_thin_line_while_it_is_still_coming(hall: Hall) -> None:
    set_rate(hall.within, kilobits=WIDE)
    async with director_of(hall) as director, screen_in(hall) as screen:
        with contextlib.suppress(CommandWasRefused):
            await director.do("opening")
        await screen.page.evaluate(WATCH_SLIDES)
        deck = (await director.installation.read("plan", director.bearer))["decks"][0]
        set_rate(hall.within, kilobits=SLIDES_LINE)
        await director.do("floor/slides", deck=deck["id"], page=1)
        await director.do("floor/scene", scene="slides")
        await until_painted(screen, deck["id"], 1)
        for page in (3, 2, 4):
            turned_at_s = time.time()
            await director.do("floor/slides", deck=deck["id"], page=page)
            assert await until_painted(screen, deck["id"], page) - turned_at_s < MOST_TURN_S
        canvas = screen.page.locator('.slide-layer canvas[data-page="4"][data-sharp="true"]')
        await canvas.wait_for(timeout=PATIENCE_S * 1_000)
        assert screen.complaints == []


async def until_painted(screen: OpenPage, deck: str, page: int) -> float:
    """Wait until a page has been painted; returns when, in seconds since the epoch."""
    async with asyncio.timeout(PATIENCE_S):
        while (at_ms := await screen.page.evaluate("key => window.paintedAt[key]", f"{deck} {page}")) is None:
            await asyncio.sleep(0.02)
    return float(at_ms) / 1_000
