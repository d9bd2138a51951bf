# SPDX-License-Identifier: Apache-2.0
"""A process of its own that turns PDFs and pictures into the pages of a deck.

A hostile or broken file may crash the renderer or eat its memory; here that ends this process
and no other, and PDFium, which takes one thread at a time, gets one. Owns what a page looks
like: its size and its coding. Knows neither Django nor the plan; told a folder, it reads the
files `0000`, `0001`, … in it, writes pages beside them and says what it made on standard output.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdfium2 import raw

MOST_PAGES = 200
MOST_PIXELS = 60_000_000
# A projector's own lines: what is drawn at this size is shown dot by dot.
PAGE_BOX = (1920, 1080)
# Five seconds of a line of 128 kb/s that carries nothing else.
PAGE_GOAL_BYTES = 80_000
# A quarter of a second of the same line: it stands in for the page until that is there.
THUMBNAIL_GOAL_BYTES = 4_000
MOST_COLOURS_OF_A_DRAWING = 1 << 16
# Ever coarser codings of a page with photographs, by width of the box and quality.
LOSSY = ((1920, 80), (1920, 65), (1920, 50), (1440, 50), (1280, 35))
LOSSY_THUMBNAIL = ((320, 70), (320, 50), (320, 30), (240, 30))
MOST_MEMORY_BYTES = 4 << 30
MOST_CPU_S = 240
PDF_MAGIC, PDF_MAGIC_WITHIN = b"%PDF-", 1024
PICTURE_FORMATS = ("PNG", "JPEG", "WEBP")


class FaultyFile(Exception):
    """A file that can't be a deck: `fault` names the refusal, `file` is the file's number."""

    def __init__(self, fault: str, file: int) -> None:
        super().__init__(fault)
        self.fault = fault
        self.file = file


def render(folder: Path) -> list[dict[str, Any]]:
    """Write every page of the folder's files, `page-N.webp` and `thumbnail-N.webp` from 1. Raises: FaultyFile."""
    pages = []
    for number, (file, picture) in enumerate(_pictures(folder), start=1):
        if number > MOST_PAGES:
            raise FaultyFile("too_many_pages", file)
        content, (width, height) = page_coded(picture)
        (folder / f"page-{number}.webp").write_bytes(content)
        (folder / f"thumbnail-{number}.webp").write_bytes(_within(picture, LOSSY_THUMBNAIL, THUMBNAIL_GOAL_BYTES)[0])
        pages.append({"width": width, "height": height})
    return pages


def page_coded(picture: Image.Image) -> tuple[bytes, tuple[int, int]]:
    """A page as WebP, and its size in dots.

    Text and flat colours are smaller without loss than with it: 29 to 65 kB for the example's
    pages, where quality 80 takes 30 to 73 kB and blurs the marks. Photographs are the reverse.
    """
    is_drawing = picture.getcolors(MOST_COLOURS_OF_A_DRAWING) is not None
    if is_drawing:
        content = _webp(picture, lossless=True, quality=75)
        if len(content) <= PAGE_GOAL_BYTES:
            return content, picture.size
    return _within(picture, LOSSY, PAGE_GOAL_BYTES)


def _within(picture: Image.Image, codings: Sequence[tuple[int, int]], goal_bytes: int) -> tuple[bytes, tuple[int, int]]:
    """The finest of these codings that keeps within the goal, else the coarsest; and its size in dots."""
    for width, quality in codings:
        smaller = _fitted(picture, (width, width * PAGE_BOX[1] // PAGE_BOX[0]))
        content = _lossy(smaller, quality)
        if len(content) <= goal_bytes:
            break
    return content, smaller.size


def _pictures(folder: Path) -> Iterator[tuple[int, Image.Image]]:
    """Every page, and the number of the file that it is from."""
    for file, path in enumerate(sorted(folder.glob("[0-9]" * 4))):
        with path.open("rb") as opened:
            head = opened.read(PDF_MAGIC_WITHIN)
        if not head:
            raise FaultyFile("empty", file)
        for picture in _pages_of_pdf(path, file) if PDF_MAGIC in head else [_picture_in(path, file)]:
            yield file, picture


def _pages_of_pdf(path: Path, file: int) -> Iterator[Image.Image]:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise FaultyFile("encrypted" if locked else "damaged", file) from error
    if not len(document):
        raise FaultyFile("empty", file)
    if len(document) > MOST_PAGES:
        raise FaultyFile("too_many_pages", file)
    document.init_forms()
    for number in range(len(document)):
        try:
            page = document[number]
            scale = min(box / side for box, side in zip(PAGE_BOX, page.get_size(), strict=True))
            yield page.render(scale=scale).to_pil().convert("RGB")
        except (pdfium.PdfiumError, ZeroDivisionError, ValueError) as error:
            raise FaultyFile("damaged", file) from error


def _picture_in(path: Path, file: int) -> Image.Image:
    try:
        picture = Image.open(path, formats=PICTURE_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise FaultyFile("too_many_pixels", file)
        upright = ImageOps.exif_transpose(picture)
    except UnidentifiedImageError as error:
        raise FaultyFile("unknown", file) from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise FaultyFile("damaged", file) from error
    return _fitted(_on_white(upright), PAGE_BOX)


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")


def _fitted(picture: Image.Image, box: tuple[int, int]) -> Image.Image:
    """The picture within a box; never larger than it is."""
    fitted = picture.copy()
    fitted.thumbnail(box, Image.Resampling.LANCZOS)
    return fitted


def _lossy(picture: Image.Image, quality: int) -> bytes:
    return _webp(picture, lossless=False, quality=quality)


def _webp(picture: Image.Image, *, lossless: bool, quality: int) -> bytes:
    content = io.BytesIO()
    picture.save(content, "WEBP", lossless=lossless, quality=quality, method=4)
    return content.getvalue()


def main(folder: Path) -> None:
    """Render, and tell the pages or the fault as JSON."""
    os.nice(10)  # a conference that is running on this machine comes first
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
    try:
        print(json.dumps({"pages": render(folder)}))  # noqa: T201 - this process's answer
    except FaultyFile as faulty:
        print(json.dumps({"fault": faulty.fault, "file": faulty.file}))  # noqa: T201 - as above


if __name__ == "__main__":
    main(Path(sys.argv[1]))
