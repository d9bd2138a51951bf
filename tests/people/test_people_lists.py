# SPDX-License-Identifier: Apache-2.0
"""Lists as offices really send them: two-row headers, sections, merged cells, signatures, other programs' files."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from diemcau.people.importing.lists import RawRow, read_roster
from diemcau.people.importing.meanings import Meaning, meaning_of
from diemcau.people.importing.sheets import LARGEST_BYTES
from diemcau.people.refusals import WorkbookIsTooLarge, WorkbookIsUnreadable
from support.plans import HEADER, ROWS, Row, workbook

TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
TONES = "\u0300\u0309\u0303\u0301\u0323"


def cells(row: RawRow, *columns: str) -> tuple[object, ...]:
    return tuple(value for column, value in row.cells.items() if column in columns)


def named(rows: Sequence[RawRow]) -> list[object]:
    return [row.cells["name"] for row in rows]


def merged(rows: Sequence[Row], *ranges: str) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for cells_of_one in ranges:
        sheet.merge_cells(cells_of_one)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def ods(rows: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {OFFICE} {TABLE} {TEXT}><office:body><office:spreadsheet>"
            f'<table:table table:name="DS">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return content.getvalue()


def ods_row(*texts: str, deep: int = 1) -> str:
    written = "".join(
        f'<table:table-cell office:value-type="string" table:number-rows-spanned="{deep if n == 1 else 1}">'
        f"<text:p>{text}</text:p></table:table-cell>"
        for n, text in enumerate(texts)
    )
    return f"<table:table-row>{written}</table:table-row>"


def typed_on_windows(text: str) -> bytes:
    """Text in Windows-1258, where a tone is a character of its own."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in TONES)
        letters.append(unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES)) + tone)
    return "".join(letters).encode("cp1258")


def test_a_header_of_two_rows_merged_cells_sections_and_signatures_of_an_old_workbook() -> None:
    file = Path(__file__).parent / "hai-dong-tieu-de.xls"
    rows = read_roster(file.read_bytes(), file=file.name).rows
    assert [cells(row, "name", "post", "venue", "birth") for row in rows] == [
        ("Nguyễn Văn Ấn", "Trưởng phòng", "Xã Đạm Bri", 1980.0),
        ("Đặng Thị Ân", "Trưởng phòng", "Xã Đạm Bri", 1990.0),
    ]
    assert {row.section for row in rows} == {"I. Khối Đảng"}


def test_merged_cells_of_an_opendocument_workbook_are_filled_down() -> None:
    rows = ods_row("Họ tên", "Điểm cầu") + ods_row("Lê An", "Xã A", deep=2)
    rows += (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Lê Bình</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row>"
    )
    read = read_roster(ods(rows), file="a.ods").rows
    assert [cells(row, "name", "venue") for row in read] == [("Lê An", "Xã A"), ("Lê Bình", "Xã A")]


def test_two_rows_of_header_without_merged_cells() -> None:
    rows = [
        ("TT", "Đại biểu", "", "Dự tại", "Năm sinh", ""),
        ("", "Họ và tên", "Chức vụ", "Điểm cầu", "Nam", "Nữ"),
        (1, "Lê An", "Bí thư", "Xã A", "", 1985),
    ]
    (row,) = read_roster(workbook(("1", rows)), file="a.xlsx").rows
    assert cells(row, "name", "post", "venue", "birth") == ("Lê An", "Bí thư", "Xã A", 1985.0)


def test_headings_sums_and_signatures_are_no_delegates() -> None:
    rows = [
        ("STT", "Họ và tên", "Chức vụ", "Điểm cầu"),
        ("1", "2", "3", "4"),
        ("A", "KHỐI ĐẢNG", "", ""),
        ("I", "Ban Tuyên giáo", "", ""),
        (1, "Lê An", "Bí thư", "Xã A"),
        ("", "II. Ban Dân vận", "", ""),
        (2, "Trần Thị Kế Toán", "Kế toán", "Xã A"),
        ("", "Cộng: 2 người", "", ""),
        ("", "Đà Lạt, ngày 20 tháng 10 năm 2022", "", ""),
        ("", "NGƯỜI LẬP BIỂU", "", "TM. ỦY BAN NHÂN DÂN"),
        ("", "(Ký, ghi rõ họ tên)", "", "CHỦ TỊCH"),
        ("", "Nguyễn Thị Lập", "", "Phạm Văn Ký"),
    ]
    read = read_roster(workbook(("1", rows)), file="a.xlsx").rows
    assert named(read) == ["Lê An", "Trần Thị Kế Toán"]
    assert [row.section for row in read] == ["Ban Tuyên giáo", "II. Ban Dân vận"]


def test_a_second_list_under_the_first_has_columns_of_its_own() -> None:
    rows = [
        ("TT", "Họ tên", "Điểm cầu"), (1, "Lê An", "Xã A"), (), ("Danh sách bổ sung",), (),
        ("TT", "Điểm cầu", "Chức vụ", "Họ tên"), (1, "Xã B", "Bí thư", "Lê Bình"),
    ]  # fmt: skip
    read = read_roster(workbook(("1", rows)), file="a.xlsx").rows
    assert [cells(row, "name", "venue") for row in read if row.cells["venue"]] == [
        ("Lê An", "Xã A"),
        ("Lê Bình", "Xã B"),
    ]


def test_a_section_across_the_list_is_a_heading_even_with_its_text_in_every_cell() -> None:
    rows = [HEADER, ("Xã Đạm Bri",), ROWS[1][:4]]
    (row,) = read_roster(merged(rows, "A2:G2"), file="a.xlsx").rows
    assert (row.section, row.cells["name"]) == ("Xã Đạm Bri", "ĐẶNG THỊ ÂN")


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Họ và tên (viết in hoa)", "name"),
        ("CHỨC VỤ/ ĐƠN VỊ CÔNG TÁC", "post"),
        ("Điện thoại liên hệ", "phone"),
        ("Ngày, tháng,\nnăm sinh", "birth"),
        ("Địa chỉ e-mail", "ignored"),
        ("Số giấy mời", "number"),
        ("Vị trí ngồi", "seat"),
        ("Thứ tự giới thiệu", "rank"),
        ("S\u1ed1 TT", "ordinal"),
        ("Ghi chú", None),
        ("Đơn vị gửi danh sách: Ủy ban nhân dân huyện Đam Rông tỉnh Lâm Đồng", None),
    ],
)
def test_a_title_means_what_an_office_means(title: str, meaning: Meaning | None) -> None:
    assert meaning_of(title) == meaning
    assert meaning_of(unicodedata.normalize("NFD", title)) == meaning


TITLED = {
    "name": "Họ và tên", "post": "Chức vụ", "organisation": "Cơ quan", "venue": "Nơi dự", "birth": "Ngày sinh",
    "phone": "SĐT", "rank": "Ngôi thứ", "number": "Số GM", "seat": "Ghế",
}  # fmt: skip


@given(st.permutations([*TITLED, "Ghi chú", "STT", "Email"]), st.integers(0, 20), st.booleans())
def test_columns_are_found_in_any_order_under_any_letterhead(order: list[str], above: int, is_upper: bool) -> None:  # noqa: FBT001
    titles = [TITLED.get(column, column) for column in order]
    header = [title.upper() if is_upper else title for title in titles]
    values = [f"giá trị {column}" for column in order]
    content = "\n".join(["Đơn vị,Huyện X"] * above + [",".join(header), ",".join(values)]).encode()
    (row,) = read_roster(content, file="a.csv").rows
    assert row.cells == {column: f"giá trị {column}" for column in TITLED}
    assert row.place.row == above + 2


plain = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x1EF9), min_size=1, max_size=12)
names = st.sampled_from(["Lê Ẩn", "Đặng Thị Ngữ", "K’ Brịu", "Hoà", "Nguyễn Đức"])
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


@given(st.lists(st.tuples(names, plain), min_size=1, max_size=5), st.sampled_from(ENCODINGS), st.sampled_from(",;\t"))
def test_a_text_file_is_read_in_any_encoding_and_with_any_delimiter(
    people: list[tuple[str, str]], encoding: str, delimiter: str
) -> None:
    quoted = [(name, post.replace('"', "”")) for name, post in people]
    lines = [("Họ và tên", "Điểm cầu", "Chức vụ"), *((name, "Xã Đạm Bri", post) for name, post in quoted)]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    rows = read_roster(text.encode(encoding), file="a.csv").rows
    assert [row.cells["name"] for row in rows] == [name for name, _ in quoted]
    assert {row.cells["venue"] for row in rows} == {"Xã Đạm Bri"}


def test_what_excel_writes_on_a_vietnamese_windows_is_read() -> None:
    text = "Họ và tên;Điểm cầu\nNguyễn Thị Hằng Ươm;Xã Đạm Bri\n"
    (row,) = read_roster(typed_on_windows(text), file="a.csv").rows
    assert unicodedata.normalize("NFC", str(row.cells["name"])) == "Nguyễn Thị Hằng Ươm"


def test_a_declared_delimiter_is_taken_and_the_line_is_counted() -> None:
    (row,) = read_roster("sep=;\nHọ tên;Điểm cầu\nLê, An;Xã A\n".encode(), file="a.csv").rows
    assert (row.cells["name"], row.place.row) == ("Lê, An", 3)


@given(st.binary(max_size=200))
def test_no_bytes_of_a_text_file_bring_anything_but_rows_or_a_refusal(content: bytes) -> None:
    try:
        read_roster(content, file="a.csv")
    except Exception as refusal:  # noqa: BLE001  # that it is a refusal is what is tested
        assert type(refusal).__name__ in {"WorkbookIsUnreadable", "HeaderIsMissing"}  # noqa: PT017


def test_too_large_a_file_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(WorkbookIsTooLarge):
        read_roster(b"PK" + bytes(LARGEST_BYTES), file="a.xlsx")
    bomb = BytesIO()
    with ZipFile(bomb, "w", compression=8) as archive:
        for n in range(5):
            archive.writestr(f"{n}", bytes(100_000_000))
    with pytest.raises(WorkbookIsTooLarge):
        read_roster(bomb.getvalue(), file="a.xlsx")


def test_an_entity_bomb_in_an_opendocument_workbook_does_nothing() -> None:
    with ZipFile(BytesIO(ods(ods_row("Họ tên", "Điểm cầu")))) as archive:
        content = archive.read("content.xml")
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + content
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", declared)
    with suppress(WorkbookIsUnreadable):
        assert read_roster(packed.getvalue(), file="a.ods").rows == ()


def test_rows_may_come_in_any_order() -> None:
    shuffled = [*ROWS]
    random.Random(5).shuffle(shuffled)  # noqa: S311  # a fixed order, no secret
    read = read_roster(workbook(("1", [HEADER, *shuffled])), file="a.xlsx").rows
    assert sorted(map(str, named(read))) == sorted(str(row[1]) for row in ROWS)
