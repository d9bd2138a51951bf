# SPDX-License-Identifier: Apache-2.0
"""The correction that the record drafts when a published figure no longer holds. Only a person publishes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from diemcau.newsroom.figure_labels import Bilingual, label_of
from diemcau.newsroom.models import Correction, CorrectionState, CorrectionText, NewsArticlePage, RecordDrift
from diemcau.newsroom.wording import wording_of

LANGUAGES = ("vi", "en")
_REASON = Bilingual(
    vi="Nhật ký hội nghị có thêm mục sau khi bài được đăng; số liệu đúng theo mục số {seq}.",
    en="The conference's journal went on after the article was published; the figures hold at entry {seq}.",
)


def draft_correction(page: NewsArticlePage, drifts: Sequence[RecordDrift], *, now: datetime) -> Correction:
    """Draft one correction of all these figures, for all languages of the article.

    A draft that the record wrote before and nobody has taken up is written anew; one that somebody
    has is left alone, and a second stands beside it.
    """
    seq = max(drift.now_seq for drift in drifts)
    correction = _own_draft(page) or Correction(article_key=page.translation_key)
    correction.drafted_at, correction.seq = now, seq
    correction.texts = [
        CorrectionText(
            language=language,
            wrong=_told(drifts, language, is_right=False),
            right=_told(drifts, language, is_right=True),
            reason=_REASON.of(language).format(seq=wording_of(language).whole_number(seq)),
        )
        for language in LANGUAGES
    ]
    correction.save()
    return correction


def _own_draft(page: NewsArticlePage) -> Correction | None:
    drafts = Correction.objects.filter(article_key=page.translation_key, state=CorrectionState.DRAFTED)
    own: Correction | None = drafts.filter(author=None, seq__isnull=False).first()
    return own


def _told(drifts: Sequence[RecordDrift], language: str, *, is_right: bool) -> str:
    """Figures with their values in one line: `Đại biểu tham dự: 8; Vắng: 1.`."""
    number = wording_of(language).whole_number
    counts = (
        f"{label_of(one.name).name.of(language)}: {number(one.now if is_right else one.stated)}" for one in drifts
    )
    return "; ".join(counts) + "."
