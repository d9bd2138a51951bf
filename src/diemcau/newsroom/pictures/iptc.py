# SPDX-License-Identifier: Apache-2.0
"""IPTC's older block of words, which JPEG keeps in its segment APP13. Pillow reads it; writing it is done here.

Source: IPTC-NAA Information Interchange Model 4.2; Adobe Photoshop File Formats, image resource 0x0404.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Mapping

from PIL import Image, ImageFile, IptcImagePlugin

from diemcau.newsroom.pictures.words import Words

CHARACTER_SET = (1, 90)
VERSION = (2, 0)
BYLINE, HEADLINE, CREDIT, CAPTION = (2, 80), (2, 105), (2, 110), (2, 120)
UTF_8 = b"\x1b%G"
# What the model allows, in bytes. XMP, written beside it, has the words in full.
MOST_BYTES = {CREDIT: 32, CAPTION: 2000}
# Desks that declare nothing write UTF-8 or Windows' own code page; its Vietnamese one reads Western European as well.
UNDECLARED = ("utf-8", "cp1258")
_APP13, _RESOURCE = b"\xff\xed", 0x0404

DataSets = Mapping[tuple[int, int], bytes | list[bytes]]


def read_iptc(picture: Image.Image) -> dict[tuple[int, int], str]:
    """The block's texts by record and number, repeated ones joined by commas; empty when there is no block."""
    if not isinstance(picture, ImageFile.ImageFile):
        return {}
    try:
        found: DataSets = IptcImagePlugin.getiptcinfo(picture) or {}
    except (OSError, SyntaxError, ValueError, struct.error):
        return {}
    charsets = _charsets(found)
    return {
        key: ", ".join(_text(each, charsets) for each in (value if isinstance(value, list) else [value]))
        for key, value in found.items()
        if key != CHARACTER_SET
    }


def iptc_segment(words: Words) -> bytes:
    """The whole APP13 segment for a JPEG file; empty when there is nothing to say."""
    told = {CREDIT: words.credit, CAPTION: words.caption}
    texts = [_data_set(key, _cut(text, MOST_BYTES[key])) for key, text in told.items() if text]
    if not texts:
        return b""
    block = b"".join([_data_set(CHARACTER_SET, UTF_8), _data_set(VERSION, b"\x00\x04"), *texts])
    resource = b"8BIM" + struct.pack(">HHI", _RESOURCE, 0, len(block)) + block + b"\x00" * (len(block) % 2)
    content = b"Photoshop 3.0\x00" + resource
    return _APP13 + struct.pack(">H", len(content) + 2) + content


def _charsets(found: DataSets) -> tuple[str, ...]:
    declared = found.get(CHARACTER_SET, b"")
    if declared == UTF_8:
        return ("utf-8",)
    return ("latin-1",) if declared in {b"\x1b.A", b"\x1b-A"} else UNDECLARED


def _text(content: bytes, charsets: tuple[str, ...]) -> str:
    """Decoded, with a letter and its mark as one."""
    return unicodedata.normalize("NFC", next(_decodings(content, charsets))).strip("\x00 \r\n\t")


def _decodings(content: bytes, charsets: tuple[str, ...]) -> Iterator[str]:
    for charset in charsets:
        try:
            yield content.decode(charset)
        except UnicodeDecodeError:
            continue
    yield content.decode(charsets[-1], "replace")


def _data_set(key: tuple[int, int], content: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, *key, len(content)) + content


def _cut(text: str, most_bytes: int) -> bytes:
    """As many whole characters as there is room for."""
    return text.encode()[:most_bytes].decode(errors="ignore").encode()
