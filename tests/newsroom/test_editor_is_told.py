# SPDX-License-Identifier: Apache-2.0
"""Where editors look, they are told: above the form, on the first page, in the list of pages, before an approval."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.drift import follow_record
from diemcau.newsroom.models import Correction, NewsArticlePage, ReaderFeedback
from diemcau.newsroom.review.approving import submit
from diemcau.newsroom.review.links import issue_review_link, review_token
from factories.eventful_conference import eventful_conference, late_marks
from support.newsroom_people import address, member, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 10, 31, 4, 0, tzinfo=UTC)
CHANGED = "Đại biểu tham dự: 8 → 10"


@pytest.fixture
def drifted(db: None) -> NewsArticlePage:  # noqa: ARG001  # the tables have to be there
    """A published report behind which marks came in late."""
    played = eventful_conference()
    page = publish_report(played.conference)
    late_marks(played)
    follow_record(played.conference, now=NOW)
    return page


def test_the_form_says_what_changed_and_leads_to_the_drafted_correction(drifted: NewsArticlePage, editor: User) -> None:
    form = signed_in(editor).get(address("edit", drifted)).content.decode()
    assert f"<li>{CHANGED}</li>" in form
    assert reverse("newsroom-corrections:edit", args=(Correction.objects.get().pk,)) in form


def test_the_form_of_an_article_that_agrees_says_so(report: NewsArticlePage, editor: User) -> None:
    form = signed_in(editor).get(address("edit", report)).content.decode()
    assert "Bài gắn với 12 số liệu của nhật ký hội nghị; không có gì khác với nhật ký." in form
    assert "→" not in form.partition('class="newsroom-record"')[2].partition("</section>")[0]


def test_the_form_names_typed_numbers_that_stand_in_the_way(report: NewsArticlePage, editor: User) -> None:
    report.lead = "Có 500 đại biểu."
    report.save_revision(user=editor)
    form = signed_in(editor).get(address("edit", report)).content.decode()
    assert "sa-pô (lead) ghi “500 đại biểu”, nhưng nhật ký hội nghị" in form


def test_the_first_page_tells_what_waits(drifted: NewsArticlePage, editor: User) -> None:
    draft = drifted.get_latest_revision_as_object()
    draft.title, draft.change_reason = "Bản chờ duyệt", "Viết gọn lại"
    draft.save_revision(user=editor)
    submit(draft, user=editor)
    ReaderFeedback.objects.create(page=drifted, message="Hay quá", received_at=NOW)
    first = signed_in(editor).get("/admin/").content.decode()
    panel = first.partition('id="newsroom-section"')[2].partition("</section>")[0]
    for words in (CHANGED, "Đính chính: ", "Soạn sẵn theo nhật ký", "Bản chờ duyệt", "1 phản hồi đang chờ duyệt."):
        assert words in panel


def test_the_first_page_is_silent_where_nothing_waits_and_to_strangers(report: NewsArticlePage, editor: User) -> None:
    assert report.live
    assert 'id="newsroom-section"' not in signed_in(editor).get("/admin/").content.decode()
    assert "newsroom-section" not in signed_in(member("nguoi-la")).get("/admin/", follow=True).content.decode()


def test_the_list_of_pages_marks_what_the_record_has_left_behind(drifted: NewsArticlePage, editor: User) -> None:
    section = reverse("wagtailadmin_explore", args=(drifted.get_parent().pk,))
    client = signed_in(editor)
    assert "Nhật ký đã thay đổi" in client.get(section).content.decode()
    drifted.drifts.update(settled_at=NOW)
    assert "Nhật ký đã thay đổi" not in client.get(section).content.decode()


def test_the_first_page_asks_no_more_for_two_articles_than_for_one(drifted: NewsArticlePage, editor: User) -> None:
    client = signed_in(editor)
    client.get("/admin/")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert CHANGED in client.get("/admin/").content.decode()
        return len(queries)

    both = asked()
    english = drifted.get_translations().get()
    english.specific.drifts.update(settled_at=NOW)
    assert asked() == both


def test_a_reviewer_is_told_before_the_button(drifted: NewsArticlePage, editor: User) -> None:
    draft = drifted.get_latest_revision_as_object()
    draft.lead, draft.change_reason = "Có 500 đại biểu.", "Viết gọn lại"
    draft.save_revision(user=editor)
    state = submit(draft, user=editor)
    link = issue_review_link(state.revision, reviewer="Trần Thị Duyệt", issued_by=editor, at=SystemClock().now())
    page = Client().get(f"/review/{review_token(link)}/").content.decode()
    before_the_button = page.partition('value="approve"')[0]
    assert "sa-pô (lead) ghi “500 đại biểu”" in before_the_button
    assert f"<li>{CHANGED}</li>" in before_the_button
