# SPDX-License-Identifier: Apache-2.0
"""The benches of the roll call: what they count, and that they measure a real installation."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from diemcau.cli.bench_checkin import Counting
from diemcau.cli.bench_http import Reply
from diemcau.cli.supervisor import child_environment

ROOT = Path(__file__).parents[2]


def receipt(seq: int, *, status: int = 201) -> Reply:
    return Reply(status=status, head=b"", body=json.dumps({"seq": seq}).encode())


def test_click_is_counted_by_the_first_document_that_holds_it() -> None:
    counting = Counting()
    counting.click(10.00, receipt(5))
    counting.click(10.10, receipt(7))
    counting.see(6, at_s=10.05)
    assert not counting.has_seen_all()
    counting.see(6, at_s=10.15)
    counting.see(9, at_s=10.25)

    assert counting.has_seen_all()
    assert [round(delay) for delay in counting.delays_ms()] == [50, 150]


def test_refused_click_is_not_waited_for() -> None:
    counting = Counting()
    counting.click(10.0, receipt(0, status=409))
    counting.see(1, at_s=10.1)

    assert (counting.has_seen_all(), counting.delays_ms()) == (True, [])


@pytest.mark.live
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["offline", "--marks", "50", "--queues", "1"], {"marks": 50, "errors": 0}),
        (["phones", "--pages", "20", "--within", "0"], {"pages": 20, "errors": 0}),
    ],
)
def test_bench_measures_a_real_installation(tmp_path: Path, command: list[str], expected: dict[str, int]) -> None:
    figures = tmp_path / "figures.json"

    ended = subprocess.run(
        [sys.executable, "-c", "from diemcau.cli.main import app; app()", "bench", *command, "--json", str(figures)],
        cwd=ROOT,
        env=child_environment(DJANGO_SETTINGS_MODULE="diemcau.config.settings"),
        capture_output=True, text=True, check=False, timeout=110,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    measured = json.loads(figures.read_text())
    assert expected.items() <= measured.items()
    assert measured["seconds"] > 0
