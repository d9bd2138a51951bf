# SPDX-License-Identifier: Apache-2.0
"""The one guard of publication: every way by which an article, a fact check or a notice reaches its readers asks it.

Asked by the article's own `publish` (scheduled, bulk, workflow, translation, our reports), by the admin's
publish button before it acts, and at last by the row itself before it is saved as live.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.timezone import localtime
from wagtail.models import Page, Revision

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.against_record import require_numbers_of_record
from diemcau.newsroom.models.takedowns import leaves_notice, standing_notice
from diemcau.newsroom.notices.refusals import NoticeIsSilent
from diemcau.newsroom.review.authors import authors_of, content_digest
from diemcau.newsroom.review.refusals import (
    ArticleIsNotReviewed,
    AuthorMayNotReview,
    PageIsTakenDown,
    PublishedAroundReview,
    ReasonIsMissing,
    TwinIsEmbargoed,
)

if TYPE_CHECKING:
    from diemcau.newsroom.models import IncidentNoticePage, IndependentReviewState, NewsArticlePage


def require_publishable(page: Page, revision: Revision) -> None:
    """Let a revision of an article, a fact check or a notice pass to its readers, now or at its hour.

    Raises: PublishedAroundReview, PageIsTakenDown, ArticleIsNotReviewed, AuthorMayNotReview, ReasonIsMissing,
    TwinIsEmbargoed, NumberContradictsRecord, NoticeIsSilent.
    """
    reviewed: Page = revision.as_object()
    if reviewed.pk != page.pk:
        raise PublishedAroundReview(title=page.title)
    notice = standing_notice(page)
    if notice is not None and revision.created_at <= notice.take_down.taken_down_at:
        raise PageIsTakenDown(title=page.title)
    _require_review(reviewed, revision)
    if isinstance(reviewed, apps.get_model("newsroom", "NewsArticlePage")):
        _require_reason(reviewed, revision, is_put_back=notice is not None)
        _require_no_embargo_elsewhere(reviewed)
        require_numbers_of_record(reviewed)
    elif isinstance(reviewed, apps.get_model("newsroom", "IncidentNoticePage")):
        _require_words(reviewed)


def approval_of(revision: Revision) -> IndependentReviewState | None:
    """The approval of exactly this revision's present content; None if there is none."""
    states = apps.get_model("newsroom", "IndependentReviewState").objects
    approved = states.filter(revision=revision, status="approved", digest=content_digest(revision))
    last: IndependentReviewState | None = approved.order_by("pk").last()
    return last


def guard_row(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Django's `pre_save`: whatever saves the row, it goes live only by a revision that may.

    Raises: as `require_publishable`.
    """
    fields = kwargs.get("update_fields")
    if (
        not instance.live
        or kwargs.get("raw")
        or not leaves_notice(instance)
        or (fields is not None and not {"live", "live_revision"} & set(fields))
    ):
        return
    stored = sender.objects.filter(pk=instance.pk).values("live", "live_revision_id").first()
    if stored and stored["live"] and stored["live_revision_id"] == instance.live_revision_id:
        return
    if instance.live_revision is None or stored is None:
        raise PublishedAroundReview(title=instance.title)
    require_publishable(instance, instance.live_revision)


def _require_review(page: Page, revision: Revision) -> None:
    approval = approval_of(revision)
    if approval is None:
        raise ArticleIsNotReviewed(title=page.title)
    if approval.finished_by_id in authors_of(revision):
        raise AuthorMayNotReview


def _require_words(notice: IncidentNoticePage) -> None:
    if not notice.what_was_done.strip():
        raise NoticeIsSilent(title=notice.title)


def _require_reason(article: NewsArticlePage, revision: Revision, *, is_put_back: bool) -> None:
    again = is_put_back or article.published_versions.exclude(revision=revision).exists()
    if again and not article.change_reason.strip():
        raise ReasonIsMissing(title=article.title)


def _require_no_embargo_elsewhere(article: NewsArticlePage) -> None:
    until = embargo_of_twins(article, now=SystemClock().now())
    if until is not None and (article.go_live_at is None or article.go_live_at < until):
        raise TwinIsEmbargoed(title=article.title, until=f"{localtime(until):%H:%M %d/%m/%Y}")


def embargo_of_twins(article: NewsArticlePage, *, now: datetime) -> datetime | None:
    """Until when another language's page of an article that nobody has read yet is held back; None: it isn't."""
    twins = type(article).objects.filter(translation_key=article.translation_key)
    if twins.filter(first_published_at__isnull=False).exists():
        return None
    held = twins.exclude(pk=article.pk).filter(live=False, go_live_at__gt=now)
    return max((twin.go_live_at for twin in held), default=None)
