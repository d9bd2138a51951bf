# SPDX-License-Identifier: Apache-2.0
"""Articles by hand, for tests that need no conference behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.site import section_of, set_up_portal
from support.articles import put_live

REPORTED_AT = datetime(2022, 10, 31, 9, 0, tzinfo=UTC)


def written_article(
    title: str, *paragraphs: str, slug: str, section: str = "Tin tức", at: datetime = REPORTED_AT, live: bool = True
) -> NewsArticlePage:
    """An article in a section, published unless `live` is False."""
    body: Sequence[tuple[str, str]] = [("paragraph", paragraph) for paragraph in paragraphs[1:]]
    page = NewsArticlePage(
        title=title, slug=slug, reported_at=at, lead=paragraphs[0] if paragraphs else title, body=body, live=False
    )
    section_of(set_up_portal(organisation="Tỉnh ủy Lâm Đồng"), title=section).add_child(instance=page)
    if live:
        put_live(page)
        page.refresh_from_db()
    return page
