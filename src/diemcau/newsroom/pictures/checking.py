# SPDX-License-Identifier: Apache-2.0
"""Whether an upload is a picture, told by its content alone; and the picture without what it shouldn't carry."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from PIL import ExifTags, Image, UnidentifiedImageError

from diemcau.newsroom.pictures.reading import read_words
from diemcau.newsroom.pictures.refusals import (
    FileIsNoPicture,
    PictureFileIsEmpty,
    PictureFileIsTooLarge,
    PictureHasTooManyPixels,
    PictureIsDamaged,
    PictureMoves,
)
from diemcau.newsroom.pictures.stripping import UPRIGHT, PictureIsBroken, stripped
from diemcau.newsroom.pictures.words import Found

MOST_BYTES = 40 * 1024 * 1024
MEGABYTE = 1024 * 1024
# What the largest cameras of reporters give. Unpacked it is 180 MB.
MOST_PIXELS = 62_000_000
# Pillow's name to the ending that the file gets.
ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedPicture:
    """A picture that may be kept: its file without private data, under a name that says what it is."""

    name: str
    content: bytes
    found: Found


def checked_picture(content: bytes, *, name: str) -> CheckedPicture:
    """Check a file, read its words, and take everything out of it but the picture.

    Raises: PictureFileIsEmpty, PictureFileIsTooLarge, FileIsNoPicture, PictureHasTooManyPixels, PictureMoves,
    PictureIsDamaged.
    """
    if not content:
        raise PictureFileIsEmpty(file=name)
    if len(content) > MOST_BYTES:
        raise PictureFileIsTooLarge(file=name, most_mb=MOST_BYTES // MEGABYTE)
    form, orientation = _decoded(content, name)
    try:
        alone = stripped(content, form=form, orientation=orientation)
        found = read_words(content)
    except (OSError, SyntaxError, PictureIsBroken) as error:
        raise PictureIsDamaged(file=name) from error
    return CheckedPicture(name=PurePath(name).stem + ENDINGS[form], content=alone, found=found)


def _decoded(content: bytes, name: str) -> tuple[str, int]:
    """Unpack it once, to its last line. Returns its form, and EXIF's number of which way up it is."""
    try:
        with Image.open(BytesIO(content), formats=tuple(ENDINGS)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureHasTooManyPixels(file=name, most_megapixels=MOST_PIXELS // 1_000_000)
            form = "JPEG" if picture.format == "MPO" else str(picture.format)  # a camera's JPEG with a preview
            if form != "JPEG" and getattr(picture, "is_animated", False):
                raise PictureMoves(file=name)
            picture.load()
            orientation = picture.getexif().get(ExifTags.Base.Orientation, UPRIGHT)
    except UnidentifiedImageError as error:
        raise FileIsNoPicture(file=name) from error
    except Image.DecompressionBombError as error:
        raise PictureHasTooManyPixels(file=name, most_megapixels=MOST_PIXELS // 1_000_000) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureIsDamaged(file=name) from error
    return form, orientation if orientation in range(1, 9) else UPRIGHT
