# SPDX-License-Identifier: Apache-2.0
"""The benches of the roll call: what they count, and that they measure a real installation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diemcau.cli.bench_checkin import Counting
from diemcau.cli.bench_http import Reply
from support.benches import run_bench


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
@pytest.mark.timeout(480)
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["offline", "--marks", "50", "--queues", "1"], {"marks": 50, "errors": 0}),
        (["phones", "--pages", "20", "--within", "0"], {"pages": 20, "errors": 0}),
    ],
)
def test_bench_measures_a_real_installation(tmp_path: Path, command: list[str], expected: dict[str, int]) -> None:
    ended = run_bench(tmp_path, *command)

    assert ended.code == 0, ended.printed
    assert expected.items() <= ended.figures.items()
    assert ended.figures["seconds"] > 0
