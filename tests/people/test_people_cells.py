# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.people.importing.cells import read_birth_year, read_name, read_phone
from diemcau.people.importing.remarks import Correction, Doubt
from diemcau.people.importing.sheets import Cell


@pytest.mark.parametrize(
    ("cell", "name", "about"),
    [
        ("Nguyễn Văn Ấn", "Nguyễn Văn Ấn", []),
        ("  Đặng  Minh  Dương ", "Đặng Minh Dương", [Correction.SPACES]),
        ("K’ VĂN TOÀN", "K’ Văn Toàn", [Correction.CAPITALS]),
        (unicodedata.normalize("NFD", "Cil Đình Định"), "Cil Đình Định", [Correction.DECOMPOSED]),
        (
            unicodedata.normalize("NFD", " ĐẶNG  THỊ ÁNH"),
            "Đặng Thị Ánh",
            [Correction.DECOMPOSED, Correction.SPACES, Correction.CAPITALS],
        ),
        ("Phạm S", "Phạm S", []),
        ("Bình", "Bình", [Doubt.ONE_WORD]),
        ("", "", []),
        (" \u00a0 ", "", [Correction.SPACES]),
    ],
)
def test_names_are_kept_in_running_case_composed_and_trimmed(cell: str, name: str, about: list[object]) -> None:
    read, remarks = read_name(cell)
    assert read == name
    assert [remark.about for remark in remarks] == about


@pytest.mark.parametrize(
    ("cell", "year", "about"),
    [
        (1980.0, 1980, []),
        ("1980", 1980, []),
        ("01/11/1969", 1969, [Correction.BIRTH]),
        ("1-2-1975", 1975, [Correction.BIRTH]),
        ("1975-02-01", 1975, [Correction.BIRTH]),
        (date(1979, 5, 1), 1979, [Correction.BIRTH]),
        (datetime(1979, 5, 1), 1979, [Correction.BIRTH]),  # noqa: DTZ001  # a workbook's dates have no zone
        ("", None, []),
        ("năm 80", None, [Doubt.BIRTH]),
        (80.0, None, [Doubt.BIRTH]),
        (1980.5, None, [Doubt.BIRTH]),
        ("01/11/69", None, [Doubt.BIRTH]),
        (9999.0, None, [Doubt.BIRTH]),
        (True, None, [Doubt.BIRTH]),
    ],
)
def test_a_year_of_birth_comes_out_of_years_and_dates(cell: Cell, year: int | None, about: list[object]) -> None:
    read, remarks = read_birth_year(cell)
    assert read == year
    assert [remark.about for remark in remarks] == about


@pytest.mark.parametrize(
    ("cell", "phone", "about"),
    [
        ("0912345678", "0912345678", []),
        (912345678.0, "0912345678", [Correction.PHONE]),
        ("0912.345.678", "0912345678", [Correction.PHONE]),
        ("0912 345-678", "0912345678", [Correction.PHONE]),
        ("+84 912 345 678", "0912345678", [Correction.PHONE]),
        ("84912345678", "0912345678", [Correction.PHONE]),
        ("0263.3822345", "02633822345", [Correction.PHONE]),
        ("", "", []),
        ("12345", "", [Doubt.PHONE]),
        ("0912345678 / 0987654321", "", [Doubt.PHONE]),
        ("không có", "", [Doubt.PHONE]),
    ],
)
def test_a_telephone_number_is_digits_with_its_zero(cell: Cell, phone: str, about: list[object]) -> None:
    read, remarks = read_phone(cell)
    assert read == phone
    assert [remark.about for remark in remarks] == about


# Letters that have no capital or small twin of one letter (ß, İ) stand in no name that a list here holds.
PLAIN = st.text(max_size=40).filter(lambda text: len(text.upper()) == len(text.lower()) == len(text))


@given(PLAIN | st.floats() | st.booleans() | st.dates())
def test_any_cell_is_read_and_read_again_alike(cell: Cell) -> None:
    name, _ = read_name(cell)
    assert read_name(name)[0] == name
    year, _ = read_birth_year(cell)
    assert year is None or 1900 <= year <= 2100
    phone, _ = read_phone(cell)
    assert read_phone(phone) == (phone, ())


def test_every_remark_has_a_sentence_in_both_languages() -> None:
    _, remarks = read_name("  ĐẶNG ÁNH")
    assert [remark.sentence("vi") for remark in remarks] == [
        "thừa dấu cách: “  ĐẶNG ÁNH” → “Đặng Ánh”",
        "viết hoa toàn bộ: “ĐẶNG ÁNH” → “Đặng Ánh”",
    ]
    assert remarks[1].sentence("en") == "in capitals: “ĐẶNG ÁNH” → “Đặng Ánh”"
