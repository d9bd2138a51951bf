# SPDX-License-Identifier: Apache-2.0
"""Which translations readers see that are older than their original.

The translation screens know of new words only once somebody has synchronised them.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from wagtail.models import PageQuerySet

from diemcau.newsroom.models import NewsArticlePage, PublishedVersion


def articles_behind() -> PageQuerySet:
    """Published translations of articles that were published anew since; `original_at` says when."""
    newest = PublishedVersion.objects.order_by("-number")
    original = newest.filter(
        page__live=True,
        page__translation_key=OuterRef("translation_key"),
        page__locale__language_code=settings.LANGUAGE_CODE,
    )
    return (
        NewsArticlePage.objects.live()
        .exclude(locale__language_code=settings.LANGUAGE_CODE)
        .annotate(
            own_at=Subquery(newest.filter(page=OuterRef("pk")).values("published_at")[:1]),
            original_at=Subquery(original.values("published_at")[:1]),
        )
        .filter(original_at__gt=F("own_at"))
        .order_by("-original_at", "pk")
    )
