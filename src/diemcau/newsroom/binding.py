# SPDX-License-Identifier: Apache-2.0
"""Binding what an editor writes to the record: an article gets the figures of its conference when it is saved.

The record's own draft comes bound (`drafting.py`), and a correction binds anew (`drift.py`). A figure that an
article has is never touched here: readers see the value that was given, whatever the record says since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diemcau.conference.models import Conference
from diemcau.newsroom.models.figures import BoundFigure
from diemcau.newsroom.prose import figure_names
from diemcau.outcome.current import current_figures
from diemcau.outcome.figures import Figure
from diemcau.outcome.refusals import ConferenceIsNotClosed

if TYPE_CHECKING:
    from diemcau.newsroom.models import NewsArticlePage


def named_figures(article: NewsArticlePage) -> set[str]:
    """The figures that an article's texts name."""
    texts = [article.lead, *(block.value for block in article.body if block.block_type == "paragraph")]
    return set().union(*map(figure_names, texts))


def bind_missing(article: NewsArticlePage) -> None:
    """Give an article all figures of its conference if it has none, else those that its texts name besides."""
    bound = article.bound_figures()
    if article.conference is None or (bound and named_figures(article) <= bound.keys()):
        return
    current = figures_now(article.conference)
    wanted = named_figures(article) & current.keys() if bound else current.keys()
    new = [BoundFigure.of(figure) for name, figure in current.items() if name in wanted - bound.keys()]
    article.figures = [*article.figures.all(), *new]


def figures_now(conference: Conference) -> dict[str, Figure]:
    """A conference's figures at the head of its journal; none before its closing."""
    try:
        return current_figures(conference)
    except ConferenceIsNotClosed:
        return {}
