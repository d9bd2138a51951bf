# SPDX-License-Identifier: Apache-2.0
"""Articles that tests put before readers, by the newsroom's own way: written by one, approved by another."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.models import NewsArticlePage, NewsPicture, TakeDown
from diemcau.newsroom.review.approving import Reviewer, approve, submit
from diemcau.newsroom.takedown import take_down
from support.pictures import coded, drawn

REVIEWER = Reviewer(name="Đặng Thu Duyệt")


def put_live(page: NewsArticlePage, *, reason: str = "Bổ sung", author: Any = None) -> NewsArticlePage:
    """Save the page as it is, have somebody else approve it, and return it as it stands then.

    With an embargo (`go_live_at`) it is approved and waits. `reason` counts from the second publication on.
    """
    page.change_reason = reason
    page.save_revision(user=author)
    approve(submit(page, user=author), reviewer=REVIEWER)
    page.refresh_from_db()
    return page


def stored_picture(name: str) -> NewsPicture:
    """A picture with caption and alternative text, as an editor uploads it."""
    file = ContentFile(coded(drawn()), name=f"{name}.jpg")
    picture: NewsPicture = NewsPicture.objects.create(title=name, caption="Hội trường", description="Ảnh", file=file)
    return picture


def taken_down(page: Page, *, by: Any = None) -> TakeDown:
    """Take the page and its translations down, for reasons of the test's own."""
    return take_down(decision(), page, by=by, at=SystemClock().now())


def decision() -> TakeDown:
    """An unsaved decision with a reason in both languages."""
    return TakeDown(
        office_vi="Ban biên tập",
        reason_vi="Bài nêu tên một học sinh.",
        office_en="The editorial office",
        reason_en="The article named a pupil.",
    )
