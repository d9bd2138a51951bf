# SPDX-License-Identifier: Apache-2.0
"""How the front page lays out the news: a leading story, a few more, and each section's own. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diemcau.newsroom.models import NewsArticlePage

TEASED = 4
"""The leading story and those that follow it with picture and lead."""
LATEST = 8
IN_A_SECTION = 4
CONSIDERED = 60
"""How many of the newest headlines are read: what a section has beyond them is on its own pages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionBlock:
    """A section's newest articles on the front page, newest first."""

    section: Any
    articles: tuple[NewsArticlePage, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Front:
    """The front page's news. `leading` is None while nothing is published."""

    leading: NewsArticlePage | None
    further: tuple[NewsArticlePage, ...]
    latest: tuple[NewsArticlePage, ...]
    blocks: tuple[SectionBlock, ...]


def lay_out(teased: Sequence[NewsArticlePage], headlines: Sequence[NewsArticlePage], sections: Sequence[Any]) -> Front:
    """Lay out the news, newest first; sections keep their order, and those without news are left out.

    Args:
        teased: the newest articles with their leads, as many as are shown with them.
        headlines: the same and older ones, without leads.
        sections: pages of the tree above the articles.
    """
    blocks = [
        SectionBlock(section=section, articles=_within(section, headlines)[:IN_A_SECTION]) for section in sections
    ]
    return Front(
        leading=next(iter(teased), None),
        further=tuple(teased[1:]),
        latest=tuple(headlines[:LATEST]),
        blocks=tuple(block for block in blocks if block.articles),
    )


def _within(section: Any, articles: Sequence[NewsArticlePage]) -> tuple[NewsArticlePage, ...]:
    # A page's place in the tree begins with its parent's: no question to the database for each article.
    return tuple(article for article in articles if article.path.startswith(section.path))
