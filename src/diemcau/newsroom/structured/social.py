# SPDX-License-Identifier: Apache-2.0
"""What a shared link shows: Open Graph's tags, and the few that one network reads instead. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from diemcau.newsroom.structured import facts

Tag = tuple[str, str]
_LOCALES = {"vi": "vi_VN", "en": "en_US"}


def article_tags(article: facts.Article) -> Iterator[Tag]:
    """An article's tags, `(property, content)`, in the order in which readers of structured tags expect them."""
    yield "og:type", "article"
    yield from leaf_tags(article.leaf, article.pictures[0] if article.pictures else None)
    if article.leaf.published_at and article.leaf.modified_at:
        yield "article:published_time", article.leaf.published_at.isoformat()
        yield "article:modified_time", article.leaf.modified_at.isoformat()
    yield "article:section", article.section


def site_tags(leaf: facts.Leaf) -> Iterator[Tag]:
    """The tags of a page that lists others."""
    yield "og:type", "website"
    yield from leaf_tags(leaf)


def leaf_tags(leaf: facts.Leaf, picture: facts.Picture | None = None) -> Iterator[Tag]:
    """What every shared page says, its type apart; the picture's measures follow its address."""
    yield "og:title", leaf.title
    if leaf.description:
        yield "og:description", leaf.description
    yield "og:url", leaf.url
    yield "og:site_name", leaf.publisher.name
    yield "og:locale", _locale(leaf.language)
    others = leaf.translations if leaf.original is None else (leaf.original, *leaf.translations)
    for other in others:
        yield "og:locale:alternate", _locale(other.language)
    if picture:
        yield from _picture(picture)
    yield "twitter:card", "summary_large_image" if picture else "summary"
    yield "twitter:title", leaf.title
    if leaf.description:
        yield "twitter:description", leaf.description


def _picture(picture: facts.Picture) -> Iterator[Tag]:
    alt = picture.alt or picture.caption
    yield "og:image", picture.url
    yield "og:image:width", str(picture.width)
    yield "og:image:height", str(picture.height)
    if alt:
        yield "og:image:alt", alt
        yield "twitter:image:alt", alt
    yield "twitter:image", picture.url


def _locale(language: str) -> str:
    return _LOCALES.get(language, language)
