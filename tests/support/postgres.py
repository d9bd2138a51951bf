# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server of the tests' own, from Debian's binaries, gone when they are done.

    PYTHONPATH=tests python -m support.postgres -- pytest tests/journal

runs the command with DATABASE_URL pointing to it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg

READY_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 15.0
SERVER_USER = "postgres"
ROLE = "diemcau"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}


class PostgresServer:
    """One server in a folder of its own, reachable by a Unix socket alone.

    PostgreSQL refuses to run as root, so root runs it as Debian's `postgres` user.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="diemcau-pg-"))
        self._programs = _newest_programs()
        self._user = SERVER_USER if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What DATABASE_URL has to be."""
        return f"postgres://{ROLE}@{quote(str(self.folder), safe='')}/postgres"

    def __enter__(self) -> Self:
        if self._user is not None:
            shutil.chown(self.folder, self._user)
        self._run("initdb", "--auth=trust", f"--username={ROLE}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._cluster, f"-k{self.folder}", *options],
                cwd=self.folder, user=self._user, stdout=log, stderr=log, process_group=0,
            )  # fmt: skip
        self._wait_until_ready(self._process)

    def stop(self, *, number: signal.Signals = signal.SIGINT) -> None:
        """Stop the server; SIGINT sends its clients away, SIGQUIT is a crash."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(STOP_TIMEOUT_S)
            self._process = None

    @property
    def _cluster(self) -> Path:
        return self.folder / "cluster"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, "-D", self._cluster, *arguments],
            cwd=self.folder, user=self._user, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + READY_TIMEOUT_S
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=1).close()
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.05)
            else:
                return


def _newest_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        sys.exit("No PostgreSQL here. Install it with: ops/install-test-tools")
    if os.geteuid() == 0 and SERVER_USER not in {user.pw_name for user in pwd.getpwall()}:
        sys.exit(f"PostgreSQL doesn't run as root, and there is no user {SERVER_USER!r} to run it as.")
    return found[-1].parent


def main(arguments: list[str]) -> int:
    """Run a command beside a server; returns the command's exit code."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with PostgresServer() as server:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": server.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
