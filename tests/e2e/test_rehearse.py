# SPDX-License-Identifier: Apache-2.0
"""`diemcau rehearse` beside a running `diemcau up`, on the same home."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.homes import COMMAND
from support.installed import installed, loaded

pytestmark = [pytest.mark.live, pytest.mark.timeout(480)]


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a running installation with the small conference."""
    with installed(tmp_path) as environment:
        yield environment


def test_an_improvised_rehearsal_is_played_and_summed_up(installation: dict[str, str], tmp_path: Path) -> None:
    began = time.monotonic()
    ran = subprocess.run(
        [*COMMAND, "rehearse", "--venues", "3", "--minutes", "0.4", "--json", "summary.json"],
        cwd=tmp_path,
        env=installation,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))

    assert ran.returncode == 0, ran.stderr
    assert time.monotonic() - began >= 24
    assert summary["venues"] == {"expected": 4, "connected": 4, "with_picture": 4, "without_picture": []}
    assert summary["frames"]["lost_total"] == 0
    assert summary["checkins"]["recorded"] == summary["checkins"]["planned"] == 20
    assert summary["cut_ms"]["n"] > 0


def test_without_an_installation_it_says_what_to_do(tmp_path: Path) -> None:
    environment = loaded(tmp_path)

    ran = subprocess.run(
        [*COMMAND, "rehearse", "--venues", "1", "--minutes", "0.2"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )

    assert ran.returncode == 2
    assert "diemcau up" in " ".join(ran.stderr.split())
