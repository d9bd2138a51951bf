# SPDX-License-Identifier: Apache-2.0
"""Which cells of an OpenDocument workbook are merged. Pure.

Source: OASIS OpenDocument 1.3 part 3, `table:number-rows-spanned` and its neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")

Corners = tuple[int, int, int, int]


def spans_in_ods(content: bytes) -> Mapping[str, list[Corners]]:
    """Merged cells by sheet, as top, left, bottom, right from 0; none when the file can't be read so."""
    reader = _Reader()
    try:
        with ZipFile(BytesIO(content)) as archive:
            reader.read(archive.read("content.xml"))
    except (BadZipFile, KeyError, expat.ExpatError, ValueError):
        return {}
    return reader.spans


class _Reader:
    def __init__(self) -> None:
        self.spans: dict[str, list[Corners]] = defaultdict(list)
        self._sheet = ""
        self._row = self._column = self._rows_alike = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = _refuse_entity
        parser.Parse(content, True)  # noqa: FBT003  # expat takes it by place alone

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self._sheet, self._row = attributes.get(f"{_TABLE}name", ""), 0
        elif name == f"{_TABLE}table-row":
            self._column, self._rows_alike = 0, _number(attributes, "number-rows-repeated")
        elif name in _CELLS:
            deep, wide = _number(attributes, "number-rows-spanned"), _number(attributes, "number-columns-spanned")
            if (deep, wide) != (1, 1):
                corners = (self._row, self._column, self._row + deep - 1, self._column + wide - 1)
                self.spans[self._sheet].append(corners)
            self._column += _number(attributes, "number-columns-repeated")

    def _end(self, name: str) -> None:
        if name == f"{_TABLE}table-row":
            self._row += self._rows_alike


def _number(attributes: Mapping[str, str], name: str) -> int:
    return int(attributes.get(f"{_TABLE}{name}", "1"))


def _refuse_entity(*_: object) -> None:
    # A workbook needs no entities of its own; a bomb is made of them.
    raise ValueError
