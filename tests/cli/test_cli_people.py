# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from diemcau.cli.main import app
from diemcau.people.models import AppliedImport, Invitation
from support.plans import roster, small_conference

pytestmark = pytest.mark.django_db
MOVED = (1, "Nguyễn Văn Ấn", "Trưởng phòng", "Huyện đoàn", "Xã Đạm Bri", 1980, "0912345678")
LOST = (2, "Bùi Sao", "", "", "Sao Hỏa", "", "")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["people", *arguments])
    return result.exit_code, result.stdout + result.stderr


def test_a_dry_run_prints_the_preview_and_changes_nothing(tmp_path: Path) -> None:
    small_conference()
    before = list(Invitation.objects.values())
    (tmp_path / "a.xlsx").write_bytes(roster(MOVED, LOST))
    code, told = run("import", "--dry-run", str(tmp_path / "a.xlsx"))
    assert code == 0
    assert "1 đổi điểm cầu (Thay đổi: 1, Sai: 1)" in told
    assert "điểm cầu: Thành phố Bảo Lộc → Xã Đạm Bri, Thành phố Bảo Lộc" in told
    assert "2 rows in" in told
    assert list(Invitation.objects.values()) == before


def test_an_import_with_faults_is_refused_unless_they_may_wait_and_can_be_undone(tmp_path: Path) -> None:
    conference = small_conference()
    (tmp_path / "a.xlsx").write_bytes(roster(MOVED, LOST))
    code, told = run("import", str(tmp_path / "a.xlsx"), "--conference", conference.slug)
    assert (code, "Còn 1 dòng chưa giải quyết xong" in told) == (2, True)
    assert run("import", str(tmp_path / "a.xlsx"), "--without-held")[0] == 0
    moved = Invitation.objects.get(person__full_name="Nguyễn Văn Ấn")
    assert moved.venue.code == "LD-1-2"
    number = str(AppliedImport.objects.latest("id").pk)
    assert run("undo", number) == (0, "removed: 0, restored: 1, kept: 0\n")
    moved.refresh_from_db()
    assert moved.venue.code == "LD-1"
    assert run("undo", number)[0] == 2
