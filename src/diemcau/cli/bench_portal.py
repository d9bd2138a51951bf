# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench portal`: the news page of a closed conference, kept and made anew, and nginx with the same files.

Web process, load and nginx share this machine's cores, and are measured in the same run.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from diemcau.cli.bench_http import Connection
from diemcau.cli.bench_painting import painted
from diemcau.cli.bench_plane import HOST, READY_TIMEOUT_S, Plane, example_plane, free_port, report
from diemcau.cli.bench_portal_page import publish
from diemcau.cli.bench_roll import EXAMPLE, Example, JsonFile
from diemcau.cli.supervisor import Service, Supervisor, is_listening
from diemcau.lib.clock import SystemClock

TIMES_UNCACHED = 15
NGINX = Path("/usr/sbin/nginx")
HAS_NGINX = NGINX.exists()
NGINX_CONF = """
daemon off; pid {folder}/nginx.pid; worker_processes auto; error_log {folder}/error.log; {user}
events {{ worker_connections 1024; }}
http {{
  access_log off; gzip_static on; types {{ text/html html; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  keepalive_requests 10000000; open_file_cache max=1000;
  server {{ listen {host}:{port}; root {pages}; index index.html; }}
}}
"""
"""Bare: without a log, with the files held open. What is measured is the machine's limit."""


def portal(example: Example = EXAMPLE, seconds: float = 6.0, file: JsonFile = None) -> None:
    """Measure the portal's article page in a home of its own that is thrown away."""
    with example_plane(example) as plane:
        address = publish(plane)
        figures = asyncio.run(_measured(plane, address, seconds=seconds))
    title = "The news page: kept, made anew, and by nginx from the same files"
    report(figures, title=title, file=file, is_good=lambda: figures["errors"] == 0)


async def _measured(plane: Plane, address: str, *, seconds: float) -> dict[str, Any]:
    nginx = free_port(socket.SOCK_STREAM)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_started(plane, _web(plane), log="web"))
        made = await _made_anew(plane, address)
        kept = await _loaded(plane.port, address, host=f"{HOST}:{plane.port}", seconds=seconds)
        beside: dict[str, Any] | None = None
        if HAS_NGINX:
            await stack.enter_async_context(_started(plane, _nginx(plane, nginx), log="nginx"))
            beside = await _loaded(nginx, address, host=f"{HOST}:{nginx}", seconds=seconds)
        seen = await painted(f"http://{HOST}:{plane.port}{address}")
    return {
        "cached_per_second": kept["per_second"],
        "cached_p95_ms": kept["p95_ms"],
        "paced_per_second": kept["paced_per_second"],
        **made,
        **seen,
        "nginx_per_second": beside["per_second"] if beside else None,
        "nginx_p95_ms": beside["p95_ms"] if beside else None,
        "errors": kept["errors"] + (beside["errors"] if beside else 0),
    }


@asynccontextmanager
async def _started(plane: Plane, service: Service, *, log: str) -> AsyncIterator[None]:
    """A process of the bench's, ready."""
    supervisor = Supervisor(services=[service], environment=plane.environment, log_folder=plane.home / "log" / log)
    async with supervisor:
        await supervisor.ready(timeout_s=READY_TIMEOUT_S)
        yield


def _web(plane: Plane) -> Service:
    command = [sys.executable, "-m", "diemcau.config.serve"]
    return Service(name="web", command=command, is_ready=partial(is_listening, HOST, plane.port))


def _nginx(plane: Plane, port: int) -> Service:
    folder = plane.home / "nginx"
    folder.mkdir()
    user = "user root;" if folder.owner() == "root" else ""
    pages = plane.home / "portal" / "pages"
    configuration = NGINX_CONF.format(folder=folder, user=user, pages=pages, host=HOST, port=port)
    (folder / "nginx.conf").write_text(configuration, "utf-8")
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    return Service(name="nginx", command=command, is_ready=partial(is_listening, HOST, port))


async def _made_anew(plane: Plane, address: str) -> dict[str, Any]:
    """What the page costs when it isn't kept: the queries that reached the database are those of its note."""
    connection = await Connection.open(HOST, plane.port)
    clock, took_s = SystemClock(), []
    for _ in range(TIMES_UNCACHED):
        for note in (plane.home / "portal" / "notes").glob("*.json"):
            note.unlink()
        start_s = clock.monotonic()
        reply = await connection.answer(f"GET {address} HTTP/1.1\r\nhost: {HOST}:{plane.port}\r\n\r\n".encode())
        took_s.append(clock.monotonic() - start_s)
        if reply.status != 200:  # noqa: PLR2004 - HTTP's own number
            raise RuntimeError(f"{address} is answered with {reply.status}")
    await connection.close()
    (note,) = (plane.home / "portal" / "notes").glob("*.json")
    packed = plane.home / "portal" / "pages" / address[1:] / "index.html.gz"
    return {
        "uncached_ms": round(1000 * median(took_s), 1),
        "uncached_queries": len(json.loads(note.read_text("utf-8"))["readings"]),
        "html_kb": round(packed.stat().st_size / 1000, 1),
    }


async def _loaded(port: int, address: str, *, host: str, seconds: float) -> dict[str, Any]:
    """The same load on either server, from a process of its own."""
    spec = {"port": port, "address": address, "host": host, "seconds": seconds}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "diemcau.cli.bench_portal_load", json.dumps(spec), stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    figures: dict[str, Any] = json.loads(output)
    return figures
