# SPDX-License-Identifier: Apache-2.0
"""Upstream's own player, as published to npm, plays our programme with a viewer's token and nothing else of ours."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from diemcau.conference.events import ConferenceOpened
from diemcau.floor.events import SceneChanged
from diemcau.lib.clock import SystemClock
from diemcau.rehearsal.browser import RealBrowser
from diemcau.rehearsal.camera import publish_reel
from diemcau.rehearsal.pictures import Label
from diemcau.rehearsal.reels import Shelf
from diemcau.stage.admission import issue_token
from diemcau.stage.moq_port import Origin
from support.live_plane import SLUG, LivePlane, live_plane, plan_of

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.timeout(480)]
HUB = "LD"
PATIENCE_S = 60.0
FRONTEND = Path(__file__).parents[2] / "frontend"
PAGE = """<!doctype html><title>Blank</title><link rel="icon" href="data:,">
<script type="module" src="/element.js"></script>
<moq-watch url="{url}" name="floor/feed/LD" latency="250"><canvas></canvas></moq-watch>"""

# Counts what the browser's own decoder gives the element, and how loud it is.
LISTEN = """window.heard = { samples: 0, peak: 0 };
window.AudioDecoder = class extends AudioDecoder {
  constructor({ output, error }) {
    super({ error, output: (sound) => {
      const samples = new Float32Array(sound.numberOfFrames);
      sound.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      heard.samples += samples.length;
      heard.peak = Math.max(heard.peak, ...samples);
      output(sound);
    } });
  }
};"""
LOOK = """async () => {
  const canvas = document.querySelector("canvas");
  if (!canvas.width) return null;
  const small = new OffscreenCanvas(64, 36).getContext("2d");
  small.drawImage(canvas, 0, 0, 64, 36);
  const pixels = small.getImageData(0, 0, 64, 36).data;
  if (pixels.every((value, index) => index % 4 === 3 || value === 0)) return null;
  const digest = await crypto.subtle.digest("SHA-256", pixels);
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}"""


def bundle(file: Path) -> None:
    """The element's module and all that it imports, in one file, but for its decoders for old browsers."""
    outside = ("@libav.js/variant-opus-af", "@kixelated/libavjs-webcodecs-polyfill")
    esbuild = str(FRONTEND / "node_modules/.bin/esbuild")
    subprocess.run(
        [esbuild, "--bundle", "--format=esm", "--log-level=error", f"--outfile={file}",
         *(f"--external:{name}" for name in outside)],
        cwd=FRONTEND, input=b'import "@moq/watch/element";', check=True,
    )  # fmt: skip


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[str]:
    """A plain web server of the folder. Chromium lets pages that come from elsewhere dial no loopback address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        await asyncio.to_thread(server.shutdown)
        server.server_close()
        thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    """Files, without a log."""

    def log_message(self, *_args: object) -> None:
        return


def trusting(certificate: Path) -> list[str]:
    """Flags under which Chromium takes the relay's certificate without being told its hash by a page."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    spki = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    digest = base64.b64encode(hashlib.sha256(spki).digest()).decode()
    return [f"--ignore-certificate-errors-spki-list={digest}", "--webtransport-developer-mode"]


@asynccontextmanager
async def hub_on_air(plane: LivePlane) -> AsyncIterator[None]:
    """The hub's camera and microphone, sent for as long as the context lasts."""
    reel = await Shelf().reel(Label(code=HUB, name="Trung tâm", number=1))
    mine = Origin()
    mine.broadcast(f"in/{HUB}/pulse").announce()
    async with plane.dial("venue", HUB, publish=mine), asyncio.TaskGroup() as group:
        sending = group.create_task(
            publish_reel(mine.broadcast(f"in/{HUB}/feed"), reel, clock=SystemClock(), sent_us=[])
        )
        yield
        sending.cancel()


async def test_upstreams_element_plays_our_programme_with_a_delegates_token(tmp_path: Path) -> None:
    events = [plan_of(HUB, "LD-673"), ConferenceOpened(), SceneChanged(scene="speaker")]
    folder = tmp_path / "pages"
    await asyncio.to_thread(bundle, folder / "element.js")
    async with live_plane(tmp_path / "keys", events=events) as plane, hub_on_air(plane), serving(folder) as address:
        token = issue_token(plane.secret, slug=SLUG, role="delegate", venue=None, link=uuid4(), now=SystemClock().now())
        url = f"https://127.0.0.1:{plane.relay.port}/{SLUG}?jwt={token}"
        (folder / "index.html").write_text(PAGE.format(url=url), "utf-8")
        flags = trusting(plane.certificate.certificate_path)
        async with RealBrowser(language="en", flags=flags) as browser:
            opened = await browser.open("about:blank")
            await opened.page.add_init_script(LISTEN)
            await opened.page.goto(address)
            seen: set[str] = set()
            async with asyncio.timeout(PATIENCE_S):
                while len(seen) < 5 or await opened.page.evaluate("heard.samples") < 48_000:
                    seen |= {await opened.page.evaluate(LOOK)} - {None}
            peak = await opened.page.evaluate("heard.peak")

    assert peak > 0.01
    assert opened.complaints == []
