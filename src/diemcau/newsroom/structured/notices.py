# SPDX-License-Identifier: Apache-2.0
"""A notice of an incident in schema.org's words: a news article about the conference, of the time that it tells of."""

from __future__ import annotations

from diemcau.newsroom.models import IncidentNoticePage
from diemcau.newsroom.structured import facts
from diemcau.newsroom.structured.articles import gathering_of
from diemcau.newsroom.structured.graph import Node, event, node, page_node
from diemcau.newsroom.structured.reading import local


def notice_article(page: IncidentNoticePage, leaf: facts.Leaf) -> Node:
    """The notice itself. `temporalCoverage` is an interval of ISO 8601, open while the incident isn't settled."""
    until = local(page.settled_at).isoformat() if page.settled_at else ".."
    return page_node(
        "NewsArticle",
        leaf,
        headline=leaf.title,
        articleSection=leaf.path[-2].title,
        author=node("Organization", name=leaf.publisher.name),
        about=event(gathering_of(page.conference)) if page.conference else None,
        temporalCoverage=f"{local(page.began_at).isoformat()}/{until}",
    )
