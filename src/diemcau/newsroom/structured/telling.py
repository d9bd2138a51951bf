# SPDX-License-Identifier: Apache-2.0
"""Which page tells machines what: the one place that knows all kinds of pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import Page

from diemcau.newsroom.models import FactCheckPage, HomePage, IncidentNoticePage, NewsArticlePage
from diemcau.newsroom.structured.articles import article_facts
from diemcau.newsroom.structured.checks import check_facts, claim_review
from diemcau.newsroom.structured.graph import Node, breadcrumbs, news_article, page_node
from diemcau.newsroom.structured.notices import notice_article
from diemcau.newsroom.structured.reading import Reading, leaf_facts
from diemcau.newsroom.structured.social import Tag, article_tags, site_tags


@dataclass(frozen=True, kw_only=True)
class Told:
    """What machines read on one page."""

    nodes: Sequence[Node]
    tags: Sequence[Tag]


def told_by(page: Page, reading: Reading) -> Told:
    """What this page tells."""
    match page:
        case NewsArticlePage():
            return _article(page, reading)
        case FactCheckPage():
            return _check(page, reading)
        case IncidentNoticePage():
            return _notice(page, reading)
        case HomePage():
            return _list(page, reading, kind="WebSite", description=page.tagline)
    return _list(page, reading, kind="CollectionPage", description=getattr(page, "intro", ""))


def _article(page: NewsArticlePage, reading: Reading) -> Told:
    article = article_facts(page, reading)
    return Told(
        nodes=[news_article(article), breadcrumbs(article.leaf.path)],
        tags=list(article_tags(article)),
    )


def _check(page: FactCheckPage, reading: Reading) -> Told:
    leaf = leaf_facts(page, reading, description=page.claim, published_at=page.first_published_at)
    check = check_facts(page, leaf)
    return Told(nodes=[claim_review(check), breadcrumbs(leaf.path)], tags=list(site_tags(leaf)))


def _notice(page: IncidentNoticePage, reading: Reading) -> Told:
    leaf = leaf_facts(page, reading, description=page.what_happened, published_at=page.first_published_at)
    return Told(nodes=[notice_article(page, leaf), breadcrumbs(leaf.path)], tags=list(site_tags(leaf)))


def _list(page: Page, reading: Reading, *, kind: str, description: str) -> Told:
    leaf = leaf_facts(page, reading, description=description, published_at=page.first_published_at)
    return Told(nodes=[page_node(kind, leaf, name=leaf.title), breadcrumbs(leaf.path)], tags=list(site_tags(leaf)))
