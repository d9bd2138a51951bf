# SPDX-License-Identifier: Apache-2.0
"""Which sizes and formats of a picture there are, making them before anybody asks, and finding them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from diemcau.newsroom.pictures.encoding import AVIF, JPEG, WEBP
from diemcau.recording.shelf import write_whole

if TYPE_CHECKING:
    from diemcau.newsroom.models import NewsPicture, NewsRendition

FORMATS = (AVIF, WEBP, JPEG)
WIDTHS = (400, 800, 1200, 1600)
# Teasers and albums show every picture in the same shape.
CARDS = ((400, 225), (800, 450))


def specs_of(picture: NewsPicture, form: str, *, is_card: bool = False) -> list[str]:
    """Wagtail's words for the sizes of a picture in one format, smallest first; never larger than it is."""
    if is_card:
        return [f"fill-{width}x{height}|format-{form}" for width, height in CARDS]
    widest = min(max(WIDTHS), picture.width)
    return [f"width-{width}|format-{form}" for width in (*(w for w in WIDTHS if w < widest), widest)]


def with_renditions(pictures: Iterable[NewsPicture | None]) -> list[NewsPicture]:
    """The pictures that there are, what was made of them read in one query."""
    found = [picture for picture in pictures if picture is not None]
    prefetch_related_objects(found, "renditions")
    return found


def prepare(pictures: Iterable[NewsPicture], *, cards: bool = True) -> None:
    """Make whatever is missing of these pictures: about two seconds for a new one."""
    for picture in pictures:
        shapes = (False, True) if cards else (False,)
        specs = [spec for shape in shapes for form in FORMATS for spec in specs_of(picture, form, is_card=shape)]
        picture.get_renditions(*specs)


def made_of(picture: NewsPicture, specs: Sequence[str]) -> list[NewsRendition]:
    """Those of the renditions that are there already."""
    from wagtail.images.models import Filter

    found = picture.find_existing_renditions(*(Filter(spec=spec) for spec in specs))
    return sorted(found.values(), key=lambda rendition: rendition.width)


def refresh_renditions(picture: NewsPicture) -> None:
    """Write the picture's present words into all its files, each under its own name: no page has to change."""
    from wagtail.images.models import Filter

    with picture.open_file() as file:
        content = file.read()
    for rendition in picture.renditions.all():
        made = picture.generate_rendition_file(Filter(spec=rendition.filter_spec), source=BytesIO(content))
        made.seek(0)
        write_whole(Path(rendition.file.path), made.read())
