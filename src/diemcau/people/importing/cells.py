# SPDX-License-Identifier: Apache-2.0
"""What the cells of a list say: names, years and numbers as they are to be kept. Pure.

Each reader returns the value with what it had to set right, or doubts.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from diemcau.lib.vietnamese import name_from_capitals, name_from_small_letters, tidy
from diemcau.people.importing.remarks import Correction, Doubt, Remark
from diemcau.people.importing.sheets import Cell

FIRST_YEAR, LAST_YEAR = 1900, 2100
_FULL_DATE = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-](\d{4})|(\d{4})[/.\-]\d{1,2}[/.\-]\d{1,2}(?:[ T].*)?")
_SUBSCRIBER = re.compile(r"0\d{9,10}")
_WITHOUT_ZERO = re.compile(r"[1-9]\d{8}")

Remarks = tuple[Remark, ...]


def text_of(cell: Cell) -> str:
    """A cell as text, whole numbers without a decimal point, otherwise as it came."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def read_name(cell: Cell) -> tuple[str, Remarks]:
    """A person's name in running case, composed, with single spaces; empty when there is none."""
    came = text_of(cell)
    composed = unicodedata.normalize("NFC", came)
    spaced = tidy(composed)
    name = name_from_small_letters(name_from_capitals(spaced))
    remarks = []
    if composed != came:
        remarks.append(Remark(about=Correction.DECOMPOSED, now=name))
    if spaced != composed:
        remarks.append(Remark(about=Correction.SPACES, was=composed, now=name))
    if name != spaced:
        about = Correction.CAPITALS if spaced.isupper() else Correction.SMALL_LETTERS
        remarks.append(Remark(about=about, was=spaced, now=name))
    if name and " " not in name:
        remarks.append(Remark(about=Doubt.ONE_WORD, was=name))
    return name, tuple(remarks)


def read_birth_year(cell: Cell) -> tuple[int | None, Remarks]:
    """A year of birth out of a year or a date; None when there is none."""
    came = tidy(cell.isoformat() if isinstance(cell, date) else text_of(cell))
    if not came:
        return None, ()
    full = _FULL_DATE.fullmatch(came)
    digits = (full[1] or full[2]) if full else came
    if not re.fullmatch(r"\d{4}", digits) or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return None, (Remark(about=Doubt.BIRTH, was=came),)
    return int(digits), (Remark(about=Correction.BIRTH, was=came, now=digits),) if full else ()


def read_phone(cell: Cell) -> tuple[str, Remarks]:
    """A telephone number as digits with its leading zero; empty when there is none."""
    came = tidy(text_of(cell))
    if not came:
        return "", ()
    digits = re.sub(r"^(?:\+|00)?84(?=\d{9,10}$)", "0", re.sub(r"[\s().\-]", "", came))
    if _WITHOUT_ZERO.fullmatch(digits):
        digits = f"0{digits}"
    if not _SUBSCRIBER.fullmatch(digits):
        return "", (Remark(about=Doubt.PHONE, was=came),)
    return digits, (Remark(about=Correction.PHONE, was=came, now=digits),) if digits != came else ()


def read_rank(cell: Cell) -> tuple[int | None, Remarks]:
    """A place in the order of introduction; None when there is none."""
    came = tidy(text_of(cell)).rstrip(".")
    if not came:
        return None, ()
    if not re.fullmatch(r"[1-9]\d{0,3}", came):
        return None, (Remark(about=Doubt.RANK_UNREAD, was=came),)
    return int(came), ()
