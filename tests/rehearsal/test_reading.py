# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from diemcau.rehearsal.reading import ReadCounts, ReadPage, read_minutes, read_page, read_workbook
from diemcau.rehearsal.refusals import FigureIsNotThere

PAGE = """
<p>Hơn <data class="figure" value="1732" data-query="delegates.attended">1.700</data> đại biểu</p>
<dl><dd><data value="1732" data-query="delegates.attended">1.732</data></dd>
<dd><data value="1714" data-query="delegates.present">1.714</data></dd>
<dd><data value="118" data-query="venues.took_part">118</data></dd></dl>
"""


def test_the_minutes_sum_line_is_read(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=4)
    for row, texts in zip(
        table.rows,
        [("Cấp", "Giấy mời", "Có mặt", "Đi thay"), ("Xã", "9", "7", "1"), ("Cộng", "1.769", "1.714", "20")],
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "bien-ban.docx"))

    assert read_minutes(tmp_path / "bien-ban.docx") == ReadCounts(present=1714, substituted=20)


def test_the_workbooks_first_sum_line_is_read(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.create_sheet("Tổng hợp", 0)
    for line in (["TỔNG HỢP"], ["Mã", "Tên", "Có mặt", "Đi thay"], ["", "Cấp xã", 4, 1], ["", "Cộng", 14, 2]):
        sheet.append(line)
    workbook.save(tmp_path / "diem-danh.xlsx")

    assert read_workbook(tmp_path / "diem-danh.xlsx") == ReadCounts(present=14, substituted=2)


def test_the_pages_exact_figures_are_read_and_rounded_ones_left() -> None:
    assert read_page(PAGE, url="/") == ReadPage(present=1714, attended=1732, venues=118)


@pytest.mark.parametrize("missing", ["delegates.present", "delegates.attended", "venues.took_part"])
def test_a_page_without_a_figure_is_refused(missing: str) -> None:
    with pytest.raises(FigureIsNotThere, match=missing):
        read_page(PAGE.replace(missing, "other"), url="/tin-tuc/")


def test_minutes_without_a_table_are_refused(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "bien-ban.docx"))

    with pytest.raises(FigureIsNotThere):
        read_minutes(tmp_path / "bien-ban.docx")
