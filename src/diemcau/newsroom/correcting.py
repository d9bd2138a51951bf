# SPDX-License-Identifier: Apache-2.0
"""Publishing a correction: the articles in all their languages, the box and the archive, in one step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from diemcau.newsroom.drift import bind_anew
from diemcau.newsroom.models import Correction, CorrectionState, NewsArticlePage
from diemcau.newsroom.review.approving import Reviewer, approve, submit
from diemcau.newsroom.review.authors import changes_since_published
from diemcau.newsroom.review.refusals import (
    AuthorMayNotReview,
    CorrectionIsPublished,
    CorrectionLacksLanguage,
    NothingToCorrect,
)


@transaction.atomic
def publish_correction(correction: Correction, *, by: Any, at: datetime) -> None:
    """Publish a correction, approved by the account `by`, and its article in every language in which it is out.

    From the record (`seq`): what readers see now, with the figures bound anew; drafts of editors wait on.
    From an editor: the editors' newest text, or if nobody changed one, what readers see now.

    Raises: CorrectionIsPublished, AuthorMayNotReview, CorrectionLacksLanguage, NothingToCorrect,
        and what the guard of publication raises: then nothing is published in any language.
    """
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.state == CorrectionState.PUBLISHED:
        raise CorrectionIsPublished
    if correction.author_id == by.pk:
        raise AuthorMayNotReview
    reasons = {text.language: text.reason for text in correction.texts.all()}
    missing = [name for code, name in settings.LANGUAGES if code not in reasons]
    if missing:
        raise CorrectionLacksLanguage(languages=", ".join(missing))
    pages = list(NewsArticlePage.objects.live().filter(translation_key=correction.article_key).order_by("pk"))
    if not pages:
        raise NothingToCorrect
    correction.state, correction.made_at, correction.reviewer = CorrectionState.PUBLISHED, at, by
    correction.save()
    for page in pages:
        with override(page.locale.language_code):
            _publish(page, correction, reason=reasons[page.locale.language_code], by=by)


def _publish(page: NewsArticlePage, correction: Correction, *, reason: str, by: Any) -> None:
    waiting = _drafts(page) if correction.seq is not None else []
    words = page if correction.seq is not None else page.get_latest_revision_as_object()
    if correction.seq is not None:
        bind_anew(words)
    words.change_reason = reason
    words.save_revision(user=correction.author, log_action=True)
    page.refresh_from_db()
    approve(submit(page, user=correction.author), reviewer=Reviewer(user=by))
    for draft in waiting:
        _keep_waiting(draft)


def _drafts(page: NewsArticlePage) -> list[tuple[NewsArticlePage, Any]]:
    latest = page.get_latest_revision()
    if latest is None:
        return []
    changes = changes_since_published(latest).select_related("user")
    return [(change.as_object(), change.user) for change in changes]


def _keep_waiting(draft: tuple[NewsArticlePage, Any]) -> None:
    """Put an editor's draft after the corrected text, with its author, bound to the same figures."""
    words, user = draft
    bind_anew(words)
    words.save_revision(user=user, clean=False)
