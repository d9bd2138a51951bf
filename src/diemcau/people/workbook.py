# SPDX-License-Identifier: Apache-2.0
"""Reading a sender's workbook as it is: the header is found by what it means. Pure: bytes in, rows out.

Owns where things stand in a workbook. What the cells say is `cells`' business, whom they
mean `importing`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Literal

from python_calamine import CalamineError, CalamineWorkbook

from diemcau.lib.refusal import FieldValue
from diemcau.lib.vietnamese import fold, tidy
from diemcau.people.refusals import HeaderIsMissing, WorkbookIsUnreadable

Cell = str | float | int | bool | date | datetime | time | timedelta
Column = Literal["name", "post", "organisation", "venue", "birth", "phone"]

HEADER_DEPTH = 30
TITLES: Mapping[Column, str] = {
    "name": "Họ và tên",
    "post": "Chức vụ",
    "organisation": "Đơn vị công tác",
    "venue": "Điểm cầu",
    "birth": "Năm sinh",
    "phone": "Số điện thoại",
}
_MEANINGS: Mapping[Column, frozenset[str]] = {
    "name": frozenset({"ho va ten", "ho ten", "ho va ten dai bieu", "ho ten dai bieu", "ten dai bieu", "dai bieu"}),
    "post": frozenset({"chuc vu", "chuc danh", "chuc vu chuc danh", "chuc danh chuc vu"}),
    "organisation": frozenset(
        {"don vi", "co quan", "don vi cong tac", "co quan cong tac", "co quan don vi", "don vi co quan", "noi cong tac"}
    ),
    "venue": frozenset({"diem cau", "noi du", "diem du", "dia diem du", "diem cau tham du", "du tai diem cau"}),
    "birth": frozenset({"nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh nam"}),
    "phone": frozenset({"so dien thoai", "dien thoai", "sdt", "so dt", "dt", "di dong", "dien thoai di dong"}),
}
_REQUIRED: tuple[Column, ...] = ("name", "venue")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where something stands, as a sender finds it again: `row` as Excel numbers it."""

    file: str
    sheet: str
    row: int

    @property
    def where(self) -> dict[str, FieldValue]:
        """The place as the fields of a refusal."""
        return {"file": self.file, "sheet": self.sheet, "row": self.row}


@dataclass(frozen=True, kw_only=True, slots=True)
class RawRow:
    """One row of a list, its cells as they came; a column that the list doesn't have is empty text."""

    place: Place
    cells: Mapping[Column, Cell]


@dataclass(frozen=True, kw_only=True, slots=True)
class Roster:
    """What one workbook holds.

    `letterhead` are the texts above the header, `unread_sheets` those that hold something but no list.
    """

    file: str
    letterhead: tuple[str, ...]
    rows: tuple[RawRow, ...]
    unread_sheets: tuple[str, ...]


def read_roster(content: bytes, *, file: str) -> Roster:
    """Read every list in a workbook. Raises: WorkbookIsUnreadable, HeaderIsMissing."""
    sheets = _sheets_in(content, file=file)
    headers = {name: _header_in(rows) for name, rows in sheets.items()}
    lists = {name: header for name, header in headers.items() if header is not None}
    if not lists:
        raise _header_is_missing(sheets, file=file)
    return Roster(
        file=file,
        letterhead=tuple(
            text for name, header in lists.items() for row in sheets[name][: header.row] for text in _texts(row)
        ),
        rows=tuple(
            row for name, header in lists.items() for row in _rows_under(header, sheets[name], file=file, sheet=name)
        ),
        unread_sheets=tuple(name for name, rows in sheets.items() if name not in lists and any(map(_texts, rows))),
    )


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    columns: Mapping[Column, int]


def _sheets_in(content: bytes, *, file: str) -> dict[str, list[list[Cell]]]:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        return {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
        }
    except CalamineError as error:
        raise WorkbookIsUnreadable(file=file) from error


def _header_in(rows: Sequence[Sequence[Cell]]) -> _Header | None:
    for index, row in enumerate(rows[:HEADER_DEPTH]):
        columns = _columns_in(row)
        if all(column in columns for column in _REQUIRED):
            return _Header(index, columns)
    return None


def _columns_in(row: Sequence[Cell]) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for place, cell in enumerate(row):
        meaning = _meaning_of(cell)
        if meaning is not None:
            found.setdefault(meaning, place)
    return found


def _meaning_of(cell: Cell) -> Column | None:
    words = "".join(c if c.isalnum() else " " for c in fold(str(cell)))
    title = " ".join(words.split())
    return next((column for column, titles in _MEANINGS.items() if title in titles), None)


def _rows_under(header: _Header, rows: Sequence[Sequence[Cell]], *, file: str, sheet: str) -> list[RawRow]:
    under = []
    for index, row in enumerate(rows[header.row + 1 :], start=header.row + 2):
        cells: dict[Column, Cell] = {
            column: row[header.columns[column]] if column in header.columns else "" for column in TITLES
        }
        if any(str(cell).strip() for cell in cells.values()):
            under.append(RawRow(place=Place(file=file, sheet=sheet, row=index), cells=cells))
    return under


def _texts(row: Sequence[Cell]) -> list[str]:
    return [tidy(str(cell)) for cell in row if str(cell).strip()]


def _header_is_missing(sheets: Mapping[str, Sequence[Sequence[Cell]]], *, file: str) -> HeaderIsMissing:
    tops = [row for rows in sheets.values() for row in rows[:HEADER_DEPTH]]
    nearest = max(tops, key=lambda row: len(_columns_in(row)), default=())
    return HeaderIsMissing(
        file=file,
        columns=", ".join(f"“{TITLES[column]}”" for column in _REQUIRED),
        rows=HEADER_DEPTH,
        sheets=", ".join(f"“{name}”" for name in sheets),
        nearest=" | ".join(_texts(nearest)) or "–",
    )
