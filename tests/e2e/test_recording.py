# SPDX-License-Identifier: Apache-2.0
"""The recording in a real Chromium: the late programme on a screen, the film on the article's page, across cuts."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from diemcau.rehearsal.browser import OpenPage, RealBrowser
from diemcau.rehearsal.installation import Bearer, Installation
from support.installed import installed, link_of
from support.live_processes import dial_installation, playing_venue
from support.recordings import clip_of

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.timeout(480)]
PATIENCE_S = 60.0
SLUG, HUB, GUEST, WATCHING = "nho", "HQ", "HQ-2", "HQ-1"
WIDTHS = {HUB: 320, GUEST: 640}
HEIGHTS = {HUB: 180, GUEST: 360}
WITHOUT_TRANSPORT = "delete window.WebTransport;"
# A network that lets no UDP through, until somebody opens it.
WITHOUT_UDP = """{
  const Real = window.WebTransport;
  window.WebTransport = function (...given) {
    if (!window.isOpen) throw new Error("no UDP here");
    return new Real(...given);
  };
}"""
LOOK = """() => {
  const video = document.querySelector("video");
  const late = document.querySelector(".late:not([hidden])");
  return {
    shows: document.querySelector("main")?.dataset.shows,
    late: late?.textContent,
    width: video?.videoWidth,
    at: video?.currentTime,
    frames: video?.getVideoPlaybackQuality().totalVideoFrames,
    sound: video?.webkitAudioDecodedByteCount,
    error: video?.error?.message,
    canvases: document.querySelectorAll("[data-place] canvas:not([hidden])").length,
    scripts: performance.getEntriesByType("resource").filter(({ name }) => name.includes("hls.light")).length,
  };
}"""


@dataclass(frozen=True, kw_only=True)
class House:
    """A running conference with the hub on air, as its director sees it."""

    environment: dict[str, str]
    folder: Path
    installation: Installation
    director: Bearer
    browser: RealBrowser

    async def do(self, path: str, **fields: object) -> None:
        await self.installation.command(path, self.director, **fields)

    async def screen(self, script: str) -> OpenPage:
        """The watching venue's screen in a browser that this script has been at."""
        link = link_of(self.environment, self.folder, "venue", venue=WATCHING)
        page = await self.browser.open(link)
        await page.page.add_init_script(script)
        await page.page.goto(f"{self.installation.url}/c/{SLUG}/screen/{WATCHING}/")
        return page


@asynccontextmanager
async def on_air(folder: Path) -> AsyncIterator[House]:
    async with AsyncExitStack() as stack:
        environment = stack.enter_context(installed(folder, DIEMCAU_RECORDING_RESERVE_MB="0"))
        url = f"http://127.0.0.1:{environment['DIEMCAU_PORT']}"
        installation = await stack.enter_async_context(Installation(url=url, slug=SLUG))

        async def bearer(role: str, *, venue: str | None = None) -> Bearer:
            return await installation.sign_in(link_of(environment, folder, role, venue=venue).rpartition("/")[2])

        director = await bearer("director")
        for code in (HUB, GUEST):
            dial = dial_installation(installation, await bearer("venue", venue=code))
            await stack.enter_async_context(playing_venue(code, clip_of(WIDTHS[code], HEIGHTS[code]), dial=dial))
        async with asyncio.timeout(PATIENCE_S):
            while not await connected(installation, director, {HUB, GUEST}):
                await asyncio.sleep(0.2)
        browser = await stack.enter_async_context(RealBrowser(language="vi"))
        house = House(
            environment=environment, folder=folder, installation=installation, director=director, browser=browser
        )  # fmt: skip
        await house.do("opening")
        await house.do("floor/scene", scene="speaker")
        yield house


async def connected(installation: Installation, director: Bearer, codes: set[str]) -> bool:
    venues = (await installation.read("backstage", director))["venues"]
    return all(venues[code]["connected"] for code in codes)


async def until(page: OpenPage, is_so: Any, *, script: str = LOOK) -> dict[str, Any]:
    """Look at a page until what is seen is so."""
    seen: dict[str, Any] = {}
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not is_so(seen := await page.page.evaluate(script)):
                await asyncio.sleep(0.2)
    except TimeoutError:
        pytest.fail(json.dumps(seen, ensure_ascii=False))
    return seen


async def test_a_late_programme_and_then_a_film_are_seen_across_cuts(tmp_path: Path) -> None:
    async with on_air(tmp_path) as house:
        blocked = await house.screen(WITHOUT_UDP)
        await blocked.page.click("#start")

        late = await house.screen(WITHOUT_TRANSPORT)
        assert "bản trễ" in await late.page.inner_text("main.start")
        await late.page.click("#start")
        seen = await until(late, lambda page: (page["frames"] or 0) > 30 and page["late"])
        assert (seen["shows"], seen["width"]) == ("programme", WIDTHS[HUB])
        assert seen["sound"] > 0
        assert seen["late"].startswith("Đang xem bản trễ khoảng ")
        await late.picture(tmp_path / "late.png")

        await house.do("floor/calls", venue=GUEST)
        await house.do("floor/airings", venue=GUEST)
        await until(late, lambda page: page["width"] == WIDTHS[GUEST])
        after = await until(late, lambda page: page["frames"] > seen["frames"] + 60)
        assert after["sound"] > seen["sound"]

        # The other screen has waited for its line all this while, and now sees it late too.
        await until(blocked, lambda page: (page["frames"] or 0) > 15 and page["late"])
        await blocked.page.evaluate("window.isOpen = true")
        back = await until(blocked, lambda page: not page["late"] and page["canvases"] == 1)
        assert (back["shows"], back["width"]) == ("programme", None)

        await house.do("floor/releases", venue=GUEST)
        await until(late, lambda page: page["width"] == WIDTHS[HUB])
        await house.do("closing")
        await until(late, lambda page: page["shows"] == "holding")
        await the_article_plays(house, tmp_path)


async def the_article_plays(house: House, folder: Path) -> None:
    console = await house.browser.open(link_of(house.environment, house.folder, "director"))
    papers = f"{house.installation.url}/c/{SLUG}/console/papers/"
    async with asyncio.timeout(PATIENCE_S):
        while not await console.page.query_selector('a[href="recording/"]'):
            await asyncio.sleep(0.5)
            await console.page.goto(papers)
    await console.picture(folder / "papers.png")
    await console.page.click("form button")
    await console.page.wait_for_selector(".film .poster img")
    assert (await console.page.evaluate(LOOK))["scripts"] == 0
    await console.picture(folder / "article.png")

    await console.page.click(".film .poster")
    hub = await until(console, lambda page: (page["frames"] or 0) > 10)
    assert (hub["width"], hub["scripts"]) == (WIDTHS[HUB], 1)
    await console.page.click(".film .chapters a >> text=Huyện Hai")
    guest = await until(console, lambda page: page["width"] == WIDTHS[GUEST] and page["frames"] > hub["frames"])
    assert guest["at"] > 2
    await console.picture(folder / "film.png")

    # The film itself, as a reader without a script gets it.
    await console.page.evaluate(
        """(at) => {
          const video = document.createElement("video");
          video.muted = true;
          document.querySelector("video").replaceWith(video);
          video.src = `/recordings/nho/recording.mp4#t=${at}`;
          return video.play();
        }""",
        max(0.0, guest["at"] // 1 - 2.5),
    )
    await until(console, lambda page: page["width"] == WIDTHS[HUB] or page["error"])
    film = await until(console, lambda page: page["width"] == WIDTHS[GUEST] or page["error"])
    assert film["error"] is None
    assert console.complaints == []
