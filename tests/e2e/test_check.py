# SPDX-License-Identifier: Apache-2.0
"""The evening before: stand-ins in the empty places, one real browser, and the check that all of them run."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from diemcau.rehearsal.browser import OpenPage, RealBrowser
from support.homes import COMMAND
from support.installed import installed, link_of
from support.small_conference import VENUES

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.timeout(480)]
PATIENCE_S = 90.0
PICTURES = Path("build/check")
ASK = """async (what) => {
  const { slug, bearer } = JSON.parse(document.getElementById("page").textContent);
  const headers = { Authorization: `Bearer ${bearer}`, "Accept-Language": "vi" };
  return await (await fetch(`/api/${slug}/${what}`, { headers })).json();
}"""


@contextmanager
def stood_in(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """Stand-ins for whoever isn't connected, while the block lasts."""
    command = [*COMMAND, "rehearse", "--fill", "--minutes", "5"]
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL) as standins:
        try:
            yield
        finally:
            standins.terminate()


async def connected(console: OpenPage, count: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while (await console.page.evaluate(ASK, "backstage"))["totals"]["connected"] < count:
            await asyncio.sleep(0.2)


async def answered(console: OpenPage) -> dict[str, Any]:
    """Wait until the check is over; returns its rows by venue."""
    async with asyncio.timeout(PATIENCE_S):
        while (report := await console.page.evaluate(ASK, "checks"))["is_going_on"] or report["check"] is None:
            await asyncio.sleep(0.2)
    return {row["venue"]: row for row in report["venues"]}


async def test_stand_ins_give_way_and_every_venue_is_told_what_to_mend(tmp_path: Path) -> None:
    with installed(tmp_path) as environment, stood_in(tmp_path, environment):
        origin = f"http://127.0.0.1:{environment['DIEMCAU_PORT']}"
        venue = link_of(environment, tmp_path, "venue", venue="HQ-1")
        director = link_of(environment, tmp_path, "director")
        async with RealBrowser(language="vi") as browser:
            console = await browser.open(director)
            await connected(console, len(VENUES))
            screen = await browser.open(venue, then=f"{origin}/c/nho/screen/HQ-1/")
            await screen.page.click("#start")
            await screen.page.wait_for_selector('.holding-connected[data-state="up"]', state="attached")

            page = await browser.open(director, then=f"{origin}/c/nho/console/check/")
            await page.page.click("button[type=submit]")
            await screen.page.wait_for_selector(".listening:not([hidden])")
            await screen.picture(PICTURES / "screen.png")
            rows = await answered(console)
            await page.page.reload()
            await page.picture(PICTURES / "check.png")
            listed = await page.page.locator(".verdicts tbody tr").count()
            complaints = [*screen.complaints, *console.complaints, *page.complaints]

    own = rows.pop("HQ-1")
    assert {row["grade"] for row in rows.values()} == {"green"}
    assert {row["findings"]["browser"] for row in rows.values()} == {"diemcau rehearse"}
    assert own["findings"]["browser"].startswith("Chrom"), "the real screen takes its stand-in's place"
    assert (own["findings"]["microphone"], own["findings"]["loudspeaker"]) == ("virtual", "untested")
    assert own["findings"]["camera"] == "ok"
    assert min(own["findings"]["up_kbps"], own["findings"]["down_kbps"]) > 500
    assert own["findings"]["redial_ms"] is not None
    assert "micrô ảo" in " ".join(own["advice"])
    assert listed == len(VENUES)
    assert complaints == []
