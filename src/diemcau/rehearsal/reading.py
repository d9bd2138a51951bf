# SPDX-License-Identifier: Apache-2.0
"""Reading numbers back off the finished papers and the news page, as a person would find them there.

Knows only what stands on paper: nothing here asks the code that wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from typing_extensions import override

from diemcau.rehearsal.refusals import FigureIsNotThere

SUM_LINE, PRESENT, SUBSTITUTED = "Cộng", "Có mặt", "Đi thay"
SUMS_SHEET = "Tổng hợp"


@dataclass(frozen=True, kw_only=True)
class ReadCounts:
    """What a paper says of the delegates."""

    present: int
    substituted: int


@dataclass(frozen=True, kw_only=True)
class ReadPage:
    """What the news page says: delegates present, delegates and substitutes, venues."""

    present: int
    attended: int
    venues: int


def read_minutes(path: Path) -> ReadCounts:
    """The sum line of the table of delegates in the minutes. Raises: FigureIsNotThere."""
    for table in Document(str(path)).tables:
        rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
        if rows and PRESENT in rows[0]:
            return _sum_line(rows[0], rows[1:], path)
    raise FigureIsNotThere(figure=PRESENT, path=str(path))


def read_workbook(path: Path) -> ReadCounts:
    """The first sum line of the attendance workbook. Raises: FigureIsNotThere."""
    workbook = load_workbook(path, read_only=True)
    rows = [["" if value is None else str(value) for value in row] for row in workbook[SUMS_SHEET].values]
    workbook.close()
    for index, row in enumerate(rows):
        if PRESENT in row:
            return _sum_line(row, rows[index + 1 :], path)
    raise FigureIsNotThere(figure=PRESENT, path=str(path))


def read_page(html: str, *, url: str) -> ReadPage:
    """The exact figures of the news page. Raises: FigureIsNotThere."""
    finder = _Figures()
    finder.feed(html)

    def figure(name: str) -> int:
        if name not in finder.found:
            raise FigureIsNotThere(figure=name, path=url)
        return finder.found[name]

    return ReadPage(
        present=figure("delegates.present"),
        attended=figure("delegates.attended"),
        venues=figure("venues.took_part"),
    )


def _sum_line(titles: list[str], rows: list[list[str]], path: Path) -> ReadCounts:
    for row in rows:
        if SUM_LINE in row[:2]:
            return ReadCounts(
                present=_number(row[titles.index(PRESENT)]), substituted=_number(row[titles.index(SUBSTITUTED)])
            )
    raise FigureIsNotThere(figure=SUM_LINE, path=str(path))


def _number(text: str) -> int:
    """1.769 in Vietnamese writing."""
    return int(text.replace(".", ""))


class _Figures(HTMLParser):
    """The page's exact figures by name: rounded ones show another number than they stand for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, int] = {}
        self._open: tuple[str, str] | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        name, value = named.get("data-query"), named.get("value")
        self._open = (name, value) if tag == "data" and name and value else None

    @override
    def handle_data(self, data: str) -> None:
        if self._open is not None and data.strip().replace(".", "") == self._open[1]:
            self.found[self._open[0]] = int(self._open[1])

    @override
    def handle_endtag(self, tag: str) -> None:
        self._open = None
