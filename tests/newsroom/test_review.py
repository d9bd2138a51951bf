# SPDX-License-Identifier: Apache-2.0
"""Nobody publishes what they wrote: tried at each way to the readers, in Wagtail's own views where it has one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page, TaskState, WorkflowState

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.models import IndependentReviewState, NewsArticlePage
from diemcau.newsroom.review.approving import Reviewer, approve, submit
from diemcau.newsroom.review.refusals import (
    ArticleHasEdits,
    ArticleIsNotReviewed,
    AuthorMayNotReview,
    PublishedAroundReview,
    ReasonIsMissing,
    TextChangedSinceReview,
)
from support.articles import REVIEWER, put_live
from support.newsroom_people import address, article_form, signed_in

LEAD = "Đã có [[delegates.attended]] đại biểu dự hội nghị."


def edited(page: NewsArticlePage, author: User, *, reason: str = "Viết lại sapo") -> NewsArticlePage:
    """The author's new text, saved in the editor."""
    client = signed_in(author)
    answer = client.post(address("edit", page), article_form(page, lead=LEAD, change_reason=reason))
    assert answer.status_code == 302
    saved: NewsArticlePage = NewsArticlePage.objects.get(pk=page.pk)
    return saved


def pressed(client: Client, page: NewsArticlePage, button: str, **more: str) -> str:
    """What the editor's form says after a button was pressed."""
    form = article_form(page, lead=LEAD, change_reason="Viết lại sapo") | {button: "1"} | more
    return sent(client, address("edit", page), form)


def sent(client: Client, form: str, fields: dict[str, str]) -> str:
    """The page after a form was sent from its own address."""
    return client.post(form, fields, follow=True, headers={"referer": f"http://testserver{form}"}).content.decode()


def decision(action: str, state: IndependentReviewState) -> str:
    """Where the admin's dialogue sends a decision."""
    return reverse("wagtailadmin_pages:workflow_action", args=(state.revision.object_id, action, state.pk))


def read(page: NewsArticlePage) -> str:
    return Client().get(page.url).content.decode()


def is_out(page: NewsArticlePage) -> bool:
    return "đại biểu dự hội nghị." in read(page)


def test_an_editor_is_shown_no_publish_button_and_a_forged_one_does_nothing(
    report: NewsArticlePage, editor: User
) -> None:
    client = signed_in(editor)
    page = client.get(address("edit", report)).content.decode()
    assert "action-publish" not in page
    assert "action-submit" in page
    pressed(client, report, "action-publish")
    assert not is_out(report)


def test_a_superuser_who_presses_publish_is_told_that_nobody_reviewed(report: NewsArticlePage, superuser: User) -> None:
    client = signed_in(superuser)
    assert "action-publish" not in client.get(address("edit", report)).content.decode()
    assert "chưa được người khác duyệt" in pressed(client, report, "action-publish")
    assert not is_out(report)


def test_a_reviewer_approves_what_an_editor_submitted(report: NewsArticlePage, editor: User, reviewer: User) -> None:
    pressed(signed_in(editor), report, "action-submit")
    assert not is_out(report)
    state = IndependentReviewState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    assert 'data-workflow-action-name="approve"' in signed_in(reviewer).get(address("edit", report)).content.decode()
    signed_in(reviewer).post(decision("approve", state))
    state.refresh_from_db()
    assert (state.status, state.finished_by) == (TaskState.STATUS_APPROVED, reviewer)
    assert is_out(report)


def test_an_author_who_is_a_superuser_cannot_approve_their_own(report: NewsArticlePage, superuser: User) -> None:
    client = signed_in(superuser)
    pressed(client, report, "action-submit")
    state = IndependentReviewState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    client.post(decision("approve", state))
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    with pytest.raises(AuthorMayNotReview):
        approve(state, reviewer=Reviewer(user=superuser))
    assert not is_out(report)


def test_whoever_changed_any_revision_since_the_last_publication_is_an_author(
    report: NewsArticlePage, editor: User, superuser: User
) -> None:
    page = edited(edited(report, superuser), editor)
    state = submit(page, user=editor)
    with pytest.raises(AuthorMayNotReview):
        approve(state, reviewer=Reviewer(user=superuser))


def test_an_author_under_another_spelling_of_their_name_is_refused(report: NewsArticlePage, editor: User) -> None:
    editor.first_name, editor.last_name = "Khôi", "Hoàng"
    editor.save()
    state = submit(edited(report, editor), user=editor)
    with pytest.raises(AuthorMayNotReview):
        approve(state, reviewer=Reviewer(name="KHOI HOANG"))


def test_after_a_publication_its_author_may_review_the_next_ones_text(
    report: NewsArticlePage, editor: User, superuser: User
) -> None:
    page = put_live(edited(report, superuser), author=superuser)
    approve(submit(edited(page, editor), user=editor), reviewer=Reviewer(user=superuser))
    assert is_out(report)


def test_a_text_that_was_changed_after_it_was_submitted_is_not_approved(report: NewsArticlePage, editor: User) -> None:
    page = edited(report, editor)
    state = submit(page, user=editor)
    page = page.get_latest_revision_as_object()
    page.lead = "Câu khác."
    page.save_revision(user=editor)
    with pytest.raises(TextChangedSinceReview):
        approve(state, reviewer=REVIEWER)


def test_a_revision_that_was_overwritten_after_its_approval_is_not_published(
    report: NewsArticlePage, editor: User
) -> None:
    page = edited(report, editor).get_latest_revision_as_object()
    page.go_live_at = SystemClock().now() + timedelta(hours=1)
    put_live(page, author=editor)
    revision = page.get_latest_revision()
    revision.content["lead"] = "Câu đã bị tráo."
    revision.save()
    with pytest.raises(ArticleIsNotReviewed):
        revision.publish()


def test_an_article_sent_back_needs_changes_and_keeps_the_comment(
    report: NewsArticlePage, editor: User, reviewer: User
) -> None:
    pressed(signed_in(editor), report, "action-submit")
    state = IndependentReviewState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    signed_in(reviewer).post(decision("reject", state), {"comment": "Thiếu tên diễn giả"})
    state.refresh_from_db()
    assert (state.status, state.comment) == (TaskState.STATUS_REJECTED, "Thiếu tên diễn giả")
    assert state.workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert not is_out(report)


def test_from_the_second_publication_on_a_reason_is_needed(report: NewsArticlePage, editor: User) -> None:
    state = submit(edited(report, editor, reason=""), user=editor)
    with pytest.raises(ReasonIsMissing):
        approve(state, reviewer=REVIEWER)
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


def test_bulk_publishing_asks_too(report: NewsArticlePage, editor: User, superuser: User) -> None:
    edited(report, editor)
    bulk = f"/admin/bulk/wagtailcore/page/publish/?id={report.pk}"
    assert "chưa được người khác duyệt" in sent(signed_in(superuser), bulk, {})
    assert not is_out(report)


def test_wagtails_own_command_for_scheduled_pages_asks_too(report: NewsArticlePage, editor: User) -> None:
    revision = edited(report, editor).get_latest_revision()
    revision.approved_go_live_at = SystemClock().now() - timedelta(minutes=1)
    revision.save()
    with pytest.raises(ArticleIsNotReviewed):
        call_command("publish_scheduled")
    assert not is_out(report)


def test_a_live_copy_is_refused_and_leaves_no_page(report: NewsArticlePage, superuser: User) -> None:
    pages = Page.objects.count()
    parent = report.get_parent()
    copy = {"new_title": "Bản sao", "new_slug": "sao", "new_parent_page": str(parent.pk), "publish_copies": "1"}
    assert "chỉ được đăng qua bước duyệt" in sent(signed_in(superuser), address("copy", report), copy)
    assert Page.objects.count() == pages
    with pytest.raises(PublishedAroundReview):
        CopyPageAction(report, to=parent, keep_live=True, update_attrs={"slug": "khac"}).execute()


def test_an_alias_is_refused(report: NewsArticlePage) -> None:
    with pytest.raises(PublishedAroundReview):
        report.create_alias(update_slug="ban-sao")


def test_going_back_to_an_older_revision_is_a_text_of_whoever_did_it(
    report: NewsArticlePage, editor: User, superuser: User
) -> None:
    first = report.get_latest_revision()
    page = put_live(edited(report, editor), author=editor)
    reverted = article_form(page, lead="Câu cũ.", change_reason="Trở lại bản trước") | {"action-publish": "1"}
    back = f"/admin/pages/{page.pk}/revisions/{first.pk}/revert/"
    signed_in(superuser).post(back, reverted)
    signed_in(superuser).post(address("edit", page), reverted | {"revision": str(first.pk)})
    assert "Câu cũ." not in read(page)


def test_a_row_that_is_saved_as_live_is_refused(report: NewsArticlePage) -> None:
    report.unpublish(set_expired=True)
    page = NewsArticlePage.objects.get(pk=report.pk)
    page.live = True
    with pytest.raises(PublishedAroundReview):
        page.save()
    draft = NewsArticlePage(title="Tin", slug="tin", lead="Tin.", reported_at=page.reported_at, live=True)
    with pytest.raises(PublishedAroundReview):
        page.get_parent().add_child(instance=draft)


def test_the_records_own_draft_goes_out_by_the_first_who_approves_it(report: NewsArticlePage) -> None:
    state = IndependentReviewState.objects.get(revision=report.live_revision)
    assert (state.reviewer_name, state.finished_by, state.status) == (
        "Ban tổ chức hội nghị",
        None,
        TaskState.STATUS_APPROVED,
    )
    assert report.live


def test_the_records_draft_that_a_person_changed_waits_for_review(report: NewsArticlePage, editor: User) -> None:
    edited(report, editor)
    conference = report.conference
    assert conference is not None
    conference.name = "Hội nghị tập huấn"
    conference.save()
    with pytest.raises(ArticleHasEdits):
        publish_report(conference)
    assert (
        NewsArticlePage.objects.get(locale__language_code="vi").title
        == "Hội nghị tập huấn công tác Thông tin đối ngoại"
    )
