# SPDX-License-Identifier: Apache-2.0
"""Articles by hand: bound to the record when they are saved, and offered its figures while they are written."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from diemcau.conference.models import Conference
from diemcau.newsroom.models import NewsArticlePage
from diemcau.outcome.current import current_figures
from support.newsroom_people import address, article_form, member, signed_in

pytestmark = pytest.mark.django_db
LEAD = "Có [[delegates.attended]] đại biểu dự họp."
"""As the editor's chips send it."""


def written(client: Client, report: NewsArticlePage, conference: Conference | None, **fields: Any) -> NewsArticlePage:
    """A new article beside the report, saved as a draft in the editor."""
    new = NewsArticlePage(title="Bài viết tay", slug="bai-viet-tay", conference=conference)
    section = report.get_parent()
    form = f"/admin/pages/add/newsroom/newsarticlepage/{section.pk}/"
    answer = client.post(form, article_form(new, lead=LEAD, **fields))
    assert answer.status_code == 302, answer.context["form"].errors
    saved: NewsArticlePage = NewsArticlePage.objects.get(slug="bai-viet-tay")
    return saved


def offered(client: Client, page: NewsArticlePage, conference: Conference | None) -> dict[str, Any]:
    asked = {"page": page.pk, "conference": conference.pk if conference else ""}
    told: dict[str, Any] = client.get(reverse("newsroom_figures"), asked).json()
    return told


def test_a_new_article_is_bound_to_all_figures_of_its_conference(report: NewsArticlePage, editor: User) -> None:
    article = written(signed_in(editor), report, report.conference)
    assert report.conference is not None
    assert article.bound_figures() == current_figures(report.conference)
    shown = signed_in(editor).get(address("view_draft", article)).content.decode()
    assert 'data-query="delegates.attended"' in shown
    assert "[[" not in shown


def test_figures_of_an_article_without_conference_are_refused(report: NewsArticlePage, editor: User) -> None:
    new = NewsArticlePage(title="Bài viết tay", slug="bai-viet-tay")
    form = f"/admin/pages/add/newsroom/newsarticlepage/{report.get_parent().pk}/"
    answer = signed_in(editor).post(form, article_form(new, lead=LEAD))
    assert "Nhật ký không có số liệu tên delegates.attended" in answer.content.decode()


def test_an_article_that_leaves_its_conference_leaves_its_figures(report: NewsArticlePage, editor: User) -> None:
    article = written(signed_in(editor), report, report.conference)
    form = article_form(article, conference="", lead="Không còn số liệu.")
    assert signed_in(editor).post(address("edit", article), form).status_code == 302
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().bound_figures() == {}


def test_figures_that_an_article_has_are_not_counted_anew(report: NewsArticlePage, editor: User) -> None:
    report.figures = [figure for figure in report.figures.all() if figure.name == "delegates.attended"]
    bound = report.figures.first()
    bound.value, bound.seq = 5, 3
    report.lead, report.body = LEAD, []
    report.save_revision()
    client = signed_in(editor)
    client.post(
        address("edit", report), article_form(report, lead=LEAD + " Mời [[delegates.invited]].", change_reason="x")
    )
    report.refresh_from_db()
    draft = report.get_latest_revision_as_object()
    assert {one.name: (one.value, one.seq == 3) for one in draft.bound_figures().values()} == {
        "delegates.attended": (5, True),
        "delegates.invited": (9, False),
    }
    assert offered(client, report, report.conference)["figures"][1]["exact"] == "5"


def test_the_list_has_label_rule_and_numbers_in_the_articles_language(report: NewsArticlePage, editor: User) -> None:
    told = offered(signed_in(editor), report, report.conference)
    assert told["why"] == ""
    assert told["figures"][1] == {
        "name": "delegates.attended",
        "label": "Đại biểu tham dự",
        "counted": "Người được điểm danh có mặt, cộng người đi thay; không kể khách mời danh dự.",
        "exact": "6",
        "rounded": "6",
    }


def test_the_list_says_why_it_is_empty(report: NewsArticlePage, editor: User) -> None:
    open_still = Conference.objects.create(
        slug="sap-toi", name="Hội nghị sắp tới", organiser="Sở", starts_at="2022-11-30T01:00:00Z"
    )
    client = signed_in(editor)
    assert offered(client, report, open_still) == {
        "figures": [],
        "why": "Hội nghị sắp tới chưa bế mạc: số liệu có khi hội nghị bế mạc.",
    }
    assert offered(client, report, None)["why"].startswith("Hãy chọn hội nghị")


def test_who_writes_no_pages_is_offered_no_figures(report: NewsArticlePage) -> None:
    stranger = member("nguoi-la")
    answer = signed_in(stranger).get(reverse("newsroom_figures"), {"page": report.pk, "conference": 1})
    assert answer.status_code in {302, 403}
    assert "delegates" not in answer.content.decode()


def test_each_line_of_a_paragraph_is_a_paragraph_to_readers(report: NewsArticlePage, editor: User) -> None:
    article = written(signed_in(editor), report, report.conference, paragraph="Ý một.\n\nÝ hai: [[delegates.invited]].")
    shown = signed_in(editor).get(address("view_draft", article)).content.decode()
    text = shown.partition('<div class="text">')[2].partition("</div>")[0]
    assert [part.partition("<")[0] for part in text.split("<p>")[1:]] == ["Ý một.", "Ý hai: "]


def test_a_preview_names_the_numbers_that_the_record_contradicts(report: NewsArticlePage, editor: User) -> None:
    article = written(signed_in(editor), report, report.conference, paragraph="Có 500 đại biểu.")
    shown = signed_in(editor).get(address("view_draft", article)).content.decode()
    assert "“500 đại biểu”, nhưng nhật ký hội nghị" in shown
    assert "số liệu “Đại biểu tham dự” ([[delegates.attended]])" in shown
    assert "contradicted" not in Client().get(report.url).content.decode()
