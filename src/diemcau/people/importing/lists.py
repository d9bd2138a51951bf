# SPDX-License-Identifier: Apache-2.0
"""The lists in a sender's file, row by row, wherever they stand in it. Pure: bytes in, rows out.

Owns which rows of a sheet are delegates: neither headings of sections, nor numbers of columns, nor the
signatures below. What the cells say is `cells`' business, whom they mean `planning`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diemcau.lib.refusal import FieldValue
from diemcau.lib.vietnamese import fold, tidy
from diemcau.people.importing.headers import (
    HEADER_DEPTH,
    Header,
    header_at,
    header_in,
    nearest_to_a_header,
    texts_of,
)
from diemcau.people.importing.meanings import TITLES, Column, meaning_of
from diemcau.people.importing.sheets import Cell, Sheet, Span, read_sheets
from diemcau.people.refusals import HeaderIsMissing

_REQUIRED: tuple[Column, ...] = ("name", "venue")
_SAME_AS_ABOVE = frozenset({'"', "''", "”", "“", "nt", "-nt-", "- nt -", "như trên", "//", "-//-"})
_DITTO: tuple[Column, ...] = ("post", "organisation", "venue")
_SECTION = re.compile(r"(?:[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)/:\-–]\s*\S.*")
_ROMAN = re.compile(r"[IVXLC]+[.)]?|[A-ZĐ][.)]?")
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z])\s*\)?")
_SUMS = re.compile(r"(?:tong cong|tong so|cong|tong)\b.*|danh sach (?:nay )?(?:gom|co)\b.*|\(?an dinh danh sach\b.*")
_SIGNATURES = re.compile(
    r"(?:nguoi lap(?: bieu| bang| danh sach)?|thu truong(?: don vi)?|noi nhan|"
    r"xac nhan(?: cua .*)?|\(?ky,? .*|t/?m\.? .*|k/?t\.? .*|t/?l\.? .*|.*ngay \S+ thang \S+ nam .*)[:.]?"
)
_FEW = 2
_LONGEST_TITLE = 40
_ENOUGH = 3


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

    @property
    def key(self) -> str:
        """The place as one text, the same each time that the file is read."""
        return f"{self.file}|{self.sheet}|{self.row}"


@dataclass(frozen=True, kw_only=True, slots=True)
class RawRow:
    """One row of a list, its cells as they came; a column that the list doesn't have is empty text.

    `section` is the heading that it stands under. `columns` tells where the list has what, counted from 0.
    """

    place: Place
    cells: Mapping[Column, Cell]
    section: str
    columns: Mapping[Column, tuple[int, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Roster:
    """What one file holds.

    `letterhead` are the texts above the headers, `unread_sheets` those that hold something but no list,
    `unread_columns` titles that say nothing known.
    """

    file: str
    letterhead: tuple[str, ...]
    rows: tuple[RawRow, ...]
    unread_sheets: tuple[str, ...]
    unread_columns: tuple[str, ...]


def read_roster(content: bytes, *, file: str) -> Roster:
    """Read every list in a file. Raises: WorkbookIsUnreadable, WorkbookIsTooLarge, HeaderIsMissing."""
    sheets = read_sheets(content, file=file)
    found = [(sheet, header_in(sheet)) for sheet in sheets]
    lists = [(sheet, header) for sheet, header in found if header is not None]
    if not lists:
        raise HeaderIsMissing(
            file=file,
            columns=", ".join(f"“{TITLES[column]}”" for column in _REQUIRED),
            rows=HEADER_DEPTH,
            sheets=", ".join(f"“{sheet.name}”" for sheet in sheets),
            nearest=" | ".join(nearest_to_a_header(sheets)) or "–",
        )
    return Roster(
        file=file,
        letterhead=tuple(
            text for sheet, header in lists for row in sheet.rows[: header.first] for text in texts_of(row)
        ),
        rows=tuple(row for sheet, header in lists for row in _ListReader(sheet, file).rows(header)),
        unread_sheets=tuple(sheet.name for sheet, header in found if header is None and any(map(texts_of, sheet.rows))),
        unread_columns=tuple(dict.fromkeys(title for _, header in lists for title in header.unknown)),
    )


class _ListReader:
    """Reads the lists of one sheet from top to bottom."""

    def __init__(self, sheet: Sheet, file: str) -> None:
        self._sheet = sheet
        self._file = file
        self._rows = _filled_down(sheet)
        self._wide = {span.top: span for span in sheet.spans if span.right - span.left >= _FEW}
        self._section = ""
        self._is_signed = False
        self._above: Mapping[Column, Cell] = {}

    def rows(self, header: Header) -> Iterator[RawRow]:
        index = header.last + 1
        while index < len(self._rows):
            again = self._header_again(index)
            if again is not None:
                header, index = again, again.last + 1
                self._is_signed, self._section = False, ""
                continue
            cells = self._delegate(index, header)
            if cells is not None:
                self._above = cells
                place = Place(file=self._file, sheet=self._sheet.name, row=index + 1)
                yield RawRow(place=place, cells=cells, section=self._section, columns=header.columns)
            index += 1

    def _header_again(self, index: int) -> Header | None:
        """A second list, or the header that a printed page repeats."""
        titles = (cell for cell in self._rows[index] if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_TITLE)
        is_header = any(meaning_of(title) in {"name", "given"} for title in titles)
        return header_at(self._sheet, index) if is_header else None

    def _delegate(self, index: int, header: Header) -> Mapping[Column, Cell] | None:
        row = self._rows[index]
        texts = texts_of(row)
        if not texts or all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
            return None
        cells = _cells(row, header)
        known = [column for column, cell in cells.items() if str(cell).strip()]
        number = str(_cell(row, header.ordinal)).strip() if header.ordinal is not None else ""
        if self._is_below_the_list(texts, known, number=number, has_numbers=header.ordinal is not None):
            return None
        if self._is_heading(index, header, known, number):
            self._section = max(texts, key=len)
            return None
        return _repeating_above(cells, self._above) if known else None

    def _is_below_the_list(
        self, texts: Sequence[str], known: Sequence[Column], *, number: str, has_numbers: bool
    ) -> bool:
        folded = fold(texts[0])
        if len(known) <= _FEW and not number.replace(".", "").isdigit():
            if any(_SIGNATURES.fullmatch(fold(text)) for text in texts):
                self._is_signed = True
                return True
            if _SUMS.fullmatch(folded):
                return True
        return self._is_signed and (not number if has_numbers else len(known) < _ENOUGH)

    def _is_heading(self, index: int, header: Header, known: Sequence[Column], number: str) -> bool:
        """Whether a row is the heading of a section: it stands across the list, or is numbered as no delegate is."""
        if len(known) > 1 and not self._stands_across(index, header):
            return False
        if number and _ROMAN.fullmatch(number):
            return True
        only = texts_of(self._rows[index])
        alone = len(only) == 1 and not number.replace(".", "").isdigit()
        return self._stands_across(index, header) or (alone and bool(_SECTION.fullmatch(only[0])))

    def _stands_across(self, index: int, header: Header) -> bool:
        span = self._wide.get(index)
        used = {place for places in header.columns.values() for place in places}
        return span is not None and span.top == span.bottom and sum(span.left <= n <= span.right for n in used) >= _FEW


def _filled_down(sheet: Sheet) -> list[list[Cell]]:
    """The rows with each value that was merged over several rows in every one of them."""
    rows = [list(row) for row in sheet.rows]
    for span in sheet.spans:
        if span.top < span.bottom:
            _fill(rows, span)
    return rows


def _fill(rows: list[list[Cell]], span: Span) -> None:
    if span.top >= len(rows) or span.left >= len(rows[span.top]):
        return
    for row in rows[span.top + 1 : span.bottom + 1]:
        row.extend([""] * (span.left + 1 - len(row)))
        row[span.left] = rows[span.top][span.left]


def _cell(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else ""


def _cells(row: Sequence[Cell], header: Header) -> dict[Column, Cell]:
    cells: dict[Column, Cell] = dict.fromkeys(TITLES, "")
    for column, places in header.columns.items():
        filled = [cell for cell in (_cell(row, place) for place in places) if str(cell).strip()]
        if filled:
            cells[column] = " ".join(map(str, filled)) if column == "name" and len(filled) > 1 else filled[0]
    return cells


def _repeating_above(cells: Mapping[Column, Cell], above: Mapping[Column, Cell]) -> Mapping[Column, Cell]:
    """The cells, with what a sender meant by “nt” or a ditto mark."""
    meant = {column: above[column] for column in _DITTO if column in above and _is_ditto(cells[column])}
    return {**cells, **meant} if meant else cells


def _is_ditto(cell: Cell) -> bool:
    return isinstance(cell, str) and tidy(cell).lower() in _SAME_AS_ABOVE
