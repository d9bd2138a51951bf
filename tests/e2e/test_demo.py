# SPDX-License-Identifier: Apache-2.0
"""A whole conference as `diemcau demo --once` runs it: web, stage, venues and a real browser."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from diemcau.rehearsal.reading import read_minutes, read_workbook
from support.homes import COMMAND, TESTS, environment_of, prepared
from support.small_conference import PEOPLE_A_VENUE, SCRIPT, VENUES, write_small_conference

pytestmark = [
    pytest.mark.live,
    pytest.mark.browser,
    pytest.mark.timeout(480),
]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a demonstration left in its folder, how it ended, and what it printed."""

    folder: Path
    code: int
    printed: str
    summary: dict[str, Any]

    @property
    def numbers(self) -> list[int]:
        """The present people as minutes, workbook and page tell them."""
        minutes, workbook = (self.folder / paper["path"] for paper in self.summary["papers"])
        return [read_minutes(minutes).present, read_workbook(workbook).present, self.summary["page"]["present"]]


def run_demo(folder: Path, command: list[str], *, script: str = SCRIPT) -> Shown:
    write_small_conference(folder / "example", script=script)
    ran = subprocess.run(
        [*command, "demo", "--once", "--example", "example"],
        cwd=folder,
        env=environment_of(folder / "home") | {"PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        timeout=460,
        check=False,
    )
    summary = folder / "build" / "demo" / "summary.json"
    written = json.loads(summary.read_text(encoding="utf-8")) if summary.exists() else {}
    return Shown(folder=folder, code=ran.returncode, printed=ran.stderr, summary=written)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The small conference, run once for all that is asked of it, as on a machine that never had one."""
    return run_demo(tmp_path_factory.mktemp("demo"), COMMAND)


def test_a_small_conference_runs_from_end_to_end(shown: Shown) -> None:
    summary = shown.summary
    assert shown.code == 0, shown.printed
    assert summary["venues"] == {"expected": 7, "connected": 7, "with_picture": 7, "without_picture": []}
    assert summary["frames"]["lost_total"] == 0
    assert summary["frames"]["delivered_min"] > 0
    assert summary["checkins"]["recorded"] == PEOPLE_A_VENUE * len(VENUES)
    assert summary["cut_ms"]["painted"]["n"] == 4
    assert summary["journal"]["verified"]
    present = summary["journal"]["present"]
    assert present == summary["planned"]["present"] == summary["page"]["present"]
    assert {paper["present"] for paper in summary["papers"]} == {present}
    recording = summary["recording"]
    assert recording["segments"] > 0
    assert recording["chapters"] > 1
    assert abs(recording["seconds"] - recording["on_air_seconds"]) < 10
    assert all((shown.folder / picture).stat().st_size > 10_000 for picture in summary["pictures"])
    assert [Path(picture).stem for picture in summary["pictures"]] == [
        "film",
        "screen",
        "console",
        "desk",
        "phone",
        "news",
        "news-corrected",
    ]
    assert summary["press"]["languages"] == summary["press"]["noticed"] == ["en", "vi"]
    assert summary["press"]["differences"] == summary["correction"]["press"]["differences"] == []
    assert summary["press"]["figures"] != summary["correction"]["press"]["figures"]
    assert personal_in(shown.folder / "home" / "log") == set()


def personal_in(folder: Path) -> set[str]:
    """The logs that tell a delegate's name, post or telephone, written as it is or escaped."""
    facts = ("Đại Biểu", "Cán bộ", *(f"09{number:08d}" for number in range(1, PEOPLE_A_VENUE * len(VENUES) + 1)))
    written = [form for fact in facts for form in (fact, json.dumps(fact).strip('"'))]
    logs = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.log")}
    assert {"web.log", "stage.log", "recorder.log", "sources.log", "newsroom.log"} <= logs.keys()
    return {name for name, text in logs.items() if any(form in text for form in written)}


def test_one_checkin_changed_in_the_script_changes_minutes_workbook_and_page(shown: Shown, tmp_path: Path) -> None:
    other = run_demo(tmp_path, prepared(), script=SCRIPT.replace('status = "present"', 'status = "absent"'))
    assert len(set(shown.numbers)) == 1
    assert other.numbers == [number - 1 for number in shown.numbers]
