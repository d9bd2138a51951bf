# SPDX-License-Identifier: Apache-2.0
"""Taking an article down, in every language at once, so that its address says so; and what happens in other ways.

Nothing that readers have seen falls silent: a page goes off by a take-down or at the end of its own time, and
isn't deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, ReferenceIndex

from diemcau.newsroom.models import (
    FactCheckPage,
    IncidentNoticePage,
    NewsArticlePage,
    NewsPicture,
    TakeDown,
    TakeDownNotice,
)
from diemcau.newsroom.models.takedowns import leaves_notice, standing_notice
from diemcau.newsroom.review.refusals import (
    NothingToTakeDown,
    PublishedIsNotDeleted,
    TakeDownLacksLanguage,
    TakenOffWithoutNotice,
)

MAY_BE_TAKEN_DOWN = (NewsArticlePage, FactCheckPage, IncidentNoticePage)


@transaction.atomic
def take_down(decision: TakeDown, page: Page, *, by: Any, at: datetime) -> TakeDown:
    """Take a page and its translations down, for the reasons that the unsaved decision gives.

    The pictures' files go too, but for those that another page shows.
    Raises: as `require_take_down`; then every page stays.
    """
    pages = require_take_down(decision, page)
    decision.article_key, decision.by, decision.taken_down_at = page.translation_key, by, at
    decision.save()
    for one in pages:
        decision.notices.create(
            page=one,
            language=one.locale.language_code,
            headline=one.title,
            published_at=one.first_published_at or at,
        )
        if one.current_workflow_state is not None:
            one.current_workflow_state.cancel(user=by)
        UnpublishPageAction(one, user=by).execute(skip_permission_checks=True)  # reviewers have no right over pages
    _withdraw_pictures(one for one in pages if isinstance(one, NewsArticlePage))
    return decision


def require_take_down(decision: TakeDown, page: Page) -> list[Page]:
    """The pages that go. Raises: NothingToTakeDown, TakeDownLacksLanguage."""
    pages = [one.specific for one in Page.objects.live().filter(translation_key=page.translation_key).order_by("pk")]
    if not pages:
        raise NothingToTakeDown
    out = {one.locale.language_code for one in pages}
    missing = [name for code, name in settings.LANGUAGES if code in out and not all(decision.said(code))]
    if missing:
        raise TakeDownLacksLanguage(languages=", ".join(missing))
    return pages


def lift_notice(**signal: Any) -> None:
    """Wagtail's `published`: a page that is out again has no notice in its place."""
    page = signal["instance"]
    if page.live:
        TakeDownNotice.objects.filter(page_id=page.pk, lifted_at=None).update(lifted_at=page.last_published_at)


def guard_going_off(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Django's `pre_save`: whoever takes a page off its address leaves a notice. Raises: TakenOffWithoutNotice."""
    fields = kwargs.get("update_fields")
    if instance.live or instance.expired or kwargs.get("raw") or (fields is not None and "live" not in fields):
        return
    if not leaves_notice(instance):
        return
    if sender.objects.filter(pk=instance.pk, live=True).exists() and standing_notice(instance) is None:
        raise TakenOffWithoutNotice(title=instance.title)


def guard_deleting(instance: Page, **_signal: Any) -> None:
    """Django's `pre_delete`, for a page alone or with its section. Raises: PublishedIsNotDeleted."""
    if instance.first_published_at is not None:
        raise PublishedIsNotDeleted(title=instance.title)


def _withdraw_pictures(pages: Iterable[NewsArticlePage]) -> None:
    """Remove what was made of pictures that no live page shows: it is made anew if they are published again."""
    pictures = {picture for page in pages for picture in page.pictures()}
    for picture in pictures:
        if not _is_shown(picture):
            picture.renditions.all().delete()


def _is_shown(picture: NewsPicture) -> bool:
    references = ReferenceIndex.get_references_to(picture).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = [int(pk) for pk in references.values_list("object_id", flat=True)]
    return bool(Page.objects.live().filter(pk__in=pages).exists())
