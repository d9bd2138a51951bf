# SPDX-License-Identifier: Apache-2.0
"""Slides in a real Chromium: the right page is painted, and the old one stays until it can be."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from diemcau.rehearsal.browser import OpenPage, RealBrowser
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.refusals import CommandWasRefused
from support.decks import number_of, pdf
from support.homes import COMMAND
from support.installed import installed, link_of

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.timeout(480)]
PATIENCE_S = 60.0
# Notes the colour in the middle of the slide whenever it changes between two painted frames; null for no slide.
WATCH = """() => {
  const seen = window.slidesSeen = [];
  const probe = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const look = () => {
    const canvas = document.querySelector(".slide-layer canvas");
    let colour = null;
    if (canvas?.checkVisibility()) {
      probe.clearRect(0, 0, 1, 1);
      probe.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
      colour = [...probe.getImageData(0, 0, 1, 1).data];
    }
    if (JSON.stringify(seen.at(-1)) !== JSON.stringify(colour)) seen.push(colour);
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, str], Path]]:
    folder = tmp_path_factory.mktemp("slides")
    with installed(folder) as environment:
        yield environment, folder


@dataclass(kw_only=True)
class Hub:
    """The director, and the deck that the small conference has."""

    installation: Installation
    bearer: Bearer
    link: str
    deck: dict[str, Any] = field(default_factory=dict)

    async def do(self, path: str, **fields: object) -> None:
        await self.installation.command(path, self.bearer, **fields)

    async def turn(self, page: int) -> None:
        await self.do("floor/slides", deck=self.deck["id"], page=page)

    async def add_deck(self, environment: dict[str, str], folder: Path) -> None:
        """Load another deck while everybody is in the room, and go on with it."""
        (folder / "example" / "sau.pdf").write_bytes(pdf(3))
        with (folder / "example" / "conference.toml").open("a", encoding="utf-8") as plan:
            plan.write('\n[[decks]]\nfile = "sau.pdf"\ntitle = "Đến sau"\n')
        load = [*COMMAND, "load", "example"]
        await asyncio.to_thread(subprocess.run, load, cwd=folder, env=environment, check=True, capture_output=True)
        _, self.deck = (await self.installation.read("plan", self.bearer))["decks"]

    async def reach(self, *, page: int, scene: str) -> None:
        """Open the conference and show a page, whatever another test has done before."""
        for path, fields in (
            ("opening", {}),
            ("floor/slides", {"deck": self.deck["id"], "page": page}),
            ("floor/scene", {"scene": scene}),
        ):
            with contextlib.suppress(CommandWasRefused):
                await self.do(path, **fields)


@asynccontextmanager
async def hub(environment: dict[str, str], folder: Path) -> AsyncIterator[Hub]:
    link = link_of(environment, folder, "director")
    url = f"http://127.0.0.1:{environment['DIEMCAU_PORT']}"
    async with Installation(url=url, slug="nho") as installation:
        bearer = await installation.sign_in(link.rpartition("/")[2])
        deck, *_ = (await installation.read("plan", bearer))["decks"]
        yield Hub(installation=installation, bearer=bearer, link=link, deck=deck)


async def painted(page: OpenPage) -> list[int | None]:
    """Every slide that was to be seen on the page so far, by its number; None for a frame without one."""
    seen: list[list[int] | None] = await page.page.evaluate("window.slidesSeen")
    assert all(colour is None or colour[3] == 255 for colour in seen), "a slide is never see-through"
    numbers = [None if colour is None else number_of(Image.new("RGB", (1, 1), tuple(colour[:3]))) for colour in seen]
    # A small picture that stands in has nearly the sharp one's colour.
    return [number for number, _ in groupby(numbers)]


async def until_painted(page: OpenPage, number: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while (await painted(page))[-1] != number:
            await asyncio.sleep(0.05)


async def test_screen_paints_the_page_that_was_turned_to_and_is_never_blank(
    installation: tuple[dict[str, str], Path],
) -> None:
    environment, folder = installation
    link = link_of(environment, folder, "venue", venue="HQ-1")
    origin = link.rpartition("/go/")[0]
    may_come = asyncio.Event()

    async with hub(environment, folder) as director, RealBrowser(language="vi") as browser:
        await director.reach(page=1, scene="slides")
        screen = await browser.open(link, then=f"{origin}/c/nho/screen/HQ-1/")

        async def hold(route: Any) -> None:
            await may_come.wait()
            await route.continue_()

        for size in ("image", "thumbnail"):
            await screen.page.route(f"**/slides/{director.deck['pages'][3][size]}", hold)
        await screen.page.evaluate(WATCH)
        await screen.page.click("#start")
        await until_painted(screen, 1)
        await director.turn(2)
        await until_painted(screen, 2)
        await director.turn(4)
        await director.turn(3)
        await until_painted(screen, 3)
        await director.turn(4)
        may_come.set()
        await until_painted(screen, 4)
        await director.do("floor/scene", scene="slides_speaker")
        await director.turn(1)
        await until_painted(screen, 1)

        canvas = screen.page.locator(".slide-layer canvas")
        assert await canvas.get_attribute("aria-label") == "Trang 1/4: Chuyên đề thử"
        await director.add_deck(environment, folder)
        await director.turn(3)
        await until_painted(screen, 3)

        assert await canvas.get_attribute("aria-label") == "Trang 3/3: Đến sau"
        assert await painted(screen) == [None, 1, 2, 3, 4, 1, 3]
        assert screen.complaints == []


async def test_console_and_the_desk_on_air_turn_with_a_clicker(installation: tuple[dict[str, str], Path]) -> None:
    environment, folder = installation
    link = link_of(environment, folder, "venue", venue="HQ")
    origin = link.rpartition("/go/")[0]

    async with hub(environment, folder) as director, RealBrowser(language="vi") as browser:
        await director.reach(page=1, scene="slides")
        desk = await browser.open(link, then=f"{origin}/c/nho/desk/HQ/", size="phone")
        place = desk.page.locator(".slide-turner-place strong")
        await until_told(place, "Trang 1/4")
        await desk.page.keyboard.press("PageDown")
        await until_told(place, "Trang 2/4")
        await desk.page.get_by_role("button", name="Trang sau").click()
        await until_told(place, "Trang 3/4")

        console = await browser.open(director.link)
        await console.page.get_by_role("tab", name="Trang chiếu").click()
        await until_told(console.page.locator(".slide-place"), "Trang 3/4")
        for key in ("]", "PageUp", "["):
            await console.page.keyboard.press(key)
        await until_told(place, "Trang 2/4")
        await console.page.get_by_role("button", name="Chiếu trang 4").click()
        await until_told(place, "Trang 4/4")
        await until_told(console.page.locator(".slide-place"), "Trang 4/4")
        assert await console.page.get_by_role("button", name="Trang sau").is_disabled()

        await director.do("floor/scene", scene="holding")
        await desk.page.locator(".slide-turner").wait_for(state="hidden", timeout=PATIENCE_S * 1_000)
        assert [desk.complaints, console.complaints] == [[], []]


async def until_told(element: Any, text: str) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while await element.text_content() != text:
            await asyncio.sleep(0.05)
