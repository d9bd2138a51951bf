# SPDX-License-Identifier: Apache-2.0
"""What a file says of itself is understood, whoever wrote it and in whatever charset."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from diemcau.newsroom.pictures.encoding import encode
from diemcau.newsroom.pictures.reading import read_words
from diemcau.newsroom.pictures.words import Found, Words
from diemcau.newsroom.pictures.xmp import ALTERNATIVE, CREDIT, DESCRIPTION, read_xmp, xmp_packet
from support.pictures import coded, drawn, exiftool, in_languages, iptc_block, packet, private_exif

WORDS = Words(
    caption="Đồng chí Phạm S phát biểu khai mạc & chỉ đạo <hội nghị>",
    caption_en="Comrade Phạm S opens the conference",
    alternative="Một người đứng nói sau bục, phía sau là phông hội nghị",
    alternative_en="A man speaks at a lectern",
    credit="Ảnh: Hoàng Khôi",
)


def test_a_desks_xmp_is_read_in_both_languages() -> None:
    properties = (
        in_languages("dc:description", x_default="Toàn cảnh hội nghị", en="The conference")
        + in_languages("Iptc4xmpCore:AltTextAccessibility", x_default="Hội trường đông người")
        + in_languages("Iptc4xmpCore:ExtDescrAccessibility", en="A full hall, seen from the stage")
        + "<photoshop:Credit>Ảnh: Hoàng Khôi</photoshop:Credit><photoshop:Headline>Hội nghị</photoshop:Headline>"
    )
    content = coded(drawn(), xmp=packet(properties), exif=private_exif())
    assert read_words(content) == Found(
        words=Words(
            caption="Toàn cảnh hội nghị",
            caption_en="The conference",
            alternative="Hội trường đông người",
            alternative_en="A full hall, seen from the stage",
            credit="Ảnh: Hoàng Khôi",
        ),
        headline="Hội nghị",
        taken_at=datetime(2022, 10, 31, 8, 15),  # noqa: DTZ001 - the camera knew no zone
    )


@pytest.mark.parametrize(
    ("charset", "content", "said"),
    [
        (b"\x1b%G", "Toàn cảnh hội nghị".encode(), "Toàn cảnh hội nghị"),
        (b"", "Toàn cảnh hội nghị".encode(), "Toàn cảnh hội nghị"),
        (b"", "Toa\u0300n ca\u0309nh".encode(), "Toàn cảnh"),
        (b"", b"\xd0\xe0 La\xf2t", "Đà Lạt"),  # code page 1258
        (b"", b"Caf\xe9", "Café"),
        (b"\x1b.A", b"Caf\xe9", "Café"),
    ],
)
def test_the_older_block_is_read_in_the_charsets_that_desks_use(charset: bytes, content: bytes, said: str) -> None:
    declared = [(1, 90, charset)] if charset else []
    file = coded(drawn(), extra=iptc_block([*declared, (2, 120, content), (2, 110, b"TTXVN")]))
    assert read_words(file).words == Words(caption=said, credit="TTXVN")


def test_xmp_goes_before_the_older_block_and_makers_stand_in_for_a_credit() -> None:
    creators = "<dc:creator><rdf:Seq><rdf:li>Hoàng Khôi</rdf:li><rdf:li>Thu Hà</rdf:li></rdf:Seq></dc:creator>"
    told = packet(in_languages("dc:description", x_default="Mới") + creators)
    file = coded(drawn(), xmp=told, extra=iptc_block([(2, 120, b"Old"), (2, 80, b"Somebody")]))
    assert read_words(file).words == Words(caption="Mới", credit="Hoàng Khôi, Thu Hà")


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_formats_carry_words_too(form: str) -> None:
    picture = drawn()
    told = packet(in_languages("dc:description", x_default="Toàn cảnh"))
    if form == "PNG":
        notes = PngInfo()
        notes.add_itxt("XML:com.adobe.xmp", told.decode())
        file = coded(picture, form, pnginfo=notes)
    else:
        file = coded(picture, form, xmp=told)
    assert read_words(file).words.caption == "Toàn cảnh"


@given(st.binary(max_size=300))
def test_no_packet_however_broken_stops_a_picture(noise: bytes) -> None:
    read_xmp(noise)
    read_xmp(packet("")[:-20] + noise)


def test_a_packet_that_would_grow_without_end_is_left_alone() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "&#65;&#65;"><!ENTITY c "&b;&b;">]><a xmlns="adobe:ns:meta/">&c;</a>'
    assert read_xmp(bomb) == {}


@pytest.mark.parametrize("form", ["jpeg", "webp", "avif"])
def test_every_format_tells_its_words_to_a_reader_that_isnt_ours(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"picture.{form}"
    with path.open("wb") as file:
        encode(drawn(), file, form=form, words=WORDS, language="vi")
    found = exiftool(path)
    assert found["XMP-dc:Description"] == WORDS.caption
    assert found["XMP-photoshop:Credit"] == WORDS.credit
    assert found["XMP-iptcCore:AltTextAccessibility"] == WORDS.alternative
    if form == "jpeg":
        assert found["IPTC:Caption-Abstract"] == WORDS.caption
        assert found["IPTC:Credit"] == WORDS.credit
    with Image.open(path) as picture:
        texts = read_xmp(picture.info["xmp"])
    assert {language: text for named in texts.values() for language, text in named.items() if language == "en"} == {
        "en": WORDS.alternative_en
    }
    assert read_words(path.read_bytes()).words == WORDS


# XML knows no other control characters, and words are kept without blanks at their ends.
said = st.text(st.characters(exclude_categories=["C"]), max_size=80).map(lambda text: normalize("NFC", text).strip())


@given(st.builds(Words, caption=said, alternative=said, credit=said))
def test_words_come_back_as_they_were_written(words: Words) -> None:
    texts = read_xmp(xmp_packet(words, language="vi"))
    told = (texts.get(name, {}).get("x-default", "") for name in (DESCRIPTION, ALTERNATIVE, CREDIT))
    assert tuple(told) == (words.caption, words.alternative, words.credit)
