# SPDX-License-Identifier: Apache-2.0
"""Asking the index, and putting the answers in order.

The database's own ranks aren't used: SQLite and PostgreSQL count differently, and neither puts the
headline over the text as readers expect. The order is told by `closeness`, then the newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from wagtail.models import Locale, Page, PageQuerySet
from wagtail.search.query import Phrase, PlainText

from diemcau.newsroom.models.searchable import SearchablePage
from diemcau.newsroom.search.words import Piece, Question, closeness, excerpt, highlighted

MOST_HITS = 500


@dataclass(frozen=True, kw_only=True)
class Hits:
    """Primary keys, best first. `has_all_words`: False when only some of the words were found anywhere."""

    pages: tuple[int, ...]
    has_all_words: bool


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A page as the list of results shows it."""

    page: Page
    at: datetime
    title: Sequence[Piece]
    excerpt: Sequence[Piece]


def search(question: Question, *, locale: Locale) -> Hits:
    """Published pages in a language, open to everybody, that hold all words; if none does, that hold any."""
    if not question.words:
        return Hits(pages=(), has_all_words=True)
    pages = _published(locale)
    exact = _ranked(pages, question, operator="and")
    if exact or len(question.words) == 1:
        return Hits(pages=exact, has_all_words=True)
    return Hits(pages=_ranked(pages, question, operator="or"), has_all_words=False)


def hits_shown(question: Question, pages: Sequence[int]) -> list[Hit]:
    """Pages by primary key as results, in the given order."""
    found = {page.pk: page for page in Page.objects.filter(pk__in=pages).specific()}
    return [_shown(found[pk], question) for pk in pages if pk in found]


def _published(locale: Locale) -> PageQuerySet:
    kinds = [model for model in apps.get_models() if issubclass(model, SearchablePage)]
    return Page.objects.live().public().filter(locale=locale).type(*kinds)


def _ranked(pages: PageQuerySet, question: Question, *, operator: str) -> tuple[int, ...]:
    newest: Any = pages.search(PlainText(question.phrase, operator=operator), order_by="-first_published_at")
    found = newest.get_queryset().values_list("pk", "title")[:MOST_HITS]
    phrases = set(pages.search(Phrase(question.phrase)).get_queryset().values_list("pk", flat=True))
    closest = sorted(found, key=lambda row: closeness(question, row[1], has_phrase=row[0] in phrases))
    return tuple(pk for pk, _ in closest)


def _shown(page: Any, question: Question) -> Hit:
    text = excerpt(page.plain_text(), question.words)
    return Hit(
        page=page,
        at=page.dated_at(),
        title=highlighted(page.title, question.words),
        excerpt=highlighted(text, question.words),
    )
