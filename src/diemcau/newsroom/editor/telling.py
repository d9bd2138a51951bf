# SPDX-License-Identifier: Apache-2.0
"""What editors are told of articles and the record: above the form, and on the admin's first page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from diemcau.newsroom.against_record import contradicted
from diemcau.newsroom.drift import drifted_articles, open_drifts
from diemcau.newsroom.editor.offered import offer
from diemcau.newsroom.language import language_here
from diemcau.newsroom.models import Correction, CorrectionState, NewsArticlePage, RecordDrift


@dataclass(frozen=True, kw_only=True, slots=True)
class Drifted:
    """An article that the record has left behind: what has changed, in lines."""

    page: NewsArticlePage
    changed: list[str]


def told_of(article: NewsArticlePage) -> dict[str, Any]:
    """All that the panel above an article's form shows. An article that isn't saved yet has only what is offered."""
    return {
        "offer": offer(article, article.conference),
        "asked_at": f"{reverse('newsroom_figures')}?{urlencode(_which(article))}",
        "bound": len(article.bound_figures()),
        "changed": _lines(list(open_drifts(article)) if article.pk else []),
        "corrections": drafted_corrections(article.translation_key) if article.pk else [],
        "contradicted": contradicted(article),
    }


def drafted_corrections(article_key: UUID | None = None) -> list[Correction]:
    """Corrections that wait for somebody to publish them; of one article, or of all."""
    drafted = Correction.objects.filter(state=CorrectionState.DRAFTED).prefetch_related("texts")
    return list(drafted if article_key is None else drafted.filter(article_key=article_key))


def told_of_all() -> list[Drifted]:
    """Every published article that the record has left behind."""
    return [Drifted(page=page, changed=_lines(page.changed)) for page in drifted_articles()]


def _lines(drifts: Sequence[RecordDrift]) -> list[str]:
    return [drift.told(language_here()) for drift in drifts]


def _which(article: NewsArticlePage) -> dict[str, Any]:
    return {"page": article.pk} if article.pk else {"language": article.locale.language_code}
