# SPDX-License-Identifier: Apache-2.0
"""Taking everything out of a picture's file that isn't the picture, without touching a pixel.

What stays: the coded picture, its colour profile, and which way up it is. What goes: where it
was taken, by whose camera, what it showed before it was cut to size (previews), and all else
that a file can carry beside a picture or behind its end.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from zlib import crc32

from PIL import ExifTags, Image

_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_SOI, _START_OF_SCAN, _END = b"\xff\xd8", 0xDA, 0xD9
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JFIF_WITHOUT_THUMBNAIL = 12
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(b"IHDR PLTE tRNS IDAT cHRM gAMA sRGB iCCP sBIT bKGD pHYs cICP IEND".split())
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
UPRIGHT = 1


class PictureIsBroken(ValueError):
    """The file's parts don't add up."""


def stripped(content: bytes, *, form: str, orientation: int) -> bytes:
    """The picture alone.

    Args:
        content: a file that was decoded without fault.
        form: JPEG, PNG or WEBP.
        orientation: EXIF's number of which way up it is.
    Raises: PictureIsBroken.
    """
    strip = _STRIPPERS[form]
    turned = b"" if orientation == UPRIGHT else _orientation_alone(orientation)
    try:
        return strip(content, turned)
    except struct.error as error:
        raise PictureIsBroken from error


def _orientation_alone(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return exif.tobytes()


def _jpeg(content: bytes, turned: bytes) -> bytes:
    parts = [_SOI]
    if turned:
        parts.append(struct.pack(">BBH", 0xFF, _APP1, len(turned) + 2) + turned)
    parts += (part for marker, segment in _segments(content) if (part := _kept_segment(marker, segment)))
    return b"".join(parts)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and whole segment, the coded picture with the marker of its scan; nothing behind the end."""
    at = len(_SOI)
    while found := _NEXT_MARKER.match(content, at):
        marker = found[0][1]
        if marker == _END:
            yield marker, found[0]
            return
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if marker == _START_OF_SCAN:
            after = _NEXT_MARKER.search(content, end)
            end = after.start() if after else len(content)
        yield marker, content[at:end]
        at = end
    raise PictureIsBroken


def _kept_segment(marker: int, segment: bytes) -> bytes:
    head, body = segment[:4], segment[4:]
    if marker == _APP0 and body.startswith(b"JFIF\x00"):
        plain = body[:_JFIF_WITHOUT_THUMBNAIL] + b"\x00\x00"
        return head[:2] + struct.pack(">H", len(plain) + 2) + plain
    is_profile = marker == _APP2 and body.startswith(b"ICC_PROFILE\x00")
    is_colour_transform = marker == _APP14 and body.startswith(b"Adobe")
    is_private = _APP0 <= marker <= _APP15 or marker == _COMMENT
    return segment if is_profile or is_colour_transform or not is_private else b""


def _png(content: bytes, turned: bytes) -> bytes:
    parts, at, kind = [_PNG_HEAD], len(_PNG_HEAD), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind == b"IDAT" and turned:
            parts.append(_png_chunk(b"eXIf", turned.removeprefix(b"Exif\x00\x00")))
            turned = b""
        if kind in _PNG_KEPT:
            parts.append(content[at : at + length + 12])
        at += length + 12
    return b"".join(parts)


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))


def _webp(content: bytes, turned: bytes) -> bytes:
    parts, at = [], 12
    end = min(len(content), 8 + int(struct.unpack_from("<I", content, 4)[0]))
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", content, at)
        chunk = content[at : at + 8 + length + length % 2]
        if kind == b"VP8X":
            flags = chunk[8] & ~(_WEBP_XMP | _WEBP_EXIF) | (_WEBP_EXIF if turned else 0)
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if kind in _WEBP_KEPT:
            parts.append(chunk)
        at += len(chunk)
    if turned:
        body = turned.removeprefix(b"Exif\x00\x00")
        parts.append(b"EXIF" + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2))
    whole = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


_STRIPPERS: dict[str, Callable[[bytes, bytes], bytes]] = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}
