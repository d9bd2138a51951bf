# SPDX-License-Identifier: Apache-2.0
"""The portal in Chromium, one server for all looks: axe, narrow and wide, by day and by night, by keyboard alone."""

from __future__ import annotations

import asyncio
import shutil
from itertools import product
from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from diemcau.newsroom.actions import publish_report
from diemcau.rehearsal.browser import FLAGS, PROGRAMS
from factories.closed_conference import closed_conference
from support.axe import grave_faults
from support.portal import plant_the_tree

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, ROOM, ZOOMED = (390, 844), (1366, 768), (320, 640)
LOST = "/khong-co-trang-nay/"


async def opened(browser: Browser, address: str, size: tuple[int, int], *, scheme: str, scripts: bool = True) -> Page:
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
        bypass_csp=True,  # axe comes in as a script of the test's own
        locale="vi-VN",
    )
    page = await context.new_page()
    await page.goto(address, wait_until="load")
    return page


async def looked_at(browser: Browser, url: str, paths: list[str]) -> dict[str, object]:
    """What is wrong, by look; an empty answer is a good one."""
    wrong: dict[str, object] = {}
    for path, size, scheme in product(paths, (PHONE, ROOM), ("light", "dark")):
        page = await opened(browser, url + path, size, scheme=scheme)
        wrong[f"axe {path} {size[0]} {scheme}"] = await grave_faults(page)
        await page.context.close()
    for path in paths:
        page = await opened(browser, url + path, ZOOMED, scheme="light")
        wrong[f"wider than the window {path}"] = await page.evaluate(
            "Math.max(0, document.documentElement.scrollWidth - innerWidth)"
        )
        wrong[f"too small to hit {path}"] = await page.evaluate(SMALL_TARGETS)
        wrong[f"moved {path}"] = await page.evaluate(SHIFTS)
        await page.context.close()
    return {look: found for look, found in wrong.items() if found}


# Links in a line of text may be as high as the line (WCAG 2.2, 2.5.8); all else is to be 24 px high at least.
SMALL_TARGETS = """[...document.querySelectorAll("main a, header a, nav a, footer a, button")]
  .filter((one) => one.offsetParent && !one.closest("p, figcaption, dd, td, [popover]"))
  .filter((one) => one.getBoundingClientRect().height < 24 && getComputedStyle(one).display !== "inline")
  .map((one) => one.outerHTML.slice(0, 80))"""
SHIFTS = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 100);
})"""
FOCUSED = """(() => {
  const one = document.activeElement, style = getComputedStyle(one);
  return [one.className || one.tagName, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
})()"""


async def by_keyboard(browser: Browser, address: str) -> list[list[object]]:
    """The first stops of the Tab key, and whether each shows that it has the focus."""
    page = await opened(browser, address, ROOM, scheme="light")
    stops = []
    for _ in range(6):
        await page.keyboard.press("Tab")
        stops.append(await page.evaluate(FOCUSED))
    await page.context.close()
    return stops


async def without_scripts(browser: Browser, address: str) -> tuple[str | None, bool]:
    """The headline, and whether a figure's popover opens, in a browser that runs nothing."""
    page = await opened(browser, address, ROOM, scheme="light", scripts=False)
    figure = page.locator(".lead .source-of").first
    await figure.click()
    note = page.locator(".provenance:popover-open")
    seen = await page.locator("h1").text_content(), await note.is_visible()
    await page.context.close()
    return seen


def test_portal_is_fit_for_every_reader(live_server: LiveServer) -> None:
    plant_the_tree()
    article = publish_report(closed_conference())
    section = article.get_parent()
    paths = ["/", section.url, article.url, "/nguon-tin/", LOST]

    async def scenario() -> tuple[dict[str, object], list[list[object]], tuple[str | None, bool]]:
        from playwright.async_api import async_playwright

        program = next(found for name in PROGRAMS if (found := shutil.which(name)))
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            try:
                return (
                    await looked_at(browser, live_server.url, paths),
                    await by_keyboard(browser, live_server.url + article.url),
                    await without_scripts(browser, live_server.url + article.url),
                )
            finally:
                await browser.close()

    wrong, stops, (headline, opens) = asyncio.run(scenario())

    assert wrong == {}
    assert stops[0] == ["skip", True]
    assert [shown for _, shown in stops] == [True] * len(stops)
    assert (headline, opens) == (article.title, True)
