# SPDX-License-Identifier: Apache-2.0
"""Following the record behind published articles: what changed is noticed, and a correction drafted.

Nothing on a page changes by this. What readers see stays until a person publishes the correction,
which binds the article to the figures anew (`bind_anew`). Done twice, it changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from diemcau.conference.models import Conference
from diemcau.newsroom.drafted_correction import draft_correction
from diemcau.newsroom.models import BoundFigure, NewsArticlePage, RecordDrift
from diemcau.outcome.current import current_figures
from diemcau.outcome.figures import Figure


@transaction.atomic
def follow_record(conference: Conference, *, now: datetime) -> None:
    """Hold all published articles of a closed conference against its journal's head.

    Raises: ConferenceIsNotClosed.
    """
    Conference.objects.select_for_update().get(pk=conference.pk)
    current = current_figures(conference)
    for page in NewsArticlePage.objects.live().filter(conference=conference).order_by("pk"):
        _follow(page, current, now=now)


def open_drifts(page: NewsArticlePage) -> QuerySet[RecordDrift]:
    """What the article says that the record no longer does."""
    return RecordDrift.objects.filter(page=page, settled_at=None)


def drifted_articles() -> list[NewsArticlePage]:
    """Published articles that the record has left behind, each with its open drifts as `changed`. Two queries."""
    opened = RecordDrift.objects.filter(settled_at=None)
    pages = NewsArticlePage.objects.live().filter(pk__in=opened.values("page")).select_related("locale")
    drifted: list[NewsArticlePage] = list(
        pages.order_by("-reported_at", "pk").prefetch_related(Prefetch("drifts", opened, to_attr="changed"))
    )
    return drifted


def bind_anew(page: NewsArticlePage) -> None:
    """Bind the figures that the record has changed to its present values; the caller publishes the page.

    Figures that still hold keep the entry at which they were first given.

    Raises: ConferenceIsNotClosed.
    """
    if page.conference is None:
        return
    bound = page.bound_figures()
    changed = differing(bound, current_figures(page.conference))
    page.figures = [BoundFigure.of(changed.get(name, figure)) for name, figure in bound.items()]


def differing(bound: Mapping[str, Figure], current: Mapping[str, Figure]) -> dict[str, Figure]:
    """The present figures whose values an article doesn't have."""
    return {name: current[name] for name, one in bound.items() if name in current and current[name].value != one.value}


def _follow(page: NewsArticlePage, current: Mapping[str, Figure], *, now: datetime) -> None:
    bound = page.bound_figures()
    changed = differing(bound, current)
    known = {drift.name: drift for drift in open_drifts(page)}
    for name in known.keys() - changed.keys():
        known[name].settled_at = now
        known[name].save(update_fields=["settled_at"])
    is_news = [_notice(page, known.get(name), bound[name], figure, now=now) for name, figure in changed.items()]
    if any(is_news):
        draft_correction(page, list(open_drifts(page)), now=now)


def _notice(page: NewsArticlePage, known: RecordDrift | None, bound: Figure, current: Figure, *, now: datetime) -> bool:
    """Note that a figure has changed; False when that was known."""
    if known and (known.stated, known.now) == (bound.value, current.value):
        return False
    drift = known or RecordDrift(page=page, name=bound.name, noticed_at=now)
    drift.stated, drift.seq = bound.value, bound.seq
    drift.now, drift.now_seq = current.value, current.seq
    drift.save()
    return True
