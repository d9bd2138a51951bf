# SPDX-License-Identifier: Apache-2.0
"""What an uploaded picture says of itself: XMP first, IPTC's older block where that is silent."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from PIL import ExifTags, Image

from diemcau.newsroom.pictures import iptc, xmp
from diemcau.newsroom.pictures.words import Found, Words

_LANGUAGES = {False: ("vi", "vi-vn", xmp.DEFAULT), True: ("en", "en-us", "en-gb")}


def read_words(content: bytes) -> Found:
    """Read a picture that was checked. Where it is (coordinates, places) is not even read."""
    with Image.open(BytesIO(content)) as picture:
        texts = xmp.read_xmp(_packet(picture))
        block = iptc.read_iptc(picture)
        taken_at = _taken_at(picture)
    headline = _said(texts, xmp.HEADLINE) or block.get(iptc.HEADLINE, "")
    words = Words(
        caption=_said(texts, xmp.DESCRIPTION) or block.get(iptc.CAPTION, "") or headline,
        caption_en=_said(texts, xmp.DESCRIPTION, english=True),
        alternative=_said(texts, xmp.ALTERNATIVE) or _said(texts, xmp.EXTENDED),
        alternative_en=_said(texts, xmp.ALTERNATIVE, english=True) or _said(texts, xmp.EXTENDED, english=True),
        credit=(
            _said(texts, xmp.CREDIT)
            or block.get(iptc.CREDIT)
            or _said(texts, xmp.CREATOR)
            or block.get(iptc.BYLINE)
            or _said(texts, xmp.RIGHTS)
        ),
    )
    return Found(words=words, headline=headline, taken_at=taken_at)


def _packet(picture: Image.Image) -> bytes:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return packet.encode() if isinstance(packet, str) else bytes(packet)


def _said(texts: xmp.Texts, name: str, *, english: bool = False) -> str:
    spoken = texts.get(name, {})
    return next((spoken[language] for language in _LANGUAGES[english] if spoken.get(language)), "")


def _taken_at(picture: Image.Image) -> datetime | None:
    details = picture.getexif().get_ifd(ExifTags.IFD.Exif)
    at, zone = details.get(ExifTags.Base.DateTimeOriginal), details.get(ExifTags.Base.OffsetTimeOriginal)
    try:
        taken_at = datetime.strptime(f"{at}", "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - many cameras know no zone
        return datetime.strptime(f"{at} {zone}", "%Y:%m:%d %H:%M:%S %z") if zone else taken_at
    except ValueError:
        return None
