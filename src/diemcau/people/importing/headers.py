# SPDX-License-Identifier: Apache-2.0
"""Where a list begins in a sheet, and what its columns mean. Pure.

A header takes one row or two: “Họ và tên” over “Họ” and “Tên”, “Năm sinh” over “Nam” and “Nữ”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diemcau.lib.vietnamese import fold, tidy
from diemcau.people.importing.meanings import TITLES, Column, Meaning, meaning_of
from diemcau.people.importing.sheets import Cell, Sheet, Span

HEADER_DEPTH = 30
_TELLING: tuple[Column, ...] = ("post", "organisation", "venue", "birth", "phone")
_SUBTITLES = frozenset({"nam", "nu", "ho", "ten", "ho dem", "ho va ten dem", "ngay", "thang"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """A list's header. Rows and columns count from 0; `last` is the header's own last row.

    A meaning may stand over several columns: a name in two, a year of birth for men and for women.
    `ordinal` is the column that only numbers the rows, `unknown` the titles that say nothing known.
    """

    first: int
    last: int
    columns: Mapping[Column, tuple[int, ...]]
    ordinal: int | None
    unknown: tuple[str, ...]


def header_in(sheet: Sheet, *, start: int = 0, depth: int = HEADER_DEPTH) -> Header | None:
    """The first header in `depth` rows from `start`; None when there is none."""
    for index in range(start, min(start + depth, len(sheet.rows))):
        header = header_at(sheet, index)
        if header is not None:
            return header
    return None


def header_at(sheet: Sheet, index: int) -> Header | None:
    """The header that begins in this very row; None when the row is none.

    It names the delegate, and one more thing about them at least.
    """
    upper = _titles(sheet, index)
    lower = _titles(sheet, index + 1) if index + 1 < len(sheet.rows) else []
    if _is_second_row(upper, lower) and not _is_letterhead(upper, lower):
        header = _header(_one_above_the_other(upper, lower), index, index + 1)
        if header is not None:
            return header
    return _header([(title, "") for title in upper], index, index)


def nearest_to_a_header(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """The texts of the row that names most columns, for a sentence about what was found instead."""
    rows = [
        (sum(meaning_of(title) in TITLES for title in _titles(sheet, index)), texts_of(sheet.rows[index]))
        for sheet in sheets
        for index in range(min(HEADER_DEPTH, len(sheet.rows)))
    ]
    return max(rows, key=lambda row: row[0], default=(0, ()))[1]


def texts_of(row: Sequence[Cell]) -> tuple[str, ...]:
    """What a row says, empty cells left out."""
    return tuple(tidy(str(cell)) for cell in row if str(cell).strip())


def _titles(sheet: Sheet, index: int) -> list[str]:
    """The titles of a row, each merged one over all the columns that it stands over."""
    titles = [str(cell) if isinstance(cell, str) else "" for cell in sheet.rows[index]]
    for span in _spans_at(sheet, index):
        titles += [""] * (span.right + 1 - len(titles))
        titles[span.left : span.right + 1] = [str(sheet.rows[span.top][span.left])] * (span.right + 1 - span.left)
    return titles


def _spans_at(sheet: Sheet, index: int) -> list[Span]:
    return [
        span
        for span in sheet.spans
        if span.top <= index <= span.bottom and span.top < len(sheet.rows) and span.left < len(sheet.rows[span.top])
    ]


def _is_second_row(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row goes on with the header above it: it has titles, and no delegate's name under “Họ và tên”."""
    added = [n for n, title in enumerate(lower) if title and (n >= len(upper) or title != upper[n])]
    if not any(_is_title(lower[n]) for n in added):
        return False
    names = [n for n, title in enumerate(upper) if meaning_of(title) == "name"]
    return all(_is_title(lower[n]) for n in names if n in added)


def _is_letterhead(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row only stands above a whole header: none of its titles reaches down into it."""
    below = [*lower, *[""] * (len(upper) - len(lower))]
    reaching = [title for n, title in enumerate(upper) if below[n] in {"", title} or fold(below[n]) in _SUBTITLES]
    return not any(map(meaning_of, reaching)) and _header([(title, "") for title in lower], 0, 0) is not None


def _is_title(text: str) -> bool:
    return fold(text) in _SUBTITLES or meaning_of(text) is not None


def _one_above_the_other(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[str, str]]:
    """Title and subtitle of each column; a text file has lost over how many columns a title stood."""
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    for n in range(1, width):
        if not above[n] and fold(below[n]) in _SUBTITLES and fold(below[n - 1]) in _SUBTITLES:
            above[n] = above[n - 1]
    # A whole header in the lower row has only a letterhead above it, but for titles that reach down.
    is_whole = _header([(title, "") for title in below], 0, 0) is not None
    return [
        (under, over) if _speaks_for_itself(under, over, is_whole=is_whole) else (over, under)
        for over, under in zip(above, below, strict=True)
    ]


def _speaks_for_itself(under: str, over: str, *, is_whole: bool) -> bool:
    if meaning_of(under) is not None:
        return meaning_of(over) != "phone"
    return is_whole and bool(under) and fold(under) not in _SUBTITLES


def _header(titles: Sequence[tuple[str, str]], first: int, last: int) -> Header | None:
    found: dict[Meaning, list[int]] = {}
    unknown = []
    for place, (title, subtitle) in enumerate(titles):
        meaning = meaning_of(title) or meaning_of(f"{title} {subtitle}")
        if meaning is None:
            unknown += [tidy(title)] if title.strip() else []
        elif meaning not in found or title == titles[found[meaning][-1]][0]:
            found.setdefault(meaning, []).append(place)
    columns: dict[Column, tuple[int, ...]] = {column: tuple(found[column]) for column in TITLES if column in found}
    if "name" not in columns and "given" in found:
        columns["name"] = (*found.get("family", ()), *found["given"])
    if "name" not in columns or not any(column in columns for column in _TELLING):
        return None
    ordinal = found["ordinal"][0] if "ordinal" in found else None
    return Header(first=first, last=last, columns=columns, ordinal=ordinal, unknown=tuple(dict.fromkeys(unknown)))
