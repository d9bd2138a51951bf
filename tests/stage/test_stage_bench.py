# SPDX-License-Identifier: Apache-2.0
"""The live benches run on real processes, and their figures hang together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from diemcau.cli.bench_media import record_clip
from diemcau.cli.bench_plane import percentile
from support.benches import run_bench


def figures(folder: Path, *words: str) -> dict[str, Any]:
    """What a bench measures; a busy machine needn't keep what is promised."""
    return run_bench(folder, *words).figures


def test_the_clip_is_as_heavy_as_asked_for() -> None:
    clip = record_clip(bits_per_second=1_500_000, fps=30)
    assert len(clip.pictures) == 30
    assert 1_400_000 < clip.bits_per_second < 1_900_000


def test_a_percentile_is_one_of_the_values() -> None:
    assert [percentile([3.0, 1.0, 2.0], share) for share in (0.0, 0.5, 1.0)] == [1.0, 2.0, 3.0]
    assert percentile([], 0.5) == 0.0


@pytest.mark.live
@pytest.mark.timeout(480)
def test_fanout_counts_every_frame_beside_the_bare_library(tmp_path: Path) -> None:
    measured = figures(tmp_path, "fanout", "--venues", "3", "--seconds", "2")
    assert (measured["venues"], measured["frames_lost"], measured["bare_frames_lost"]) == (3, 0, 0)
    assert measured["cpu_ratio_to_bare"] > 0
    assert 0 < measured["delay_p50_ms"] <= measured["delay_p99_ms"]


@pytest.mark.live
@pytest.mark.timeout(480)
def test_wall_tells_what_goes_into_a_console_and_what_it_costs(tmp_path: Path) -> None:
    measured = figures(tmp_path, "wall", "--venues", "3", "--seconds", "4", "--settling", "2")
    assert (measured["venues"], measured["venues_on_the_wall"]) == (3, 3)
    assert 1.0 <= measured["stills_per_s"] <= 2.0
    # The moving look at one of them is most of it.
    assert 0.03 < measured["mbit_per_s"] < 0.5
    assert measured["cpu_cores_connected"] > 0


@pytest.mark.live
@pytest.mark.timeout(480)
@pytest.mark.fault
def test_after_a_kill_every_venue_has_picture_again_under_another_certificate(tmp_path: Path) -> None:
    measured = figures(tmp_path, "rejoin", "--venues", "4")
    assert (measured["venues"], measured["without_picture"], measured["entries_lost"]) == (4, 0, 0)
    assert measured["entries_answered"] > 0
    assert measured["seconds"] > 0


@pytest.mark.live
@pytest.mark.timeout(480)
def test_cut_measures_every_cut_at_every_watching_venue(tmp_path: Path) -> None:
    measured = figures(tmp_path, "cut", "--venues", "4", "--cuts", "2")
    assert (measured["venues"], measured["n"], measured["missed"]) == (4, 4, 0)
    assert 0 < measured["p50_ms"] <= measured["p95_ms"] <= measured["p99_ms"]
