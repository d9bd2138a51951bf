# SPDX-License-Identifier: Apache-2.0
"""A real headless Chromium as a venue's room PC, and as the eyes that look at all other pages.

Owns the reading of what a page has painted: a canvas is asked for the number strip of the
picture it shows. Needs Playwright and Chromium, which only a development set-up has.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from diemcau.rehearsal.ledger import Airing
from diemcau.rehearsal.pictures import CELL, HEIGHT, NUMBER_BITS, STRIP_CELLS, STRIP_HEIGHT, STRIP_TOP, WIDTH
from diemcau.rehearsal.refusals import BrowserIsMissing

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright, Response

Size = Literal["room", "phone"]
SIZES: dict[Size, tuple[int, int]] = {"room": (1366, 768), "phone": (390, 844)}
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required"),
    *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
)
CALIBRATIONS = 5
FIRST_ERROR_STATUS = 400

# Looks at every shown canvas once a painted frame and notes when the venue's number, or the
# canvas that shows it, changes. The strip is scaled to one pixel a cell.
WATCH_PAINTING = f"""(() => {{
  const cells = {STRIP_CELLS}, bits = {NUMBER_BITS};
  const strip = new OffscreenCanvas(cells, 1).getContext("2d", {{ willReadFrequently: true }});
  const seen = window.diemcauPainted = [];
  const known = new WeakMap();
  const canvases = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
    ...(element instanceof HTMLCanvasElement && !element.hidden && element.width > 0 ? [element] : []),
    ...(element.shadowRoot ? canvases(element.shadowRoot) : []),
  ]);
  const numberOn = (canvas) => {{
    const x = canvas.width / {WIDTH}, y = canvas.height / {HEIGHT};
    const [top, height] = [{STRIP_TOP + STRIP_HEIGHT // 4} * y, {STRIP_HEIGHT // 2} * y];
    strip.drawImage(canvas, 0, top, cells * {CELL} * x, height, 0, 0, cells, 1);
    const pixels = strip.getImageData(0, 0, cells, 1).data;
    const read = Array.from({{ length: cells }}, (_, index) => pixels[index * 4 + 1] > 127);
    const number = read.slice(2, 2 + bits);
    if (!read[0] || read[1] || number.some((bit, index) => bit === read[2 + bits + index])) return null;
    return number.reduce((sum, bit, index) => sum + (bit ? 2 ** index : 0), 0);
  }};
  const look = () => {{
    for (const canvas of canvases(document)) {{
      const number = numberOn(canvas);
      if (known.get(canvas) === number) continue;
      known.set(canvas, number);
      if (number !== null) seen.push([number, performance.timeOrigin + performance.now()]);
    }}
    requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}})();"""


@dataclass(frozen=True, kw_only=True)
class Painted:
    """A page began to show a venue's picture. `at_s` is on the machine's monotonic clock."""

    number: int
    at_s: float


class RealBrowser:
    """One Chromium process. Use as an async context manager; raises BrowserIsMissing on entering.

    `flags` are further command-line flags of Chromium; `program` is started in place of the machine's own.
    """

    def __init__(self, *, language: str, flags: Sequence[str] = (), program: Path | None = None) -> None:
        self._program = str(program) if program else None
        self._flags = [*FLAGS, *flags]
        self._locale = "vi-VN" if language == "vi" else "en-GB"
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def __aenter__(self) -> Self:
        program = self._program or next((found for name in PROGRAMS if (found := shutil.which(name))), None)
        try:
            from playwright.async_api import async_playwright
        except ImportError as error:
            raise BrowserIsMissing(what="playwright") from error
        if program is None:
            raise BrowserIsMissing(what="chromium")
        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(executable_path=program, args=self._flags)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()

    async def open(self, address: str, *, then: str | None = None, size: Size = "room") -> OpenPage:
        """Open an address in a session of its own; `then` is where to go once its cookie is set."""
        if self._browser is None:
            raise RuntimeError("not started; use the browser as an async context manager")
        width, height = SIZES[size]
        context = await self._browser.new_context(
            viewport={"width": width, "height": height}, locale=self._locale, permissions=["camera", "microphone"]
        )
        await context.add_init_script(WATCH_PAINTING)
        page = await context.new_page()
        opened = OpenPage(page=page, context=context)
        await page.goto(address, wait_until="domcontentloaded")
        if then is not None:
            await page.goto(then, wait_until="domcontentloaded")
        return opened


class OpenPage:
    """One page that is open. `complaints` gathers scripts that failed and files that didn't come.

    What the media library prints of its own when a feed ends at a cut is no complaint.
    """

    def __init__(self, *, page: Page, context: BrowserContext) -> None:
        self.page = page
        self.complaints: list[str] = []
        self._context = context
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._note_answer)

    async def picture(self, path: Path) -> None:
        """Save what the page looks like."""
        path.parent.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=path)

    async def painted(self) -> list[Painted]:
        """Every change of picture on the page so far, oldest first."""
        offset_s = await self._offset_s()
        seen: list[tuple[int, float]] = await self.page.evaluate("window.diemcauPainted ?? []")
        return [Painted(number=number, at_s=at_ms / 1_000 + offset_s) for number, at_ms in seen]

    async def close(self) -> None:
        """Close the page and its session."""
        await self._context.close()

    def _note_answer(self, response: Response) -> None:
        if response.status >= FIRST_ERROR_STATUS:
            self.complaints.append(f"{response.status} for {response.url}")

    async def _offset_s(self) -> float:
        """From the page's clock to the machine's monotonic one: the quickest of a few round trips."""
        trips = []
        for _ in range(CALIBRATIONS):
            before_s = time.monotonic()
            page_ms: float = await self.page.evaluate("performance.timeOrigin + performance.now()")
            after_s = time.monotonic()
            trips.append((after_s - before_s, (before_s + after_s) / 2 - page_ms / 1_000))
        return min(trips)[1]


def painted_cuts_ms(
    *, airings: Sequence[Airing], painted: Sequence[Painted], numbers: dict[str, int], own: str
) -> dict[int, float]:
    """From each cut's command to its picture on the page, in milliseconds, by the airing's place.

    `own` is the page's venue: its own picture isn't waited for. A cut that was never painted
    before the next one is missing.
    """
    return {
        index: (firsts[0] - airing.from_s) * 1_000
        for index, airing in enumerate(airings)
        if airing.source != own
        and (
            firsts := [
                one.at_s
                for one in painted
                if one.number == numbers[airing.source] and airing.from_s <= one.at_s < airing.until_s
            ]
        )
    }
