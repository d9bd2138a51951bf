# SPDX-License-Identifier: Apache-2.0
"""A reviewer without an account: one link, one text, one decision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.models import IndependentReviewState, NewsArticlePage, ReviewLink
from diemcau.newsroom.review.approving import submit
from diemcau.newsroom.review.links import issue_review_link, review_token, revoke_review_link
from diemcau.newsroom.schedule import publish_due
from support.newsroom_people import signed_in

LEAD = "Có [[delegates.attended]] đại biểu dự họp."


def issued(page: NewsArticlePage, author: User, *, embargo: timedelta | None = None) -> ReviewLink:
    page.lead, page.change_reason = LEAD, "Viết gọn lại"
    page.go_live_at = SystemClock().now() + embargo if embargo else None
    page.save_revision(user=author)
    state = submit(page, user=author)
    return issue_review_link(state.revision, reviewer="Trần Thị Duyệt", issued_by=author, at=SystemClock().now())


def address(link: ReviewLink) -> str:
    return f"/review/{review_token(link)}/"


def approve(link: ReviewLink, client: Client | None = None) -> int:
    return (client or Client()).post(address(link), {"decision": "approve"}).status_code


def is_out(page: NewsArticlePage) -> bool:
    return "đại biểu dự họp" in Client().get(page.url).content.decode()


def test_the_page_shows_text_changes_and_figures_and_is_kept_by_nobody(report: NewsArticlePage, editor: User) -> None:
    link = issued(report, editor)
    answer = Client().get(address(link))
    page = answer.content.decode()
    for words in ("Trần Thị Duyệt", "Viết gọn lại", "<ins>", "<del>", "Đại biểu tham dự: 6", "Duyệt trước khi đăng"):
        assert words in page
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    shown = Client().get(f"{address(link)}page/")
    assert "đại biểu dự họp" in shown.content.decode()
    assert "noindex" in shown["X-Robots-Tag"]
    assert not is_out(report)


def test_approval_publishes_and_is_recorded_with_the_reviewers_name(report: NewsArticlePage, editor: User) -> None:
    link = issued(report, editor)
    assert approve(link) == 302
    assert is_out(report)
    state = IndependentReviewState.objects.latest("pk")
    assert (state.reviewer_name, state.status, state.finished_by) == ("Trần Thị Duyệt", "approved", None)
    assert approve(link) == 409
    assert "Xin cảm ơn" in Client().get(address(link)).content.decode()


def test_sending_back_needs_a_comment(report: NewsArticlePage, editor: User) -> None:
    link = issued(report, editor)
    assert Client().post(address(link), {"decision": "reject"}).status_code == 422
    assert Client().post(address(link), {"decision": "reject", "comment": "Sai tên"}).status_code == 302
    state = IndependentReviewState.objects.latest("pk")
    assert (state.status, state.comment) == ("rejected", "Sai tên")
    assert not is_out(report)


@pytest.mark.parametrize("how", ["revoked", "expired", "forged"])
def test_a_link_that_is_not_good_opens_nothing(report: NewsArticlePage, editor: User, how: str) -> None:
    link = issued(report, editor)
    where = address(link)
    if how == "revoked":
        revoke_review_link(link, at=SystemClock().now())
    elif how == "expired":
        ReviewLink.objects.update(expires_at=SystemClock().now() - timedelta(seconds=1))
    else:
        where = where.replace(link.uuid.hex, "0" * 32)
    assert Client().get(where).status_code == (404 if how == "forged" else 410)
    assert Client().get(f"{where}page/").status_code == (404 if how == "forged" else 410)
    assert Client().post(where, {"decision": "approve"}).status_code == (404 if how == "forged" else 410)
    assert not is_out(report)


def test_a_link_to_an_older_text_says_so_and_approves_nothing(report: NewsArticlePage, editor: User) -> None:
    link = issued(report, editor)
    newer = report.get_latest_revision_as_object()
    newer.lead = "Khác."
    newer.save_revision(user=editor)
    assert "thay đổi sau khi cấp liên kết" in Client().get(address(link)).content.decode()
    assert approve(link) == 409
    assert not is_out(report)


def test_an_author_who_opens_the_link_signed_in_is_refused(report: NewsArticlePage, editor: User) -> None:
    assert approve(issued(report, editor), signed_in(editor)) == 403
    assert not is_out(report)


def test_an_approved_article_waits_for_its_hour(report: NewsArticlePage, editor: User) -> None:
    approve(issued(report, editor, embargo=timedelta(hours=2)))
    now = SystemClock().now()
    assert publish_due(now=now) == 0
    assert not is_out(report)


def test_an_editor_issues_and_revokes_a_link_in_the_admin(report: NewsArticlePage, editor: User) -> None:
    report.lead, report.change_reason = LEAD, "Viết gọn lại"
    report.save_revision(user=editor)
    client = signed_in(editor)
    form = {"article": report.pk, "reviewer": "Trần Thị Duyệt", "days": "3"}
    assert client.post("/admin/newsroom-review-links/new/", form).status_code == 302
    link = ReviewLink.objects.get()
    assert link.issued_by == editor
    edit = f"/admin/newsroom-review-links/edit/{link.pk}/"
    assert address(link) in client.get(edit).content.decode()
    client.post(edit, {"revoke": "on"})
    assert Client().get(address(link)).status_code == 410
