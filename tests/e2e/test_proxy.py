# SPDX-License-Identifier: Apache-2.0
"""Behind a reverse proxy: Debian's nginx with the configuration that we hand out."""

from __future__ import annotations

import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from diemcau.stage.moq_port import Connection
from diemcau.web.doorstep import MISSES
from support.authority import Authority, Issued
from support.installed import installed, link_of
from support.ports import free_port

pytestmark = [pytest.mark.live, pytest.mark.timeout(480)]
DOMAIN = "hoinghi.test"
PATIENCE_S = 60.0
EXAMPLE = Path(__file__).parents[2] / "ops" / "nginx.conf"
AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/a; uwsgi_temp_path {folder}/b; scgi_temp_path {folder}/c;
  {example}
}}
"""


@contextmanager
def proxied(folder: Path, *, issued: Issued, pages: str, port: str) -> Iterator[None]:
    """nginx with our example, its names and ports put into place."""
    folder.mkdir()
    example = EXAMPLE.read_text("utf-8")
    for there, here in {
        "listen 443": f"listen 127.0.0.1:{port}",
        "listen 80": f"listen 127.0.0.1:{free_port('tcp')}",
        "hoinghi.example.vn": DOMAIN,
        "127.0.0.1:8080": f"127.0.0.1:{pages}",
        "/etc/diemcau/tls/fullchain.pem": str(issued.certificate),
        "/etc/diemcau/tls/privkey.pem": str(issued.key),
    }.items():
        assert there in example
        example = example.replace(there, here)
    file = folder / "nginx.conf"
    user = "" if folder.owner() != "root" else "user root;"
    file.write_text(AROUND.format(folder=folder, example=example, user=user), "utf-8")
    with subprocess.Popen(
        ["/usr/sbin/nginx", "-p", str(folder), "-c", str(file), "-e", str(folder / "error.log")]
    ) as nginx:
        try:
            yield
        finally:
            nginx.terminate()


def through(authority: Authority, port: str) -> httpx.Client:
    """A client that dials loopback under the domain's name and trusts the throw-away root."""
    trusting = ssl.create_default_context(cafile=str(authority.root))
    transport = httpx.HTTPTransport(verify=trusting, retries=3)
    client = httpx.Client(
        transport=transport, base_url=f"https://127.0.0.1:{port}", headers={"Host": f"{DOMAIN}:{port}"}
    )
    client.event_hooks = {"request": [lambda request: request.extensions.update(sni_hostname=DOMAIN)]}
    return client


def until_up(client: httpx.Client) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            client.get("/static/web/icon.svg")
        except httpx.TransportError:
            assert time.monotonic() < until
        else:
            return


async def test_pages_come_through_nginx_and_the_live_plane_past_it(tmp_path: Path) -> None:
    authority, port = Authority(tmp_path / "ca"), free_port("tcp")
    issued = authority.issue(DOMAIN)
    settings = {
        "DIEMCAU_DOMAIN": DOMAIN,
        "DIEMCAU_TLS_CERT": str(issued.certificate),
        "DIEMCAU_TLS_KEY": str(issued.key),
        "DIEMCAU_PROXY": "127.0.0.1",
        "DIEMCAU_PROXY_PORT": port,
    }
    with (
        installed(tmp_path, **settings) as environment,
        proxied(tmp_path / "nginx", issued=issued, pages=environment["DIEMCAU_PORT"], port=port),
        through(authority, port) as client,
    ):
        until_up(client)
        link = link_of(environment, tmp_path, "director")
        let_in = client.get(link.removeprefix(f"https://{DOMAIN}:{port}"))
        session = client.post("/api/session", json={"link": link.rpartition("/")[2]}).json()
        live = client.get("/api/nho/live", headers={"Authorization": f"Bearer {session['bearer']}"}).json()
        page = client.get(
            let_in.headers["Location"], headers={"Cookie": let_in.headers["Set-Cookie"].partition(";")[0]}
        )
        url = f"https://127.0.0.1:{environment['DIEMCAU_RELAY_PORT']}/nho"
        async with Connection(url, token=live["token"], verifies=False) as connection:
            await connection.seen.find("floor/state")
        strangers = [
            client.get("/go/nonsense", headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code
            for number in range(MISSES.burst + 1)
        ]

    assert let_in.status_code == 302
    assert "Secure" in let_in.headers["Set-Cookie"]
    assert live["url"] == f"https://{DOMAIN}:{environment['DIEMCAU_RELAY_PORT']}/nho"
    assert live["certificate_sha256"] == []
    assert page.status_code == 200
    assert f"connect-src 'self' https://{DOMAIN}:" in page.headers["Content-Security-Policy"]
    assert strangers == [401] * MISSES.burst + [429], "an address that was made up must not open the door again"
