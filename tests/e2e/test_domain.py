# SPDX-License-Identifier: Apache-2.0
"""An installation with a domain and a certificate: real Chromium over https, renewal, refusals."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from diemcau.rehearsal.browser import OpenPage, RealBrowser
from diemcau.stage.moq_port import Connection, MoqError
from support.authority import Authority
from support.homes import COMMAND, environment_of
from support.installed import installed, link_of

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.timeout(480)]
DOMAIN = "hoinghi.test"
PATIENCE_S = 60.0
# Chromium wouldn't take the throw-away root for QUIC: it wants one that it was built with.
ANY_ROOT = "--webtransport-developer-mode"
ASK = """async (what) => {
  const { slug, bearer } = JSON.parse(document.getElementById("page").textContent);
  const answer = await fetch(`/api/${slug}/${what}`, { headers: { Authorization: `Bearer ${bearer}` } });
  return await answer.json();
}"""


def flags(authority: Authority, *more: str) -> list[str]:
    """Chromium that finds the domain on loopback and trusts the throw-away root."""
    root = x509.load_pem_x509_certificate(authority.root.read_bytes()).public_key()
    spki = root.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    trusted = base64.b64encode(hashlib.sha256(spki).digest()).decode()
    return [f"--host-resolver-rules=MAP {DOMAIN} 127.0.0.1", f"--ignore-certificate-errors-spki-list={trusted}", *more]


async def connected(console: OpenPage) -> dict[str, Any]:
    """Wait until the console hears that the venue's screen is connected; returns the console's ticket."""
    async with asyncio.timeout(PATIENCE_S):
        while not (await console.page.evaluate(ASK, "backstage"))["venues"]["HQ-1"]["connected"]:
            await asyncio.sleep(0.2)
    ticket: dict[str, Any] = await console.page.evaluate(ASK, "live")
    return ticket


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A venue's screen and the director's console, in one Chromium."""

    screen: OpenPage
    console: OpenPage


@asynccontextmanager
async def opened(environment: dict[str, str], folder: Path, flags: list[str]) -> AsyncIterator[Opened]:
    origin = f"https://{DOMAIN}:{environment['DIEMCAU_PORT']}"
    venue = link_of(environment, folder, "venue", venue="HQ-1")
    director = link_of(environment, folder, "director")
    assert venue.startswith(f"{origin}/go/")
    async with RealBrowser(language="vi", flags=flags) as browser:
        screen = await browser.open(venue, then=f"{origin}/c/nho/screen/HQ-1/")
        await screen.page.click("#start")
        yield Opened(screen=screen, console=await browser.open(director))


def shown(port: str) -> str:
    """The SHA-256 of the certificate that the pages show now."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", int(port)), timeout=PATIENCE_S) as plain,
        context.wrap_socket(plain, server_hostname=DOMAIN) as secure,
    ):
        return hashlib.sha256(secure.getpeercert(binary_form=True) or b"").hexdigest()


def sha256(file: Path) -> str:
    certificate = x509.load_pem_x509_certificates(file.read_bytes())[0]
    return hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()


async def renewed(environment: dict[str, str], certificate: Path, token: str) -> None:
    """Wait until pages and relay show the certificate that now lies in the file."""
    url = f"https://127.0.0.1:{environment['DIEMCAU_RELAY_PORT']}/nho"
    async with asyncio.timeout(PATIENCE_S):
        while shown(environment["DIEMCAU_PORT"]) != sha256(certificate):
            await asyncio.sleep(0.2)
        while True:
            try:
                async with Connection(url, token=token, fingerprints=[sha256(certificate)]):
                    return
            except MoqError:
                await asyncio.sleep(0.2)


async def test_browsers_come_by_name_and_stay_while_the_certificate_is_renewed(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "ca")
    issued = authority.issue(DOMAIN)
    options = ["--domain", DOMAIN, "--tls-cert", str(issued.certificate), "--tls-key", str(issued.key)]
    with installed(tmp_path, *options) as environment:
        async with opened(environment, tmp_path, flags(authority, ANY_ROOT)) as pages:
            ticket = await connected(pages.console)
            authority.issue(DOMAIN)
            await renewed(environment, issued.certificate, ticket["token"])
            still = await connected(pages.console)
            row = (await pages.console.page.evaluate(ASK, "backstage"))["venues"]["HQ-1"]
            complaints = pages.screen.complaints + pages.console.complaints

    assert ticket["url"] == still["url"] == f"https://{DOMAIN}:{environment['DIEMCAU_RELAY_PORT']}/nho"
    assert ticket["certificate_sha256"] == []
    assert (row["connected"], row["losses"]) == (True, 0), "the screen's line must not have gone down"
    assert complaints == []


async def test_a_root_of_ones_own_is_enough_when_the_relay_is_pinned(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "ca")
    issued = authority.issue(DOMAIN)
    settings = {
        "DIEMCAU_DOMAIN": DOMAIN,
        "DIEMCAU_TLS_CERT": str(issued.certificate),
        "DIEMCAU_TLS_KEY": str(issued.key),
        "DIEMCAU_RELAY_CERTIFICATE": "pinned",
    }
    with installed(tmp_path, **settings) as environment:
        async with opened(environment, tmp_path, flags(authority)) as pages:
            ticket = await connected(pages.console)

    assert len(ticket["certificate_sha256"]) == 1
    assert ticket["certificate_sha256"] != [sha256(issued.certificate)]


def test_a_certificate_that_browsers_would_refuse_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    issued = Authority(tmp_path).issue("khac.test")
    ran = subprocess.run(
        [*COMMAND, "up", "--domain", DOMAIN, "--tls-cert", str(issued.certificate), "--tls-key", str(issued.key)],
        env=environment_of(tmp_path / "home"),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )

    assert ran.returncode == 1
    assert "khac.test, không phải cho hoinghi.test" in " ".join(ran.stderr.split())
    assert not (tmp_path / "home" / "settings.env").exists()
