# SPDX-License-Identifier: Apache-2.0
"""Pictures for tests: with words, places and serial numbers in them; and exiftool as a reader that isn't ours."""

from __future__ import annotations

import json
import struct
import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

Block = Iterable[tuple[int, int, bytes]]


def drawn(width: int = 320, height: int = 180, mode: str = "RGB") -> Image.Image:
    """Something with edges and slopes, its left half unlike its right."""
    slope = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (slope, slope.rotate(180), Image.new("L", slope.size, 90)))
    picture.paste((20, 40, 160), (0, 0, width // 2, height // 2))
    return picture.convert(mode)


def coded(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    target = BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def private_exif(*, orientation: int = 1) -> Image.Exif:
    """A camera's own notes: where, with whose camera, when."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "Chủ máy ảnh"
    details, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    details[ExifTags.Base.DateTimeOriginal] = "2022:10:31 08:15:00"
    details[ExifTags.Base.BodySerialNumber] = "SERIAL-4711"
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (11.0, 56.0, 25.5)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (108.0, 26.0, 30.0)
    return exif


def packet(properties: str) -> bytes:
    """An XMP packet as a picture desk's program writes it."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="11,56.425N" exif:GPSLongitude="108,26.5E"
 photoshop:City="Đà Lạt">{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def in_languages(name: str, **texts: str) -> str:
    entries = "".join(f'<rdf:li xml:lang="{lang.replace("_", "-")}">{text}</rdf:li>' for lang, text in texts.items())
    return f"<{name}><rdf:Alt>{entries}</rdf:Alt></{name}>"


def iptc_block(sets: Block) -> bytes:
    """An APP13 segment of these data sets, as desks of old wrote it."""
    block = b"".join(struct.pack(">BBBH", 0x1C, record, number, len(text)) + text for record, number, text in sets)
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(block)) + block + b"\x00" * (len(block) % 2)
    body = b"Photoshop 3.0\x00" + resource
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def exiftool(path: Path) -> dict[str, Any]:
    """What exiftool finds in a file, by group and name."""
    command = ["exiftool", "-json", "-G1", "-a", "-struct", "-charset", "iptc=UTF8", str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)[0]
    return found
