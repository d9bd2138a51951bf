# SPDX-License-Identifier: Apache-2.0
"""Writing to a worksheet: safe cells, one look for all tables."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int
FONT = "Times New Roman"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LINE = Side(style="thin", color="BFC5CE")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER = PatternFill("solid", fgColor="E4E9F0")
_SUM = PatternFill("solid", fgColor="F4F6F9")
NUMBER_FORMAT = "#,##0"


def put(sheet: Worksheet, row: int, column: int, value: Value, *, bold: bool = False, size: int = 11) -> Cell:
    """Write one value. Text stays text, whatever it begins with: a name can't become a formula."""
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)  # noqa: S101 - merged cells are made after their text is written
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)
    else:
        cell.value = value
        cell.number_format = NUMBER_FORMAT
    cell.font = Font(name=FONT, size=size, bold=bold)
    return cell


def put_header(sheet: Worksheet, row: int, titles: Sequence[str]) -> None:
    """Write a table's head."""
    for column, title in enumerate(titles, start=1):
        cell = put(sheet, row, column, title, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border, cell.fill = _BOX, _HEADER


def put_row(sheet: Worksheet, row: int, values: Sequence[Value], *, is_sum: bool = False) -> None:
    """Write a table's row; numbers to the right, text wrapped to the left."""
    for column, value in enumerate(values, start=1):
        cell = put(sheet, row, column, value, bold=is_sum)
        is_text = isinstance(value, str)
        cell.alignment = Alignment(
            horizontal="left" if is_text else "right", vertical="center", wrap_text=is_text, indent=1
        )
        cell.border = _BOX
        if is_sum:
            cell.fill = _SUM


def put_title(sheet: Worksheet, row: int, text: str, *, columns: int, size: int = 14) -> None:
    """Write a line across the table's whole width."""
    put(sheet, row, 1, text, bold=True, size=size).alignment = Alignment(
        horizontal="center", vertical="center", wrap_text=True
    )
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the columns' widths, in characters."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def set_up_print(sheet: Worksheet, *, header_row: int, footer: str) -> None:
    """A4 across, one page wide, the table's head and the record's number on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_options.horizontalCentered = True
    # "&" begins a code in a printed footer and is written twice to be itself.
    sealed = _HeaderFooterPart(text=footer.replace("&", "&&"), size=8)
    page = _HeaderFooterPart(text="Trang &P/&N", size=8)
    sheet.oddFooter = HeaderFooterItem(left=sealed, right=page)
