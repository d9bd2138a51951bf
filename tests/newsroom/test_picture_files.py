# SPDX-License-Identifier: Apache-2.0
"""What may come in as a picture, and what is taken out of it before it is kept."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from zlib import compress, crc32

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from diemcau.lib.refusal import Refusal
from diemcau.newsroom.pictures.checking import MOST_BYTES, checked_picture
from diemcau.newsroom.pictures.encoding import upright_in_srgb
from diemcau.newsroom.pictures.refusals import (
    FileIsNoPicture,
    PictureFileIsEmpty,
    PictureFileIsTooLarge,
    PictureHasTooManyPixels,
    PictureIsDamaged,
    PictureMoves,
)
from support.pictures import coded, drawn, exiftool, in_languages, iptc_block, packet, private_exif

PRIVATE = ("GPS", "Serial", "Artist", "Owner", "Thumbnail", "Location", "City", "Description", "Preview", "Comment")
TOLD = packet(
    in_languages("dc:description", x_default="Toàn cảnh")
    + "<Iptc4xmpCore:Location>Hội trường</Iptc4xmpCore:Location>"
    + "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li>Đà Lạt</rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>"
)


def with_private_data(form: str, *, orientation: int = 1) -> bytes:
    exif = private_exif(orientation=orientation)
    if form == "JPEG":
        preview = coded(drawn(64, 36), comment="nội bộ")
        notes = iptc_block([(2, 90, b"Da Lat"), (2, 120, b"Caption")])
        whole = coded(drawn(), form, exif=exif, xmp=TOLD, comment="nội bộ", extra=notes, quality=90)
        return whole + preview  # as cameras put a preview, or a moving picture, behind the end
    if form == "PNG":
        notes_of_png = PngInfo()
        notes_of_png.add_itxt("XML:com.adobe.xmp", TOLD.decode())
        notes_of_png.add_text("Comment", "nội bộ")
        return coded(drawn(), form, exif=exif, pnginfo=notes_of_png)
    return coded(drawn(), form, exif=exif, xmp=TOLD)


def pixels(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as picture:
        return picture.convert("RGB")


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_is_kept_has_the_same_dots_and_nothing_private(form: str, orientation: int, tmp_path: Path) -> None:
    original = with_private_data(form, orientation=orientation)
    checked = checked_picture(original, name="DSC_0042.bin")
    assert checked.found.words.caption == "Toàn cảnh"
    kept = tmp_path / checked.name
    kept.write_bytes(checked.content)
    assert ImageChops.difference(pixels(original), pixels(checked.content)).getbbox() is None
    told = [name for name in exiftool(kept) if not name.startswith(("System:", "File:", "ExifTool:", "Composite:"))]
    assert [name for name in told if any(word in name for word in PRIVATE)] == []
    for word in (b"SERIAL-4711", b"GPS", "nội bộ".encode(), "Đà Lạt".encode()):
        assert word not in checked.content
    upright = upright_in_srgb(BytesIO(checked.content))
    assert upright.size == ((320, 180) if orientation == 1 else (180, 320))


@pytest.mark.parametrize(("content", "name"), [(coded(drawn()), "a.jpg"), (coded(drawn(), "PNG"), "a.png")])
def test_a_picture_gets_the_ending_of_what_it_is(content: bytes, name: str) -> None:
    assert checked_picture(content, name="a.gif").name == name


def bomb() -> bytes:
    """A PNG that says it is 20,000 dots wide and high, in a few hundred bytes."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", compress(bytes(60_001))), (b"IEND", b"")]
    parts = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body)) for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def large(width: int, height: int) -> bytes:
    return coded(Image.new("1", (width, height)), "PNG")


def moving(form: str) -> bytes:
    frames = [drawn(), drawn().rotate(180)]
    return coded(frames[0], form, save_all=True, append_images=frames[1:], duration=100)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", PictureFileIsEmpty),
        (b"<!doctype html><script>alert(1)</script>", FileIsNoPicture),
        (SVG, FileIsNoPicture),
        (moving("GIF"), FileIsNoPicture),
        (coded(drawn(), "TIFF"), FileIsNoPicture),
        (bomb(), PictureHasTooManyPixels),
        (large(8_000, 8_000), PictureHasTooManyPixels),
        (moving("PNG"), PictureMoves),
        (moving("WEBP"), PictureMoves),
        (coded(drawn())[:-2_000], PictureIsDamaged),
        (coded(drawn(), "PNG")[:400], PictureIsDamaged),
        (coded(drawn(), "WEBP")[:400], PictureIsDamaged),
        (b"\xff\xd8\xff" + bytes(64), FileIsNoPicture),
        (coded(drawn()) + bytes(MOST_BYTES), PictureFileIsTooLarge),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        checked_picture(content, name="ảnh.jpg")
    assert "ảnh.jpg" in refused.value.sentence("vi")
    assert "ảnh.jpg" in refused.value.sentence("en")


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "RGBA", "LA", "I;16", "1"])
def test_every_kind_of_colour_becomes_srgb(mode: str) -> None:
    picture = Image.new("I;16", (320, 180), 65_535) if mode == "I;16" else drawn().convert(mode)
    content = coded(picture, "JPEG" if mode == "CMYK" else "PNG")
    shown = upright_in_srgb(BytesIO(checked_picture(content, name="a").content))
    assert (shown.mode, shown.size, shown.info) == ("RGB", (320, 180), {})
    if mode == "I;16":
        assert shown.getpixel((5, 5)) == (255, 255, 255)
