# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest

from diemcau.cli.bench_http import Tally
from support.benches import run_bench


def test_percentile_is_the_time_below_which_a_share_came() -> None:
    tally = Tally(took_s=[number / 1000 for number in range(100, 0, -1)])

    assert (tally.percentile_ms(0.5), tally.percentile_ms(0.99), tally.percentile_ms(1)) == (51, 100, 100)


def test_percentile_of_nothing_is_nothing() -> None:
    assert Tally().percentile_ms(0.99) == 0


@pytest.mark.live
@pytest.mark.timeout(480)
def test_bench_measures_a_real_server_and_says_so(tmp_path: Path) -> None:
    ended = run_bench(tmp_path, "checkin", "--seconds", "1")
    measured = ended.figures

    assert ended.code == 0, ended.printed
    assert measured["errors"] == 0
    assert measured["sent"] > measured["paced_per_second"]
    assert 0 < measured["p50_ms"] <= measured["p95_ms"] <= measured["p99_ms"]
    assert measured["per_second"] > 0
    assert "per_second" in ended.printed
