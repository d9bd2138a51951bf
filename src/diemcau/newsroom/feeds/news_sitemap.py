# SPDX-License-Identifier: Apache-2.0
"""The newest articles for news search, by the words of Google's schema of news sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from diemcau.newsroom.address import absolute
from diemcau.newsroom.feeds.text import xml_text
from diemcau.newsroom.models import HomePage, latest_articles
from diemcau.newsroom.models.open_pages import open_to_everybody
from diemcau.newsroom.structured.reading import local

MOST = 1000
"""An address more, and the whole map is refused."""
_SHOWN = ("title", "slug", "path", "depth", "url_path", "locale", "reported_at")


@dataclass(frozen=True, kw_only=True)
class News:
    """One article of a publication; its words are fit for XML."""

    address: str
    publication: str
    language: str
    title: str
    reported_at: datetime


def newest(now: datetime) -> list[News]:
    """Articles of today and yesterday in every language, newest first: none is older than two days, as is asked.

    Whole days, since the map is kept until midnight. `now` is aware.
    """
    found = (news for home in open_to_everybody(HomePage.objects.all()) for news in _of(home, now))
    return sorted(found, key=lambda news: news.reported_at, reverse=True)[:MOST]


def _of(home: HomePage, now: datetime) -> Iterator[News]:
    language = home.locale.language_code
    articles = latest_articles(home.locale).filter(reported_at__gte=_yesterday(now)).only(*_SHOWN)
    for article in articles.select_related(None).prefetch_related(None)[:MOST]:
        yield News(
            address=absolute(article.url),
            publication=xml_text(home.organisation or home.title),
            language=language,
            title=xml_text(article.title),
            reported_at=local(article.reported_at),
        )


def _yesterday(now: datetime) -> datetime:
    """Its first moment, where the portal stands."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(now.astimezone(zone).date() - timedelta(days=1), time(), zone)
