# SPDX-License-Identifier: Apache-2.0
"""A real screen has picture again by itself after the stage was killed and shows another certificate."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from diemcau.cli.bench_media import record_clip
from diemcau.rehearsal.browser import OpenPage, RealBrowser
from diemcau.rehearsal.installation import Installation
from diemcau.rehearsal.sabotage import kill_process
from support.installed import installed, link_of
from support.live_processes import dial_installation, playing_venue

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.fault, pytest.mark.timeout(480)]
PATIENCE_S = 60.0
# Three seconds are what an idle machine keeps with room to spare; a busy one starts everything later.
MOST_S = 10.0
# Notes when the programme's picture last changed, in milliseconds since the epoch.
WATCH = """() => {
  const probe = new OffscreenCanvas(16, 9).getContext("2d", { willReadFrequently: true });
  let before = "";
  window.changedAt = 0;
  const look = () => {
    const canvas = document.querySelector(".panes canvas:not([hidden])");
    if (canvas) {
      probe.drawImage(canvas, 0, 0, 16, 9);
      const now = probe.getImageData(0, 0, 16, 9).data.join();
      if (now !== before) window.changedAt = performance.timeOrigin + performance.now();
      before = now;
    }
    requestAnimationFrame(look);
  };
  look();
}"""


async def changed_at_s(screen: OpenPage) -> float:
    """When the picture last changed, in seconds since the epoch; 0 for never."""
    return float(await screen.page.evaluate("window.changedAt")) / 1_000


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():
            await asyncio.sleep(0.02)


async def until_picture(screen: OpenPage, *, after_s: float) -> float:
    """Wait until the picture moves after an instant; returns when it did at the earliest that was noticed."""
    async with asyncio.timeout(PATIENCE_S):
        while (at_s := await changed_at_s(screen)) <= after_s:
            await asyncio.sleep(0.02)
    return at_s


async def test_screen_has_picture_again_after_the_stage_was_killed_and_its_certificate_replaced(tmp_path: Path) -> None:
    with installed(tmp_path) as environment:
        home = Path(environment["DIEMCAU_HOME"])
        certificate, log = home / "keys" / "relay.crt", home / "log" / "stage.log"
        clip = await asyncio.to_thread(record_clip, bits_per_second=600_000, fps=15, group_frames=8)
        links = [link_of(environment, tmp_path, "director"), link_of(environment, tmp_path, "venue", venue="HQ")]
        screen_link = link_of(environment, tmp_path, "venue", venue="HQ-1")
        url = f"http://127.0.0.1:{environment['DIEMCAU_PORT']}"
        async with Installation(url=url, slug="nho") as installation, RealBrowser(language="vi") as browser:
            director, hub = [await installation.sign_in(link.rpartition("/")[2]) for link in links]
            async with playing_venue("HQ", clip, dial=dial_installation(installation, hub)):
                await installation.command("opening", director)
                await installation.command("floor/scene", director, scene="speaker")
                screen = await browser.open(screen_link, then=f"{url}/c/nho/screen/HQ-1/")
                await screen.page.evaluate(WATCH)
                await screen.page.click("#start")
                await until_picture(screen, after_s=0)

                before, starts = certificate.read_bytes(), log.read_text("utf-8").count('"ready"')
                certificate.unlink()
                kill_process("stage", home=home)
                await until(lambda: log.read_text("utf-8").count('"ready"') > starts)
                back_at_s = time.time()
                again_at_s = await until_picture(screen, after_s=back_at_s)
        after = certificate.read_bytes()

    assert after != before, "the stage has made another certificate"
    assert again_at_s - back_at_s < MOST_S
    assert screen.complaints == []
