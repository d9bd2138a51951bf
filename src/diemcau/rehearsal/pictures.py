# SPDX-License-Identifier: Apache-2.0
"""What a camera that isn't there would see: one recognisable, moving picture for each venue.

A strip of black and white cells in every picture carries the venue's number, so that
whoever paints the picture can be asked which venue it shows. Knows no codec but JPEG.
"""

from __future__ import annotations

import colorsys
import io
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 640, 360
STILL_SIZE = 160, 90
STILLS_IN_LOOP = 12
STILL_LIMIT_BYTES = 3300
LOOK_SIZE = 320, 180
LOOKS_IN_LOOP = 16
LOOK_LIMIT_BYTES = 7000

# The number strip: cells 16 pixels wide and 8 high along the lower edge. A white and a black cell to know
# the strip by, ten bits, the same ten bits inverted. Chroma subsampling and 600 kb/s leave
# cells of this size readable, scaled down to a third as well.
CELL = 16
NUMBER_BITS = 10
STRIP_CELLS = 2 + 2 * NUMBER_BITS
STRIP_HEIGHT = 8
STRIP_TOP = HEIGHT - STRIP_HEIGHT
FILM_NUMBER = 2**NUMBER_BITS - 1
"""What the example's film carries in its strip: no venue's number."""

_FONTS = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf", "FreeSansBold.ttf")
_INK, _PAPER = (15, 27, 45), (244, 241, 234)


@dataclass(frozen=True, kw_only=True)
class Label:
    """What a picture says of its venue. `number` is its place in the conference, from 0, below FILM_NUMBER."""

    number: int
    code: str
    name: str


def stills(label: Label) -> tuple[bytes, ...]:
    """The venue's small pictures: JPEG, 160×90, at most 3.3 kB each, no two alike."""
    return tuple(_still(label, index / STILLS_IN_LOOP) for index in range(STILLS_IN_LOOP))


def looks(label: Label) -> tuple[bytes, ...]:
    """The venue's pictures for whoever looks more closely: JPEG, 320×180, at most 7 kB each, one turn of its motion."""
    drawn = pictures(label, count=LOOKS_IN_LOOP)
    return tuple(_jpeg(image.resize(LOOK_SIZE), most_bytes=LOOK_LIMIT_BYTES) for image in drawn)


@cache
def dark_still() -> bytes:
    """What a camera gives whose lens is covered."""
    return _jpeg(Image.new("RGB", STILL_SIZE, (4, 4, 5)), most_bytes=STILL_LIMIT_BYTES)


def number_in(luma: np.ndarray[Any, np.dtype[Any]]) -> int | None:
    """Read the venue's number off a picture's brightness, shape (HEIGHT, WIDTH).

    Returns: the number, None when the picture carries no readable strip.
    """
    row = STRIP_TOP + STRIP_HEIGHT // 2
    cells = [int(luma[row, CELL // 2 + index * CELL]) for index in range(STRIP_CELLS)]
    bits = [cell >= 128 for cell in cells]  # noqa: PLR2004 -- half of eight bits
    number, inverted = bits[2 : 2 + NUMBER_BITS], bits[2 + NUMBER_BITS :]
    if bits[:2] != [True, False] or number == inverted or number != [not bit for bit in inverted]:
        return None
    return sum(bit << index for index, bit in enumerate(number))


def pictures(label: Label, *, count: int) -> Iterator[Image.Image]:
    """The venue's moving picture, one turn of it in `count` frames."""
    backdrop = _backdrop(label)
    for index in range(count):
        image = backdrop.copy()
        _draw_motion(ImageDraw.Draw(image), index / count)
        yield image


def _backdrop(label: Label) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), _colour(label.number))
    draw = ImageDraw.Draw(image)
    draw.text((32, 40), readable(label.code), font=font_of(26), fill=_PAPER)
    for line, text in enumerate(_lines(label.name)):
        draw.text((32, 84 + 52 * line), readable(text), font=font_of(42), fill=_PAPER)
    draw_number(draw, label.number)
    return image


def draw_number(draw: ImageDraw.ImageDraw, number: int) -> None:
    """Draw the strip that `number_in` reads into a picture of WIDTH × HEIGHT."""
    bits = [bool(number >> index & 1) for index in range(NUMBER_BITS)]
    for index, bit in enumerate([True, False, *bits, *(not bit for bit in bits)]):
        left = index * CELL
        draw.rectangle((left, STRIP_TOP, left + CELL - 1, HEIGHT - 1), fill=(255, 255, 255) if bit else (0, 0, 0))


def _draw_motion(draw: ImageDraw.ImageDraw, phase: float) -> None:
    """A second hand, a running bar and five dancing levels: at a glance, this picture lives."""
    centre, radius = (560, 250), 52
    angle = 2 * math.pi * phase
    tip = (centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle))
    draw.ellipse(
        (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius), outline=_PAPER, width=5
    )
    draw.line((centre, tip), fill=_PAPER, width=7)
    draw.rectangle((0, STRIP_TOP - 10, int(WIDTH * phase), STRIP_TOP - 4), fill=_PAPER)
    for bar in range(5):
        level = 12 + int(50 * (0.5 + 0.5 * math.sin(2 * math.pi * (phase * (bar + 1) + bar / 5))))
        draw.rectangle((32 + bar * 26, STRIP_TOP - 24 - level, 50 + bar * 26, STRIP_TOP - 24), fill=_PAPER)


def _still(label: Label, phase: float) -> bytes:
    image = Image.new("RGB", STILL_SIZE, _colour(label.number))
    draw = ImageDraw.Draw(image)
    draw.text((8, 14), readable(label.code), font=font_of(13), fill=_PAPER)
    for line, text in enumerate(_lines(label.name, width=18)):
        draw.text((8, 32 + 16 * line), readable(text), font=font_of(14), fill=_PAPER)
    centre = 138 + 12 * math.sin(2 * math.pi * phase), 66 - 12 * math.cos(2 * math.pi * phase)
    draw.circle(centre, 7, fill=_PAPER)
    draw.rectangle((0, 84, int(160 * phase), 89), fill=_PAPER)
    return _jpeg(image, most_bytes=STILL_LIMIT_BYTES)


def _jpeg(image: Image.Image, *, most_bytes: int) -> bytes:
    for quality in (70, 55, 40, 25, 10):
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, optimize=True)
        if buffer.tell() <= most_bytes:
            break
    return buffer.getvalue()


def _colour(number: int) -> tuple[int, int, int]:
    if number == 0:
        return _INK
    # The golden ratio keeps neighbours on the wall apart in hue; dark enough for paper-white letters.
    red, green, blue = colorsys.hls_to_rgb(number * 0.618034 % 1, 0.3, 0.45)
    return int(red * 255), int(green * 255), int(blue * 255)


def _lines(name: str, *, width: int = 22) -> list[str]:
    lines = [""]
    for word in name.replace(",", ", ").split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:3]


@cache
def font_of(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The first font at hand that has Vietnamese letters."""
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def readable(text: str) -> str:
    """The text as the font at hand can draw it: Pillow's own, the last resort, has no Vietnamese letters."""
    font = font_of(16)
    if isinstance(font, ImageFont.FreeTypeFont) and font.getname()[0] != "Aileron":
        return text
    bare = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
