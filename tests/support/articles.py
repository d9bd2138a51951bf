# SPDX-License-Identifier: Apache-2.0
"""Articles that tests put before readers, by the newsroom's own way: written by one, approved by another."""

from __future__ import annotations

from typing import Any

from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.review.approving import Reviewer, approve, submit

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
