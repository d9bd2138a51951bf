# SPDX-License-Identifier: Apache-2.0
"""Text files of columns (.csv, .tsv, .txt) as rows, whatever program wrote them. Pure.

Owns the guess of encoding and delimiter; nothing in such a file says what they are.
"""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 60
_LONGEST_CELL = 131_072


def decoded(content: bytes) -> str:
    """The text of a file. Raises: UnicodeError: it is in none of the encodings that offices use."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding)
    if _is_wide(content):
        return content.decode("utf-16-le" if content[1::2].count(0) >= content[::2].count(0) else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel on a Vietnamese Windows calls "CSV": Windows-1258, tones as marks of their own.
        return content.decode("cp1258")


def rows_in(text: str) -> list[list[str]]:
    """The rows of a text, cut at the delimiter that cuts most of them alike.

    Raises: csv.Error: a cell is longer than any list's.
    """
    declared, body = _declared_delimiter(text)
    if declared:
        # Kept as a row: the sender's program counts that line, too.
        return [[], *_cut(body, declared)]
    return max((_cut(text, delimiter) for delimiter in _DELIMITERS), key=_evenness)


def _is_wide(content: bytes) -> bool:
    sample = content[:4096]
    # Vietnamese in UTF-16 has a zero or a small high byte beside each Latin letter; in no other encoding is there any.
    return len(content) % 2 == 0 and sample.count(0) * 4 > len(sample)


def _declared_delimiter(text: str) -> tuple[str, str]:
    """What Excel's own first line `sep=;` declares, and the rest; empty when there is none."""
    first, _, rest = text.partition("\n")
    line = first.strip().strip('"')
    is_declared = line.lower().startswith("sep=") and len(line) == len("sep=;")
    return (line[-1], rest) if is_declared else ("", text)


def _cut(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def _evenness(rows: Sequence[Sequence[str]]) -> int:
    """How many cells stand in rows of the commonest width above one."""
    widths = Counter(len(row) for row in rows[:_LOOKED_AT] if len(row) > 1)
    return max((width * n for width, n in widths.items()), default=0)
