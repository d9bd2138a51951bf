# SPDX-License-Identifier: Apache-2.0
"""Minutes, workbook and page come from one record: a check-in more or less, and all three say so."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from diemcau.newsroom.actions import publish_report
from diemcau.papers.actions import write_papers
from factories.closed_conference import PRESENT, closed_conference

pytestmark = pytest.mark.django_db
Counts = tuple[int, ...]


def counts_in_minutes(path: Path) -> Counts:
    table = Document(str(path)).tables[1]
    return tuple(int(cell.text) for cell in table.rows[-1].cells[2:7])


def counts_in_workbook(path: Path) -> Counts:
    rows = list(load_workbook(BytesIO(path.read_bytes()))["Tổng hợp"].iter_rows(values_only=True))
    titles = next(row for row in rows if "Giấy mời" in row)
    total = next(row for row in rows if row[1] == "Cộng")
    columns = ("Giấy mời", "Có mặt", "Đi thay", "Vắng có lý do", "Vắng")
    return tuple(int(str(total[titles.index(column)])) for column in columns)


def counts_in_list(path: Path) -> Counts:
    rows = load_workbook(BytesIO(path.read_bytes()))["Danh sách"].iter_rows(values_only=True)
    statuses = [row[6] for row in rows if isinstance(row[0], int)]
    return len(statuses), *(statuses.count(name) for name in ("Có mặt", "Đi thay", "Vắng có lý do", "Vắng"))


def counts_on_page(url: str) -> Counts:
    page = BeautifulSoup(Client().get(url).content, "html.parser")
    names = ("invited", "present", "substituted", "excused", "absent")
    found = [page.select_one(f'.figures data[data-query="delegates.{name}"]') for name in names]
    return tuple(int(data.get_text().replace(".", "")) for data in found if data)


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        (PRESENT[1:], (9, 4, 1, 1, 3)),
        (PRESENT, (9, 5, 1, 1, 2)),
        ((*PRESENT, "K'Brèo Rơ Ông"), (9, 6, 1, 1, 1)),
    ],
    ids=["one check-in less", "as it was", "one check-in more"],
)
def test_all_three_follow_the_record(present: tuple[str, ...], expected: Counts, tmp_path: Path) -> None:
    conference = closed_conference(present=present)
    minutes, workbook = write_papers(conference, tmp_path)
    page = publish_report(conference)
    assert counts_in_minutes(minutes) == expected
    assert counts_in_workbook(workbook) == expected
    assert counts_in_list(workbook) == expected
    assert counts_on_page(page.url) == expected
