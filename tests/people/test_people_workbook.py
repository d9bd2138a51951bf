# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.people.importing.lists import Place, read_roster
from diemcau.people.refusals import HeaderIsMissing, WorkbookIsUnreadable
from support.plans import EXAMPLE, HEADER, ROWS, roster, workbook


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        ("Stt", "Họ và tên đại biểu", "Chức vụ", "Đơn vị", "Nơi dự", "Ngày sinh", "Điện thoại"),
        ("TT", "Họ tên", "Chức danh", "Cơ quan", "Điểm cầu", "Năm sinh", "SĐT"),
        ("TT", "HỌ VÀ TÊN:", "chức vụ", "Cơ quan, đơn vị", "Điểm cầu", "Ngày, tháng, năm sinh", "Số ĐT"),
    ],
)
def test_a_header_is_found_by_what_it_means(header: tuple[str, ...]) -> None:
    read = read_roster(roster(*ROWS, header=header), file="a.xlsx")
    assert read.letterhead == ("DANH SÁCH ĐẠI BIỂU", "Đơn vị: Thành phố Bảo Lộc")
    assert [row.place for row in read.rows] == [Place(file="a.xlsx", sheet="Danh sách", row=n) for n in (5, 6, 7)]
    assert read.rows[0].cells == {
        "name": "Nguyễn Văn Ấn", "post": "Trưởng phòng", "organisation": "Huyện đoàn",
        "venue": "Thành phố Bảo Lộc", "birth": 1980.0, "phone": "0912345678",
        "rank": "", "number": "", "seat": "",
    }  # fmt: skip


def test_columns_may_stand_in_any_order_and_some_be_missing() -> None:
    content = workbook(("Sheet1", [("Điểm cầu", "Ghi chú", "Họ tên"), ("Xã A", "x", "Lê An")]))
    (row,) = read_roster(content, file="a.xlsx").rows
    assert (row.cells["name"], row.cells["venue"], row.cells["phone"]) == ("Lê An", "Xã A", "")


def test_rows_that_only_count_and_empty_rows_are_no_rows() -> None:
    read = read_roster(roster(ROWS[0], (2,), (), ("Người lập biểu",), ROWS[1]), file="a.xlsx")
    assert [row.place.row for row in read.rows] == [5, 9]


def test_every_list_of_a_workbook_is_read_and_other_sheets_are_named() -> None:
    content = workbook(
        ("Huyện", [HEADER, ROWS[0]]), ("Ghi chú", [("Gửi trước ngày 25",)]), ("Trống", []), ("Xã", [HEADER, ROWS[1]])
    )
    read = read_roster(content, file="a.xlsx")
    assert [row.place.sheet for row in read.rows] == ["Huyện", "Xã"]
    assert read.unread_sheets == ("Ghi chú",)


def test_dates_stay_dates() -> None:
    content = roster((1, "Lê An", "", "", "Thành phố Bảo Lộc", date(1979, 5, 1), ""))
    assert read_roster(content, file="a.xlsx").rows[0].cells["birth"] == date(1979, 5, 1)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 but no more", b"%PDF-1.7\n"])
def test_what_is_no_workbook_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(WorkbookIsUnreadable) as refused:
        read_roster(content, file="danh-sach.xlsx")
    assert "danh-sach.xlsx" in refused.value.sentence("vi")
    assert "danh-sach.xlsx" in refused.value.sentence("en")


def test_a_truncated_workbook_is_refused() -> None:
    content = (EXAMPLE / "roster-LD.xlsx").read_bytes()
    for size in range(0, len(content), 997):
        with pytest.raises(WorkbookIsUnreadable):
            read_roster(content[:size], file="a.xlsx")


@given(st.binary(max_size=300))
def test_no_bytes_bring_anything_but_a_refusal(content: bytes) -> None:
    with pytest.raises(WorkbookIsUnreadable):
        read_roster(content, file="a.xlsx")


def test_a_missing_header_is_refused_with_what_was_looked_for_and_where() -> None:
    content = workbook(("Tờ 1", [("DANH SÁCH",), ("STT", "Họ và tên", "Ghi chú"), (1, "Lê An", "")]), ("Tờ 2", []))
    with pytest.raises(HeaderIsMissing) as refused:
        read_roster(content, file="a.xlsx")
    assert refused.value.fields == {
        "file": "a.xlsx",
        "columns": "“Họ và tên”, “Điểm cầu”",
        "rows": 30,
        "sheets": "“Tờ 1”, “Tờ 2”",
        "nearest": "STT | Họ và tên | Ghi chú",
    }


def test_a_workbook_without_anything_has_no_header() -> None:
    with pytest.raises(HeaderIsMissing) as refused:
        read_roster(workbook(("Trống", [])), file="a.xlsx")
    assert refused.value.fields["nearest"] == "–"
