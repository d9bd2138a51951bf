# SPDX-License-Identifier: Apache-2.0
"""From the page to its proof to an outsider's script: what agrees, and what gives a forgery away."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from typer.testing import CliRunner

from diemcau.cli.main import app
from diemcau.journal.export import export_journal
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.drift import bind_anew
from diemcau.newsroom.page_check import differences
from factories.eventful_conference import eventful_conference, late_marks
from support.articles import put_live

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[2] / "ops" / "check-page"
NOW = datetime(2022, 11, 1, tzinfo=UTC)


class Given:
    """A published page's proof and an export, as files."""

    def __init__(self, folder: Path, *, corrected: bool) -> None:
        played = eventful_conference()
        page = publish_report(played.conference)
        late_marks(played)
        if corrected:
            page = page.get_latest_revision_as_object()
            bind_anew(page)
            page = put_live(page)
        self.export = folder
        export_journal(played.conference.uuid, folder, at=NOW)
        self.proof: dict[str, Any] = Client().get(f"{page.url}proof.json").json()

    def lines(self) -> list[str]:
        return (self.export / "journal.jsonl").read_text("utf-8").splitlines()

    def write(self, lines: list[str]) -> None:
        (self.export / "journal.jsonl").write_text("\n".join(lines) + "\n", "utf-8")

    def checked(self) -> tuple[int, str]:
        """What the stand-alone script says; the product's own check must agree with it."""
        proof = self.export / "proof.json"
        proof.write_text(json.dumps(self.proof), "utf-8")
        told = subprocess.run(
            [sys.executable, "-I", SCRIPT, proof, self.export], capture_output=True, check=False, timeout=60
        )
        assert bool(differences(self.proof, self.export)) == (told.returncode == 1)
        return told.returncode, (told.stdout + told.stderr).decode()


@pytest.mark.parametrize("corrected", [False, True])
def test_a_page_agrees_with_a_true_export(tmp_path: Path, *, corrected: bool) -> None:
    given = Given(tmp_path, corrected=corrected)
    code, told = given.checked()
    assert (code, "figures agree with the journal" in told) == (0, True)
    assert "đều khớp với nhật ký" in told


@pytest.mark.parametrize("index", range(11))
def test_one_altered_digit_is_named(tmp_path: Path, index: int) -> None:
    given = Given(tmp_path, corrected=True)
    figure = given.proof["figures"][index % len(given.proof["figures"])]
    figure["value"] += 1
    code, told = given.checked()
    assert code == 1
    assert f"{figure['label']['vi']}: trang ghi {figure['value']}, nhật ký đến mục số {figure['seq']}" in told
    assert f"gives {figure['value'] - 1}" in told


def test_one_altered_entry_is_named(tmp_path: Path) -> None:
    given = Given(tmp_path, corrected=False)
    lines = given.lines()
    lines[4] = lines[4].replace('"actor":"cli"', '"actor":"clj"')
    given.write(lines)
    code, told = given.checked()
    assert (code, "Entry 5 of the journal" in told) == (1, True)


def test_one_missing_entry_is_named(tmp_path: Path) -> None:
    given = Given(tmp_path, corrected=False)
    lines = given.lines()
    del lines[6]
    given.write(lines)
    code, told = given.checked()
    assert (code, "Mục số 7 của nhật ký" in told) == (1, True)


def test_an_export_that_ends_too_early_is_told(tmp_path: Path) -> None:
    given = Given(tmp_path, corrected=True)
    given.write(given.lines()[:-3])
    code, told = given.checked()
    assert (code, "where the page says the journal ended" in told) == (1, True)


def test_the_command_says_the_same(tmp_path: Path) -> None:
    given = Given(tmp_path, corrected=True)
    given.checked()
    command = ["journal", "verify", str(tmp_path), "--page", str(tmp_path / "proof.json")]
    told = CliRunner().invoke(app, command)
    assert (told.exit_code, "khớp với nhật ký" in told.output) == (0, True)
    given.proof["figures"][0]["value"] += 1
    given.checked()
    told = CliRunner().invoke(app, command)
    assert (told.exit_code, "trang ghi" in told.output) == (1, True)


def test_what_is_no_proof_is_refused(tmp_path: Path) -> None:
    given = Given(tmp_path, corrected=False)
    (tmp_path / "none.json").write_text("[]", "utf-8")
    told = subprocess.run(
        [sys.executable, "-I", SCRIPT, tmp_path / "none.json", given.export],
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.returncode == 2
