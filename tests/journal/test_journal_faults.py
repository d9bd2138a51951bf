# SPDX-License-Identifier: Apache-2.0
"""The journal loses its process, its disk and its database, and keeps every entry that it answered for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from support.postgres import PostgresServer

pytestmark = pytest.mark.fault
TESTS = Path(__file__).parents[1]
Acknowledged = dict[int, UUID]


class Writer:
    """A process that appends for ever, and what it has told of so far."""

    def __init__(self, conference: UUID, environment: Mapping[str, str]) -> None:
        self.acknowledged: Acknowledged = {}
        self.refusals: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "support.journal_writer", str(conference)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=TESTS,
        )  # fmt: skip

    def listen_until(self, is_enough: Callable[[], bool]) -> None:
        """Read outcomes as they come. A process that ends is an end as well."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.endswith("\n"):
                return  # killed in the middle of a line: it has not answered
            first, second = line.split()
            if first == "refused":
                self.refusals.append(second)
            else:
                self.acknowledged[int(first)] = UUID(second)
            if is_enough():
                return

    def kill(self) -> None:
        """SIGKILL; what it had said before is heard still."""
        assert self._process.stdout is not None
        with self._process.stdout:
            self._process.kill()
            self._process.wait()
            self.listen_until(lambda: False)
        assert self._process.returncode == -signal.SIGKILL


@contextmanager
def writing(conference: UUID, environment: Mapping[str, str]) -> Iterator[Writer]:
    writer = Writer(conference, environment)
    try:
        yield writer
    finally:
        writer.kill()


def environment_of(home: Path, **more: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        **inherited, "DIEMCAU_HOME": str(home), "DJANGO_SETTINGS_MODULE": "diemcau.config.settings",
        "PYTHONPATH": str(TESTS), **more,
    }  # fmt: skip


def journal_of(conference: UUID, environment: Mapping[str, str], folder: Path) -> Acknowledged:
    """What the journal holds, after `diemcau journal verify` has found every entry in order."""
    for arguments in (["verify", str(conference)], ["export", str(conference), str(folder)]):
        done = subprocess.run(
            [Path(sys.executable).with_name("diemcau"), "journal", *arguments],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    entries = map(json.loads, (folder / "journal.jsonl").read_text().splitlines())
    return {entry["seq"]: UUID(entry["uid"]) for entry in entries}


def assert_kept(acknowledged: Acknowledged, journal: Acknowledged) -> None:
    assert acknowledged.items() <= journal.items()
    assert sorted(journal) == list(range(1, len(journal) + 1))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    if request.param == "sqlite":
        yield environment_of(tmp_path / "home")
        return
    with PostgresServer() as server:
        yield environment_of(tmp_path / "home", DATABASE_URL=server.url)


def test_killed_process_loses_no_entry_that_it_answered_for(
    conference: UUID, environment: dict[str, str], tmp_path: Path
) -> None:
    acknowledged: Acknowledged = {}
    for round_number in range(3):
        enough = len(acknowledged) + 100 * (round_number + 1)
        with writing(conference, environment) as writer:
            writer.listen_until(lambda writer=writer, enough=enough: len(writer.acknowledged) >= enough)  # type: ignore[misc]
        assert not writer.refusals
        acknowledged |= writer.acknowledged
        assert_kept(acknowledged, journal_of(conference, environment, tmp_path / "out"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root can mount a small disk; the same is tested with a small database everywhere")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_refuses_what_is_new_keeps_what_was_answered_and_goes_on_when_there_is_space(
    conference: UUID, small_disk: Path, tmp_path: Path
) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(2 * 1024 * 1024))
    environment = environment_of(small_disk / "home")
    with writing(conference, environment) as writer:
        writer.listen_until(lambda: len(writer.refusals) >= 20)
        before = dict(writer.acknowledged)
        assert before
        assert set(writer.refusals) == {"journal_is_full"}
        ballast.unlink()
        writer.listen_until(lambda: len(writer.acknowledged) >= len(before) + 100)
    assert_kept(writer.acknowledged, journal_of(conference, environment, tmp_path / "out"))


@pytest.mark.postgres
def test_lost_database_refuses_what_is_new_and_goes_on_when_it_is_back(conference: UUID, tmp_path: Path) -> None:
    with PostgresServer() as server:
        environment = environment_of(tmp_path / "home", DATABASE_URL=server.url)
        with writing(conference, environment) as writer:
            writer.listen_until(lambda: len(writer.acknowledged) >= 100)
            server.stop(number=signal.SIGQUIT)
            writer.listen_until(lambda: len(writer.refusals) >= 20)
            assert set(writer.refusals) == {"journal_unavailable"}
            before = len(writer.acknowledged)
            server.start()
            writer.listen_until(lambda: len(writer.acknowledged) >= before + 100)
        assert_kept(writer.acknowledged, journal_of(conference, environment, tmp_path / "out"))
