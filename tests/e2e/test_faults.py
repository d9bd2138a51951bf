# SPDX-License-Identifier: Apache-2.0
"""A rehearsal in which everything goes wrong: the journal holds, everyone has picture again, no answer was lost."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from support.homes import COMMAND
from support.installed import installed
from support.small_conference import PEOPLE_A_VENUE, VENUES

pytestmark = [pytest.mark.live, pytest.mark.fault, pytest.mark.timeout(480)]
LASTS_S = 27
SCRIPT = f"""
lasts_s = {LASTS_S}

[roll]
from_s = 2
until_s = 14

[[losses]]
at_s = 4
back_at_s = 6
venue = "HQ-2-2"

[[faults]]
at_s = 3
until_s = 9
venue = "HQ-1-1"
what = "camera_frozen"

[[faults]]
at_s = 3
until_s = 9
venue = "HQ-1-2"
what = "microphone_silent"

[[storms]]
at_s = 7

[[kills]]
at_s = 9
what = "stage"

[[steps]]
at_s = 1
do = "open"
[[steps]]
at_s = 2
do = "scene"
scene = "speaker"
[[steps]]
at_s = 3
do = "call"
venue = "HQ-2-1"
[[steps]]
at_s = 5
do = "air"
venue = "HQ-2-1"
[[steps]]
at_s = 20
do = "call"
venue = "HQ-1"
[[steps]]
at_s = 22
do = "air"
venue = "HQ-1"
"""


def test_after_all_faults_the_record_holds_and_everyone_has_picture(tmp_path: Path) -> None:
    (tmp_path / "faults.toml").write_text(SCRIPT, encoding="utf-8")
    with installed(tmp_path) as environment:

        def run(*command: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [*COMMAND, *command], cwd=tmp_path, env=environment, capture_output=True, text=True,
                timeout=200, check=False,
            )  # fmt: skip

        minutes = str(LASTS_S / 60)
        played = run("rehearse", "--script", "faults.toml", "--venues", "6", "--minutes", minutes, "--json", "it.json")
        assert (tmp_path / "it.json").exists(), played.stderr
        verified = run("journal", "verify", "nho")
        exported = run("journal", "export", "nho", "out")
    summary = json.loads((tmp_path / "it.json").read_text(encoding="utf-8"))
    entries = (tmp_path / "out" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = Counter(json.loads(entry)["kind"] for entry in entries)
    killed = (tmp_path / "home" / "log" / "stage.log").read_text(encoding="utf-8").count('"ready"')

    assert verified.returncode == exported.returncode == 0, verified.stderr
    assert killed == 2, "the stage was started again"
    assert summary["venues"]["connected"] == len(VENUES)
    assert summary["venues"]["without_picture"] == []
    assert summary["refused_steps"] == []
    assert summary["checkins"]["recorded"] == kinds["checkin.recorded"] == PEOPLE_A_VENUE * len(VENUES)
    # Everyone but the hub, the one on stand-by or air, and the one whose line has just come back or not.
    assert kinds["hand.raised"] >= len(VENUES) - 3
    assert kinds["venue.lost"] >= 1
