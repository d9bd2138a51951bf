# SPDX-License-Identifier: Apache-2.0
"""`diemcau papers`."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from diemcau.cli.main import app
from diemcau.newsroom.models import NewsArticlePage
from factories.closed_conference import closed_conference, planned_conference

pytestmark = pytest.mark.django_db


def test_papers_are_written_and_the_report_published(tmp_path: Path) -> None:
    closed_conference()
    answer = CliRunner().invoke(app, ["papers", "lamdong-2022", "--folder", str(tmp_path)])
    assert answer.exit_code == 0
    *papers, address = answer.stdout.split()
    assert papers == [str(tmp_path / name) for name in ("bien-ban-lamdong-2022.docx", "diem-danh-lamdong-2022.xlsx")]
    assert address == NewsArticlePage.objects.get(locale__language_code="vi").full_url


def test_papers_without_the_report(tmp_path: Path) -> None:
    closed_conference()
    answer = CliRunner().invoke(app, ["papers", "lamdong-2022", "--folder", str(tmp_path), "--no-publish"])
    assert answer.exit_code == 0
    assert not NewsArticlePage.objects.exists()


def test_an_open_conference_is_refused_in_a_sentence(tmp_path: Path) -> None:
    planned_conference()
    answer = CliRunner().invoke(app, ["papers", "lamdong-2022", "--folder", str(tmp_path)])
    assert answer.exit_code == 2
    assert "chưa bế mạc" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_conference_is_refused(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["papers", "dalat-1999", "--folder", str(tmp_path)])
    assert (answer.exit_code, "dalat-1999" in answer.stderr) == (2, True)
