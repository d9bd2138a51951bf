# SPDX-License-Identifier: Apache-2.0
"""Files of slides as organisers send them, good and bad, made on the spot."""

from __future__ import annotations

import io
import math
from functools import cache
from typing import cast

from PIL import Image, ImageColor, ImageDraw

COLOURS = ("#1c3f6e", "#c8102e", "#1f9d6b", "#e8a317")


def slide(number: int, *, size: tuple[int, int] = (960, 540)) -> Image.Image:
    """A page that can be told from others by the colour of its middle, and that has lines to be sharp."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4), fill=COLOURS[(number - 1) % 4])
    for x in range(0, size[0], 6):
        draw.line((x, 0, x, size[1] // 8), fill="black")
    return picture


def number_of(page: Image.Image) -> int:
    """Which of the first four slides a page shows."""
    middle = page.getpixel((page.width // 2, page.height // 2))

    def distance(colour: str) -> float:
        return math.dist(ImageColor.getrgb(colour), cast("tuple[int, ...]", middle))

    return min(range(4), key=lambda index: distance(COLOURS[index])) + 1


@cache
def pdf(pages: int, *, size: tuple[int, int] = (960, 540)) -> bytes:
    """A PDF with this many pages; the same bytes each time, though a PDF holds the second it was made in."""
    first, *others = [slide(number, size=size) for number in range(1, pages + 1)]
    content = io.BytesIO()
    first.save(content, "PDF", save_all=True, append_images=others)
    return content.getvalue()


def picture(number: int = 1, *, form: str = "PNG", size: tuple[int, int] = (960, 540)) -> bytes:
    """One page as a picture."""
    content = io.BytesIO()
    slide(number, size=size).save(content, form)
    return content.getvalue()


def locked_pdf() -> bytes:
    """A PDF that opens with a password alone."""
    secret = "00" * 32
    body = (
        "%PDF-1.4\n"
        "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
        "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 960 540]>> endobj\n"
        f"4 0 obj <</Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -4>> endobj\n"
        f"trailer <</Root 1 0 R /Encrypt 4 0 R /ID [<{secret}> <{secret}>] /Size 5>>\n"
        "%%EOF\n"
    )
    return body.encode()
