# SPDX-License-Identifier: Apache-2.0
"""Pictures in pages: each browser takes the format and the size that it can use, and nothing moves while they come."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from diemcau.newsroom.models import AlbumPage, NewsPicture
from diemcau.newsroom.models.albums import latest_albums
from diemcau.newsroom.models.pictures import NewsRendition
from diemcau.newsroom.pictures.encoding import AVIF, JPEG, WEBP
from diemcau.newsroom.pictures.renditions import made_of, specs_of, with_renditions

register = template.Library()

_ALBUMS = 3


@register.simple_tag
def newest_albums() -> list[AlbumPage]:
    """A few albums for the library's corner of a page."""
    return list(latest_albums()[:_ALBUMS])


SIZES = "(min-width: 64rem) 45rem, 100vw"
CARD_SIZES = "(min-width: 48rem) 24rem, 100vw"
_EAGER, _LAZY = 'loading="eager" fetchpriority="high"', 'loading="lazy"'


@register.simple_tag
def news_picture(
    picture: NewsPicture, *, lead: bool = False, card: bool = False, sizes: str = "", alt: str | None = None
) -> SafeString:
    """`<picture>` with AVIF, WebP and JPEG.

    A reader never waits for AVIF or WebP: these stand here once they were made, at publication. JPEG is quick.

    Args:
        picture: what is shown.
        lead: whether it is the page's largest, which is wanted at once.
        card: in the shape that all pictures of a list share, cut around the focal point.
        sizes: how wide it is shown, in the words of HTML; empty: as the portal's columns are.
        alt: in place of the picture's own; empty for a picture beside words that say the same.
    """
    with_renditions([picture])
    plain = sorted(picture.get_renditions(*specs_of(picture, JPEG, is_card=card)).values(), key=_width)
    shown = next((one for one in plain if one.width >= 800), plain[-1])  # noqa: PLR2004 - for browsers without srcset
    sizes = sizes or (CARD_SIZES if card else SIZES)
    sources = ((form, made_of(picture, specs_of(picture, form, is_card=card))) for form in (AVIF, WEBP))
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}></picture>',
        format_html_join(
            "",
            '<source type="image/{}" srcset="{}" sizes="{}">',
            ((form, _srcset(made), sizes) for form, made in sources if made),
        ),
        shown.url,
        _srcset(plain),
        sizes,
        shown.width,
        shown.height,
        picture.default_alt_text if alt is None else alt,
        SafeString(_EAGER if lead else _LAZY),
    )


def _width(rendition: NewsRendition) -> int:
    return int(rendition.width)


def _srcset(made: list[NewsRendition]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in made)
