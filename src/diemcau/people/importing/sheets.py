# SPDX-License-Identifier: Apache-2.0
"""A sender's file as sheets of cells, whatever program wrote it. Pure: bytes in, cells out.

Owns the files' forms and their limits. What stands in the cells is `headers`' and `lists`' business.
"""

from __future__ import annotations

import csv
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from diemcau.people.importing.ods_spans import spans_in_ods
from diemcau.people.importing.text_files import decoded, rows_in
from diemcau.people.refusals import WorkbookIsTooLarge, WorkbookIsUnreadable

Cell = str | float | int | bool | date | datetime | time | timedelta

ACCEPTED = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
TEXT_FILES = (".csv", ".tsv", ".txt")
LARGEST_BYTES = 20_000_000
_LARGEST_UNPACKED_BYTES = 400_000_000
_MOST_ROWS = 50_000


class Span(NamedTuple):
    """Cells that a sender made into one; counted from 0, the last ones belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it is seen: its rows from the very first one, and which cells are merged."""

    name: str
    rows: Sequence[Sequence[Cell]]
    spans: tuple[Span, ...] = ()


def read_sheets(content: bytes, *, file: str) -> tuple[Sheet, ...]:
    """Every sheet of a file. Raises: WorkbookIsUnreadable, WorkbookIsTooLarge."""
    if len(content) > LARGEST_BYTES:
        raise WorkbookIsTooLarge(file=file, most=LARGEST_BYTES // 1_000_000)
    sheets = _text_sheets(content, file) if file.lower().endswith(TEXT_FILES) else _workbook_sheets(content, file)
    if any(len(sheet.rows) > _MOST_ROWS for sheet in sheets):
        raise WorkbookIsTooLarge(file=file, most=LARGEST_BYTES // 1_000_000)
    return sheets


def _text_sheets(content: bytes, file: str) -> tuple[Sheet, ...]:
    try:
        text = decoded(content)
        if "\0" in text:
            raise WorkbookIsUnreadable(file=file)
        return (Sheet(file.rpartition(".")[0], rows_in(text)),)
    except (UnicodeError, csv.Error) as error:
        raise WorkbookIsUnreadable(file=file) from error


def _workbook_sheets(content: bytes, file: str) -> tuple[Sheet, ...]:
    _refuse_bombs(content, file)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        if any(sheet.total_height > _MOST_ROWS for sheet in sheets):
            raise WorkbookIsTooLarge(file=file, most=LARGEST_BYTES // 1_000_000)
        # calamine tells merged cells of Excel's own forms alone.
        elsewhere = spans_in_ods(content) if file.lower().endswith(".ods") else {}
        return tuple(
            Sheet(
                sheet.name,
                sheet.to_python(skip_empty_area=False),
                tuple(Span(*start, *end) for start, end in sheet.merged_cell_ranges or ())
                or tuple(Span(*span) for span in elsewhere.get(sheet.name, ())),
            )
            for sheet in sheets
        )
    except (CalamineError, struct.error) as error:
        raise WorkbookIsUnreadable(file=file) from error


def _refuse_bombs(content: bytes, file: str) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        with ZipFile(BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except BadZipFile as error:
        raise WorkbookIsUnreadable(file=file) from error
    if unpacked > _LARGEST_UNPACKED_BYTES:
        raise WorkbookIsTooLarge(file=file, most=LARGEST_BYTES // 1_000_000)
