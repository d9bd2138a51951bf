# SPDX-License-Identifier: Apache-2.0
"""The sender's own file, coloured and commented cell by cell. Pure: bytes in, an .xlsx file out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from diemcau.lib.refusal import Language, Refusal
from diemcau.people.importing.meanings import TITLES, Column
from diemcau.people.importing.remarks import Correction, Doubt
from diemcau.people.importing.reports import RowReport
from diemcau.people.importing.sheets import TEXT_FILES, read_sheets
from diemcau.people.importing.wording import VERDICTS, change_sentences, reasons, word
from diemcau.people.refusals import CellIsTooLong, VenueIsAmbiguous, VenueIsMissing, VenueIsUnknown

_ROW_COLOURS = {
    "new": "E2F0D9",
    "changed": "FFF2CC",
    "same": "FFFFFF",
    "repeated": "EDEDED",
    "doubtful": "FCE4D6",
    "wrong": "F8D7DA",
    "out": "EDEDED",
}
_CELL_COLOURS = {"changed": "FFD34D", "doubtful": "F4A56A", "wrong": "EE6B6B"}
_COLUMNS: Mapping[str, str] = {"birth_year": "birth"}
_ABOUT: Mapping[object, Column] = {
    Correction.PHONE: "phone",
    Doubt.PHONE: "phone",
    Doubt.SHARED_PHONE: "phone",
    Correction.BIRTH: "birth",
    Doubt.BIRTH: "birth",
    Correction.VENUE: "venue",
    Correction.VENUE_SETTLED: "venue",
    Correction.VENUE_AROUND: "venue",
    Doubt.TWO_VENUES: "venue",
    Doubt.RANK: "rank",
    Doubt.RANK_UNREAD: "rank",
    Doubt.NUMBER: "number",
}
_VENUE_FAULTS = (VenueIsMissing, VenueIsUnknown, VenueIsAmbiguous)
_AUTHOR = "Điểm cầu"


def marked_copy(
    content: bytes, *, file: str, rows: Iterable[RowReport], venues: Mapping[str, str], language: Language
) -> bytes:
    """A copy of a file with every row coloured by its verdict, and the reasons as comments on the cells they are about.

    `venues` are names by code. What isn't an Excel workbook comes back as one, each cell where it was.
    """
    book = _as_sent(content, file)
    here = [row for row in rows if row.place.file == file]
    for row in here:
        _mark(book[_title(row.place.sheet)], row, venues, language)
    _add_legend(book, here, language)
    marked = BytesIO()
    book.save(marked)
    return marked.getvalue()


def _as_sent(content: bytes, file: str) -> Workbook:
    if file.lower().endswith((".xlsx", ".xlsm")):
        return load_workbook(BytesIO(content))
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in read_sheets(content, file=file):
        copy = book.create_sheet(_title(sheet.name))
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row, start=1):
                _put(copy, number, column, str(value) if isinstance(value, timedelta) else value)
        for span in sheet.spans:
            copy.merge_cells(
                start_row=span.top + 1, start_column=span.left + 1, end_row=span.bottom + 1, end_column=span.right + 1
            )
        if file.lower().endswith(TEXT_FILES):
            copy.sheet_format.defaultColWidth = 22
    return book


def _title(sheet: str) -> str:
    """A sheet's name as Excel allows it: a text file is named for itself."""
    return "".join("_" if c in r"\/*?:[]" else c for c in sheet)[:31] or "1"


def _put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    if value in {None, ""}:
        return
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        # Text stays text, whatever it begins with: a name can't become a formula.
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value  # type: ignore[assignment]  # what calamine reads, openpyxl writes


def _mark(sheet: Worksheet, row: RowReport, venues: Mapping[str, str], language: Language) -> None:
    notes = _notes(row, venues, language)
    for column, places in row.raw.columns.items():
        for place in places:
            has_note = column in notes and place == places[0]
            colour = _CELL_COLOURS.get(row.verdict) if has_note else None
            _colour(sheet, row.place.row, place + 1, colour or _ROW_COLOURS[row.verdict])
            if has_note:
                _comment(sheet, row.place.row, place + 1, notes[column])


def _notes(row: RowReport, venues: Mapping[str, str], language: Language) -> dict[Column, list[str]]:
    """The sentences about a row by the column that they are about; the name's for what has no column of its own."""
    notes: dict[Column, list[str]] = defaultdict(list)
    for name, sentence in change_sentences(row, language, venues).items():
        notes[_column(name)].append(sentence)
    told = {remark.sentence(language) for remark in row.remarks}
    for remark in row.remarks:
        notes[_ABOUT.get(remark.about, "name")].append(remark.sentence(language))
    if row.verdict not in {"new", "changed", "same"}:
        others = [sentence for sentence in reasons(row, language) if sentence not in told]
        notes[_column_of_fault(row.fault)].extend([f"{word(VERDICTS, row.verdict, language)}:", *others])
    elsewhere = [column for column in notes if column not in row.raw.columns and column != "name"]
    for column in elsewhere:
        notes["name"].extend(notes.pop(column))
    return notes


def _column(field: str) -> Column:
    return next(column for column in TITLES if column == _COLUMNS.get(field, field))


def _column_of_fault(fault: Refusal | None) -> Column:
    if isinstance(fault, _VENUE_FAULTS):
        return "venue"
    if isinstance(fault, CellIsTooLong):
        return next(column for column, title in TITLES.items() if title == fault.fields["column"])
    return "name"


def _colour(sheet: Worksheet, row: int, column: int, colour: str) -> None:
    sheet.cell(row=row, column=column).fill = PatternFill("solid", fgColor=colour)


def _comment(sheet: Worksheet, row: int, column: int, sentences: list[str]) -> None:
    cell: Cell | MergedCell = sheet.cell(row=row, column=column)
    if isinstance(cell, MergedCell):
        # Only the first of merged cells can hold a comment.
        span = next(span for span in sheet.merged_cells.ranges if cell.coordinate in span)
        cell = sheet.cell(row=span.min_row, column=span.min_col)
    before = [cell.comment.text] if cell.comment else []
    text = "\n".join([*before, *sentences])
    assert isinstance(cell, Cell)  # noqa: S101 - the first of merged cells is a cell of its own
    cell.comment = Comment(text, _AUTHOR, width=360, height=40 + 18 * (1 + len(text) // 50 + text.count("\n")))


def _add_legend(book: Workbook, rows: list[RowReport], language: Language) -> None:
    title = "Chú giải" if language == "vi" else "Legend"
    legend = book.create_sheet(title if title not in book.sheetnames else f"{title} (Điểm cầu)")
    legend.column_dimensions["A"].width = 24
    for number, verdict in enumerate(_ROW_COLOURS, start=1):
        _put(legend, number, 1, word(VERDICTS, verdict, language))
        _put(legend, number, 2, sum(row.verdict == verdict for row in rows))
        _colour(legend, number, 1, _ROW_COLOURS[verdict])
