# SPDX-License-Identifier: Apache-2.0
"""Published corrections, as box, archive and feeds read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.corrections import corrections_of, latest_corrections
from diemcau.newsroom.models import Correction, CorrectionState, CorrectionText, NewsArticlePage
from factories.closed_conference import closed_conference

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 1, 2, 0, tzinfo=UTC)


def correction(page: NewsArticlePage, *, right: str, made_at: datetime | None = None) -> Correction:
    state = CorrectionState.PUBLISHED if made_at else CorrectionState.DRAFTED
    made: Correction = Correction.objects.create(
        article_key=page.translation_key, drafted_at=AT, made_at=made_at, state=state, seq=42
    )
    for language in ("vi", "en"):
        CorrectionText.objects.create(correction=made, language=language, wrong="6", right=right, reason=language)
    return made


def test_an_article_shows_its_published_corrections_newest_first_in_its_own_language() -> None:
    page = publish_report(closed_conference())
    correction(page, right="7", made_at=AT)
    correction(page, right="9")
    correction(page, right="8", made_at=AT + timedelta(hours=1))
    assert [(one.right, one.reason, one.seq) for one in corrections_of(page)] == [("8", "vi", 42), ("7", "vi", 42)]


def test_the_archive_lists_articles_that_readers_may_open() -> None:
    page = publish_report(closed_conference())
    correction(page, right="7", made_at=AT)
    assert [one.page.pk for one in latest_corrections("vi", limit=5)] == [page.pk]
    english = page.get_translations().get().specific
    assert [one.page.pk for one in latest_corrections("en", limit=5)] == [english.pk]
    english.unpublish(set_expired=True)
    assert latest_corrections("en", limit=5) == []
    page.unpublish(set_expired=True)
    assert latest_corrections("vi", limit=5) == []
