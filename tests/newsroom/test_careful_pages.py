# SPDX-License-Identifier: Apache-2.0
"""Correcting, scheduling and the public history, as readers see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import PageLogEntry, Revision

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.correcting import publish_correction
from diemcau.newsroom.differences import Piece, changes
from diemcau.newsroom.models import Correction, CorrectionState, CorrectionText, IndependentReviewState, NewsArticlePage
from diemcau.newsroom.review.approving import submit
from diemcau.newsroom.review.refusals import AuthorMayNotReview, CorrectionIsPublished, CorrectionLacksLanguage
from diemcau.newsroom.schedule import HELD, publish_due
from support.articles import put_live
from support.newsroom_people import signed_in


def drafted(page: NewsArticlePage, author: User | None, *languages: str, seq: int | None = None) -> Correction:
    made: Correction = Correction.objects.create(
        article_key=page.translation_key, drafted_at=SystemClock().now(), author=author, seq=seq
    )
    for language in languages:
        words = {"wrong": "6 đại biểu", "right": "7 đại biểu", "reason": "Đếm lại"}
        CorrectionText.objects.create(correction=made, language=language, **words)
    return made


def html(url: str) -> BeautifulSoup:
    answer = Client().get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.content, "html.parser")


def test_a_correction_is_published_by_another_in_box_archive_and_history(
    report: NewsArticlePage, editor: User, reviewer: User
) -> None:
    correction = drafted(report, editor, "vi", "en")
    with pytest.raises(AuthorMayNotReview):
        publish_correction(correction, by=editor, at=SystemClock().now())
    assert html(report.url).select(".corrections") == []
    publish_correction(correction, by=reviewer, at=SystemClock().now())
    for url in (report.url, "/dinh-chinh/"):
        shown = html(url).select_one(".correction")
        assert shown is not None
        assert [dd.get_text() for dd in shown.select("dd")] == ["6 đại biểu", "7 đại biểu", "Đếm lại"]
    assert [str(p.get_text()) for p in html(f"{report.url}history/").select(".reason")] == ["Đếm lại", "Đăng lần đầu"]
    with pytest.raises(CorrectionIsPublished):
        publish_correction(correction, by=reviewer, at=SystemClock().now())


def test_the_records_correction_leaves_an_editors_draft_unpublished_and_waiting(
    report: NewsArticlePage, editor: User, reviewer: User
) -> None:
    report.lead = "Câu đang viết dở."
    report.save_revision(user=editor)
    page = NewsArticlePage.objects.get(pk=report.pk)
    publish_correction(drafted(page, None, "vi", "en", seq=42), by=reviewer, at=SystemClock().now())
    assert "viết dở" not in str(html(report.url))
    page.refresh_from_db()
    latest = page.get_latest_revision()
    assert (latest.as_object().lead, latest.user) == ("Câu đang viết dở.", editor)


def test_a_correction_goes_out_in_every_language_or_not_at_all(report: NewsArticlePage, reviewer: User) -> None:
    correction = drafted(report, None, "vi", seq=42)
    with pytest.raises(CorrectionLacksLanguage):
        publish_correction(correction, by=reviewer, at=SystemClock().now())
    correction.refresh_from_db()
    assert correction.state == CorrectionState.DRAFTED


def test_history_shows_what_changed_and_no_draft(report: NewsArticlePage, editor: User) -> None:
    report.lead = "Bản nháp không ai thấy."
    report.save_revision(user=editor)
    report.lead = "Hội nghị đã kết thúc."
    put_live(report, reason="Viết gọn sapo", author=editor)
    page = html(f"{report.url}history/2/")
    assert "Viết gọn sapo" in page.get_text()
    assert page.select("ins")
    assert page.select("del")
    everything = str(page) + str(html(f"{report.url}history/")) + str(html(f"{report.url}history/1/"))
    assert "Bản nháp" not in everything
    assert editor.username not in everything
    assert Client().get(f"{report.url}history/3/").status_code == 404


def test_words_that_changed_are_told_from_those_that_stayed() -> None:
    assert changes(["a b c", "d"], ["a x c", "d"]) == [
        (
            Piece(kind="same", text="a "),
            Piece(kind="del", text="b"),
            Piece(kind="ins", text="x"),
            Piece(kind="same", text=" c"),
        ),
        (Piece(kind="same", text="d"),),
    ]


def scheduled(page: NewsArticlePage, author: User) -> NewsArticlePage:
    page.unpublish(set_expired=True)
    page = NewsArticlePage.objects.get(pk=page.pk)
    page.go_live_at = SystemClock().now() + timedelta(hours=1)
    page.save(update_fields=["go_live_at"])
    return put_live(page, author=author)


def test_an_embargoed_article_leaks_nowhere(report: NewsArticlePage, editor: User) -> None:
    page = scheduled(report, editor)
    for below in ("", "history/", "history/1/", "proof.json"):
        assert Client().get(f"{page.url}{below}").status_code == 404
    assert page.title not in str(html("/")) + str(html("/dinh-chinh/"))


def test_an_approved_article_comes_at_its_hour(report: NewsArticlePage, editor: User) -> None:
    report.lead, report.change_reason = "Đến giờ đăng.", "Bổ sung"
    report.go_live_at = hour = SystemClock().now() - timedelta(minutes=1)
    revision = report.save_revision(user=editor)
    submit(report, user=editor).approve(update=False)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=hour)
    assert publish_due(now=hour - timedelta(seconds=1)) == 0
    assert publish_due(now=SystemClock().now()) == 1
    assert "Đến giờ đăng." in str(html(report.url))


def test_a_scheduled_article_that_lost_its_approval_is_held_and_editors_are_told(
    report: NewsArticlePage, editor: User, superuser: User
) -> None:
    page = scheduled(report, editor)
    IndependentReviewState.objects.update(status="cancelled")
    assert publish_due(now=SystemClock().now() + timedelta(hours=2)) == 0
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision().approved_go_live_at is None
    edit = signed_in(superuser).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "chưa được người khác duyệt" in edit
    assert PageLogEntry.objects.filter(page=page.pk, action=HELD).count() == 1
