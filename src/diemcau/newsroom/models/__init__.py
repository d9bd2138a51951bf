# SPDX-License-Identifier: Apache-2.0
"""The newsroom's tables, one kind of thing a file."""

from diemcau.newsroom.models.figures import BoundFigure
from diemcau.newsroom.models.pages import HomePage, NewsArticlePage, SectionPage, latest_articles

__all__ = ["BoundFigure", "HomePage", "NewsArticlePage", "SectionPage", "latest_articles"]
