# SPDX-License-Identifier: Apache-2.0
"""Letters and badges, read back as people and desks read them: text from the PDF, codes from the rendered page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import segno
import zxingcpp
from PIL import Image

from diemcau.papers.codes import qr_modules
from diemcau.papers.invitations import (
    TEMPLATES,
    Hall,
    Invitations,
    Invited,
    Item,
    SheetKind,
    is_of_the_party,
    sheet_fields,
)
from diemcau.papers.refusals import SheetTemplateIsBroken
from diemcau.papers.typesetting import typeset

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NAMES = ("Nguyễn Trọng Ánh Đông", "Đặng Thị Ân", "Lê <b>Ý</b> & #Con", "K'Brèo Rơ Ông", "Hoàng Khuỷu Tuẫn Ngoẵng")
TOKEN = "DC1." + "Ab_-9" * 23 + "xyz"


def invited(number: int, name: str) -> Invited:
    return Invited(
        number=f"{number:04}",
        name=name,
        post="Phó Trưởng phòng",
        organisation="Sở Thông tin và Truyền thông",
        seat=f"A{number}",
        is_guest_of_honour=number == 1,
        code=f"{TOKEN[:-4]}{number:04}",
        page=None,
    )


def hall(code: str, name: str, *, people: list[Invited], is_hub: bool = False) -> Hall:
    return Hall(code=code, name=name, address="36 Trần Phú, Đà Lạt" if is_hub else "", is_hub=is_hub, invited=people)


INVITATIONS = Invitations(
    conference="Hội nghị tập huấn công tác Thông tin đối ngoại",
    organiser="Tỉnh ủy Lâm Đồng",
    place="Đà Lạt",
    starts_at=datetime(2022, 10, 31, 1, 0, tzinfo=UTC),
    programme=[Item(number=1, title="Khai mạc", speaker="Phạm S"), Item(number=2, title="Thảo luận", speaker="")],
    halls=[
        hall(
            "LD",
            "Trung tâm Hành chính tỉnh",
            people=[invited(number, name) for number, name in enumerate(NAMES, start=1)],
            is_hub=True,
        ),
        hall("LD-1", "Xã Đạ M' Rong", people=[invited(10 + number, f"Lê Văn {number}") for number in range(11)]),
    ],
)


def printed(kind: SheetKind, invitations: Invitations = INVITATIONS, *, template: Path | None = None) -> bytes:
    fields = sheet_fields(invitations, zone=ZONE)
    return typeset(template or TEMPLATES[kind], fields, dated=invitations.starts_at)


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def picture(pdf: bytes, page: int, *, scale: float = 3) -> Image.Image:
    rendered: Image.Image = pypdfium2.PdfDocument(pdf)[page].render(scale=scale).to_pil()
    return rendered


def codes(page: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(page, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    return sorted(code.text for code in found)


def test_each_delegate_has_a_letter_of_one_page_with_what_concerns_them() -> None:
    pages = texts(printed("letters"))
    people = [one for place in INVITATIONS.halls for one in place.invited]
    assert [one.name in page for one, page in zip(people, pages, strict=True)] == [True] * 16
    assert [f"Số: {one.number}-GM" in page for one, page in zip(people, pages, strict=True)] == [True] * 16
    first = pages[0]
    for said in (
        "TỈNH ỦY LÂM ĐỒNG", "ĐẢNG CỘNG SẢN VIỆT NAM", "Đà Lạt, ngày", INVITATIONS.conference,
        "Phó Trưởng phòng, Sở Thông tin và Truyền thông", "khách mời",
        "08 giờ 00 phút, Thứ Hai, ngày 31 tháng 10 năm 2022",
        "Trung tâm Hành chính tỉnh, 36 Trần Phú, Đà Lạt", "Chỗ ngồi: A1", "1. Khai mạc – Phạm S 2. Thảo luận",
    ):  # fmt: skip
        assert said in first
    assert "Địa điểm: Điểm cầu Xã Đạ M' Rong" in pages[-1]


def test_offices_of_the_state_head_their_letters_with_the_national_title() -> None:
    (first, *_) = texts(printed("letters", replace(INVITATIONS, organiser="Ủy ban nhân dân tỉnh Lâm Đồng")))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in first
    assert "Số: 0001/GM" in first


@pytest.mark.parametrize(
    ("organiser", "verdict"),
    [
        ("Tỉnh ủy Lâm Đồng", True), ("Thành uỷ Bảo Lộc", True), ("Ban Tuyên giáo Trung ương", True),
        ("Đảng ủy Sở", True),
        ("Ủy ban nhân dân tỉnh", False), ("UBND xã Đạ Tông", False), ("Huyện đoàn", False), ("Tỉnh Ủy ban", False),
    ],
)  # fmt: skip
def test_committees_of_the_party_are_told_from_offices_of_the_state(organiser: str, *, verdict: bool) -> None:
    assert is_of_the_party(organiser) is verdict


def test_badges_are_ten_to_a_sheet_and_a_venue_begins_a_new_one() -> None:
    sheets = texts(printed("badges"))
    assert [len(re.findall("ĐẠI BIỂU|KHÁCH MỜI", sheet)) for sheet in sheets] == [5, 10, 1]
    for name in NAMES:
        assert name in sheets[0]
    assert "tờ 2/2" in sheets[2]


def test_codes_are_read_from_the_rendered_page() -> None:
    hub, commune = INVITATIONS.halls
    assert codes(picture(printed("letters"), 1)) == [hub.invited[1].code]
    assert codes(picture(printed("badges"), 1, scale=4)) == sorted(one.code for one in commune.invited[:10])


def test_a_letter_shows_the_delegates_own_page_where_it_has_an_address() -> None:
    page = "https://hoinghi.lamdong.gov.vn/go/" + "a" * 76
    mine = replace(invited(1, NAMES[0]), page=page)
    alone = replace(INVITATIONS, halls=[hall("LD", "Trung tâm", people=[mine])])
    assert codes(picture(printed("letters", alone), 0)) == sorted([mine.code, page])


def test_long_words_still_fit_their_page() -> None:
    post = "Ủy viên dự khuyết Ban Chấp hành Trung ương Đảng, Phó Trưởng Ban Tuyên giáo " * 4
    long = replace(
        invited(2, "Kon Sơ Ha K'Đăm Nguyễn Hoàng Phương Thảo Nguyên"), post=post[:300], page="https://a.vn/go/b"
    )
    programme = [
        Item(number=number, title="Chuyên đề: tình hình thế giới " * 3, speaker="Lê Hải Bình") for number in range(14)
    ]
    crowded = replace(
        INVITATIONS,
        conference="Hội nghị trực tuyến toàn tỉnh sơ kết 6 tháng đầu năm, triển khai nhiệm vụ " * 2,
        programme=programme,
        halls=[hall("LD-1", "Xã Đạ M' Rong", people=[long, long])],
    )
    assert len(texts(printed("letters", crowded))) == 2
    assert len(texts(printed("badges", crowded))) == 1


@pytest.mark.parametrize("kind", ["letters", "badges"])
def test_the_same_invitations_give_the_same_bytes(kind: SheetKind) -> None:
    assert printed(kind) == printed(kind)


def test_a_code_is_what_another_writer_draws() -> None:
    drawn = qr_modules(TOKEN)
    theirs = [
        [bytes(row) for row in segno.make(TOKEN, error="m", mode="byte", boost_error=False, mask=mask).matrix]
        for mask in range(8)
    ]
    assert [row.tobytes() for row in drawn] in theirs


def test_an_offices_own_template_is_used_and_its_faults_are_told(tmp_path: Path) -> None:
    own = tmp_path / "giay-moi.typ"
    own.write_text(
        '#let du_lieu = json(bytes(sys.inputs.du_lieu))\n#set text(font: "Tinos")\nKính mời #du_lieu.co_quan'
    )
    assert texts(printed("letters", template=own)) == ["Kính mời Tỉnh ủy Lâm Đồng"]
    own.write_text("#du_lieu.ten")
    with pytest.raises(SheetTemplateIsBroken, match="du_lieu"):
        printed("letters", template=own)


def test_fonts_have_every_vietnamese_letter() -> None:
    letters = [*"aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"]
    toned = [letter + tone for letter in "aăâeêioôơuưy" for tone in "\u0300\u0309\u0303\u0301\u0323"]
    small = unicodedata.normalize("NFC", " ".join(letters + toned))
    alphabet = [small, small.upper()]
    people = [invited(number, letters) for number, letters in enumerate(alphabet)]
    told = "".join(texts(printed("letters", replace(INVITATIONS, halls=[hall("LD", "Trung tâm", people=people)]))))
    assert sorted(set("".join(alphabet)) - set(told)) == []
    badges = "".join(texts(printed("badges", replace(INVITATIONS, halls=[hall("LD", "Trung tâm", people=people)]))))
    assert sorted(set("".join(alphabet)) - set(badges)) == []
