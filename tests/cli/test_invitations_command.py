# SPDX-License-Identifier: Apache-2.0
"""`diemcau invitations`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from diemcau.cli.main import app
from factories.closed_conference import planned_conference

pytestmark = pytest.mark.django_db


def test_letters_and_badges_are_written_and_the_time_told(tmp_path: Path) -> None:
    planned_conference()
    answer = CliRunner().invoke(app, ["invitations", "lamdong-2022", "--out", str(tmp_path), "--venue", "LD-673"])
    assert answer.exit_code == 0, answer.output
    letters, badges, took = answer.stdout.splitlines()
    assert [letters, badges] == [
        str(tmp_path / name) for name in ("giay-moi-lamdong-2022-LD-673.pdf", "the-dai-bieu-lamdong-2022-LD-673.pdf")
    ]
    assert re.fullmatch(r"\d+\.\d s", took)
    assert Path(letters).read_bytes().startswith(b"%PDF")


def test_an_unknown_venue_is_told_in_a_sentence(tmp_path: Path) -> None:
    planned_conference()
    answer = CliRunner().invoke(app, ["invitations", "lamdong-2022", "--out", str(tmp_path), "--venue", "LD-9"])
    assert (answer.exit_code, "LD-9" in answer.stderr) == (2, True)
