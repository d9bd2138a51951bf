# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from diemcau.cli.main import app
from diemcau.people.models import Person
from support.plans import EXAMPLE, ROWS, folder, roster

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["load", *arguments])
    return result.exit_code, result.stdout


def test_load_tells_every_row_and_writes_the_summary(tmp_path: Path) -> None:
    summary = tmp_path / "summary.json"
    code, told = run(str(EXAMPLE), "--json", str(summary))
    assert code == 0
    truth = json.loads((EXAMPLE / "truth.json").read_text())
    assert json.loads(summary.read_text()) == {
        "venues": truth["venues"],
        "people": truth["invited"],
        "repeated_rows": truth["duplicate_rows"],
        "by_venue": truth["by_venue"],
    }
    assert told.count("gộp làm một") == 15
    assert "số điện thoại 942473298 → 0942473298" in told
    assert "viết hoa toàn bộ: “K’ VĂN TOÀN” → “K’ Văn Toàn”" in told
    assert "118 điểm cầu, 1769 đại biểu, 15 dòng trùng." in told
    assert "Đã ghi kế hoạch vào nhật ký, mục số 1." in told
    assert "Kế hoạch trong nhật ký không đổi." in run(str(EXAMPLE))[1]


def test_load_names_what_became_of_a_small_folder(tmp_path: Path) -> None:
    changed = (1, "Nguyễn Văn Ấn", "Phó phòng", "Huyện đoàn", "Thành phố Bảo Lộc", "?", "0912345678")
    run(str(folder(tmp_path)))
    (tmp_path / "a.xlsx").write_bytes(roster(changed, ROWS[1]))
    code, told = run(str(tmp_path))
    assert code == 0
    assert "thay đổi: chức vụ" in told
    assert "năm sinh “?” không đọc được, để trống" in told
    assert "Trần Quốc Đạt đã được mời nhưng không có trong danh sách nào: vẫn giữ nguyên." in told


def test_load_tells_every_fault_and_changes_nothing(tmp_path: Path) -> None:
    faulty = roster(ROWS[0], (2, "Lê An", "", "", "Sao Hỏa", "", ""), (3, "", "", "", "Xã Đạm Bri", "", ""))
    code, told = run(str(folder(tmp_path, a=faulty)))
    lines = " ".join(told.split())
    assert code == 1
    assert "dòng 6: hội nghị không có điểm cầu “Sao Hỏa”." in lines
    assert "dòng 7: chưa có họ tên." in lines
    assert "Có 2 dòng không nhận được, nên chưa có gì bị thay đổi." in lines
    assert Person.objects.count() == 0
