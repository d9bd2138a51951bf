# SPDX-License-Identifier: Apache-2.0
"""The newsroom's tables, one kind of thing a file."""

from diemcau.newsroom.models.figures import BoundFigure
from diemcau.newsroom.models.pages import HomePage, NewsArticlePage, SectionPage, latest_articles
from diemcau.newsroom.models.pictures import NewsPicture, NewsRendition

__all__ = [
    "BoundFigure",
    "HomePage",
    "NewsArticlePage",
    "NewsPicture",
    "NewsRendition",
    "SectionPage",
    "latest_articles",
]
