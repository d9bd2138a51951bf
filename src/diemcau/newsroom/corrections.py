# SPDX-License-Identifier: Apache-2.0
"""Reading published corrections: for the box on the page, the archive, the feeds and the structured data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import Page, PageQuerySet

from diemcau.newsroom.models import CorrectionState, CorrectionText, NewsArticlePage
from diemcau.newsroom.models.open_pages import open_to_everybody

# What an archive shows of an article: a word that changes elsewhere in it changes no archive.
_NAMED = ("title", "slug", "path", "depth", "url_path", "locale", "translation_key")


@dataclass(frozen=True, kw_only=True)
class ShownCorrection:
    """A published correction as one language's readers see it. `seq` is None where no record stands behind it."""

    number: int
    page: NewsArticlePage
    made_at: datetime
    seq: int | None
    wrong: str
    right: str
    reason: str

    @property
    def anchor(self) -> str:
        """Its id on the article's page and in the archive."""
        return f"dinh-chinh-{self.number}"


def corrections_of(page: NewsArticlePage) -> list[ShownCorrection]:
    """The article's corrections in its own language, newest first. One query."""
    texts = _published(page.locale.language_code).filter(correction__article_key=page.translation_key)
    return [_shown(text, page) for text in texts]


def latest_corrections(language: str, *, limit: int, below: Page | None = None) -> list[ShownCorrection]:
    """The newest corrections of articles that are open to everybody in this language. Two queries.

    `below`: the page under which the articles stand; None: wherever they stand.
    """
    return with_articles(correction_texts(language, below=below)[:limit], language)


def correction_texts(language: str, *, below: Page | None = None) -> QuerySet[CorrectionText]:
    """All that the archive of a language holds, newest first, to be paged and then shown `with_articles`."""
    articles = _open_articles(language)
    open_articles = (articles.descendant_of(below) if below else articles).order_by().values("translation_key")
    return _published(language).filter(correction__article_key__in=open_articles)


def with_articles(texts: Iterable[CorrectionText], language: str) -> list[ShownCorrection]:
    """Texts of the archive with their articles put to them. One query more."""
    texts = list(texts)
    keys = {text.correction.article_key for text in texts}
    pages = {page.translation_key: page for page in _open_articles(language).filter(translation_key__in=keys)}
    return [_shown(text, pages[text.correction.article_key]) for text in texts if text.correction.article_key in pages]


def _published(language: str) -> QuerySet[CorrectionText]:
    return (
        CorrectionText.objects.filter(language=language, correction__state=CorrectionState.PUBLISHED)
        .select_related("correction")
        .order_by("-correction__made_at", "-correction__pk")
    )


def _open_articles(language: str) -> PageQuerySet:
    return open_to_everybody(NewsArticlePage.objects.filter(locale__language_code=language)).only(*_NAMED)


def _shown(text: CorrectionText, page: NewsArticlePage) -> ShownCorrection:
    made_at = text.correction.made_at
    if made_at is None:
        raise ValueError(f"correction {text.correction.pk} is published without a time")
    return ShownCorrection(
        number=text.correction.pk,
        page=page,
        made_at=made_at,
        seq=text.correction.seq,
        wrong=text.wrong,
        right=text.right,
        reason=text.reason,
    )
