# SPDX-License-Identifier: Apache-2.0
"""Reading the portal."""

from __future__ import annotations

from diemcau.conference.models import Conference
from diemcau.newsroom.models import NewsArticlePage


def report_of(conference: Conference) -> NewsArticlePage | None:
    """The conference's own report; None until it is written. The first, if editors have linked more articles."""
    page: NewsArticlePage | None = NewsArticlePage.objects.filter(conference=conference).order_by("pk").first()
    return page


def is_reported(slug: str) -> bool:
    """Whether a published article, open to everybody, is about the conference."""
    articles = NewsArticlePage.objects.live().public().filter(conference__slug=slug)
    return bool(articles.exists())
