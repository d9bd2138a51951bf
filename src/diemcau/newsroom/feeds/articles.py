# SPDX-License-Identifier: Apache-2.0
"""Articles in the feeds: headline, lead with its figures in words, and the lead picture."""

from __future__ import annotations

from diemcau.newsroom.address import absolute
from diemcau.newsroom.feeds.channel import Channel, last_touched
from diemcau.newsroom.feeds.entry import Entry, Picture, uid_of
from diemcau.newsroom.models import NewsArticlePage, latest_articles
from diemcau.newsroom.pictures.encoding import JPEG
from diemcau.newsroom.pictures.renditions import made_of, specs_of
from diemcau.newsroom.prose import prose_text
from diemcau.newsroom.structured.reading import local

_SHOWN = (
    *("title", "slug", "path", "depth", "url_path", "locale", "translation_key", "last_published_at"),
    *("reported_at", "lead", "photo", "photo_caption", "byline", "source"),
)
_WIDE_ENOUGH = 800


def articles(channel: Channel, *, limit: int) -> list[Entry]:
    """The newest articles."""
    found = latest_articles(channel.page.locale).descendant_of(channel.page).only(*_SHOWN)
    return [_entry(article, channel) for article in found[:limit]]


def _entry(article: NewsArticlePage, channel: Channel) -> Entry:
    return Entry(
        uid=uid_of(article.translation_key, channel.language),
        url=absolute(article.url),
        title=article.title,
        summary=prose_text(article.lead, article.bound_figures()),
        published_at=local(article.reported_at),
        updated_at=last_touched(article, since=article.reported_at),
        author=article.byline or article.source or channel.publisher,
        categories=(channel.section_of(article),),
        picture=_picture(article),
    )


def _picture(article: NewsArticlePage) -> Picture | None:
    """The lead picture once its sizes are made; a feed waits for none."""
    if article.photo is None:
        return None
    made = made_of(article.photo, specs_of(article.photo, JPEG))
    if not made:
        return None
    shown = next((one for one in made if one.width >= _WIDE_ENOUGH), made[-1])
    return Picture(
        url=absolute(shown.url),
        width=shown.width,
        height=shown.height,
        caption=article.photo_caption or article.photo.shown_caption,
        credit=article.photo.credit,
    )
