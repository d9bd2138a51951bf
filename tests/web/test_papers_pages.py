# SPDX-License-Identifier: Apache-2.0
"""The director's way to the papers: who gets them, and what they get."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from diemcau.conference.links import issue_link, link_token, revoke_link
from diemcau.conference.models import Conference, Role
from diemcau.lib.clock import SystemClock
from diemcau.newsroom.models import NewsArticlePage
from factories.closed_conference import closed_conference, planned_conference

pytestmark = pytest.mark.django_db
PAPERS = "/c/lamdong-2022/console/papers/"
NOW = SystemClock().now()


def holder(conference: Conference, role: Role = Role.DIRECTOR, *, lifetime: timedelta = timedelta(days=1)) -> Client:
    """A browser that has opened a link of this role."""
    venue = conference.hub if role is Role.VENUE else None
    person = conference.invitations.first() if role is Role.DELEGATE else None
    link = issue_link(
        conference, role=role, at=NOW, venue=venue, person=person.person.uuid if person else None, lifetime=lifetime
    )
    client = Client()
    assert client.get(f"/go/{link_token(link)}").status_code == 302
    return client


def test_director_downloads_both_papers() -> None:
    client = holder(closed_conference())
    page = BeautifulSoup(client.get(PAPERS).content, "html.parser")
    assert [link["href"] for link in page.select("nav .choice")] == ["minutes/", "attendance/", "../sheets/"]
    minutes, attendance = client.get(f"{PAPERS}minutes/"), client.get(f"{PAPERS}attendance/")
    assert minutes["Content-Disposition"] == 'attachment; filename="bien-ban-lamdong-2022.docx"'
    assert attendance["Content-Disposition"] == 'attachment; filename="diem-danh-lamdong-2022.xlsx"'
    assert Document(BytesIO(minutes.content)).paragraphs[0].text == "BIÊN BẢN"
    assert load_workbook(BytesIO(attendance.content)).sheetnames == ["Tổng hợp", "Danh sách"]


def test_director_publishes_the_report_and_finds_it_again() -> None:
    client = holder(closed_conference())
    answer = client.post(f"{PAPERS}report/")
    article = NewsArticlePage.objects.get(locale__language_code="vi")
    assert (answer.status_code, answer["Location"]) == (302, article.url)
    assert article.live
    page = BeautifulSoup(client.get(PAPERS).content, "html.parser")
    assert [link["href"] for link in page.select("form a")] == [article.url]


def test_report_is_published_by_post_alone() -> None:
    client = holder(closed_conference())
    assert client.get(f"{PAPERS}report/").status_code == 405
    assert not NewsArticlePage.objects.exists()


@pytest.mark.parametrize("role", [Role.VENUE, Role.DELEGATE])
@pytest.mark.parametrize("address", ["", "minutes/", "attendance/"])
def test_nobody_but_the_director_gets_papers(role: Role, address: str) -> None:
    conference = closed_conference()
    assert holder(conference, role).get(PAPERS + address).status_code == 401
    assert Client().get(PAPERS + address).status_code == 401


def test_another_roles_token_in_the_consoles_cookie_is_refused() -> None:
    conference = closed_conference()
    link = issue_link(conference, role=Role.VENUE, at=NOW, venue=conference.hub)
    client = Client()
    client.cookies["diemcau_console"] = link_token(link)
    assert client.get(f"{PAPERS}attendance/").status_code == 403


def test_a_revoked_director_gets_no_papers() -> None:
    conference = closed_conference()
    client = holder(conference)
    revoke_link(conference.links.get(), at=NOW)
    assert client.get(f"{PAPERS}attendance/").status_code == 401


def test_papers_of_another_conference_are_refused() -> None:
    client = holder(closed_conference())
    Conference.objects.create(slug="khac", name="Khác", organiser="Khác", starts_at=NOW)
    client.cookies["diemcau_console"]["path"] = "/"
    assert client.get("/c/khac/console/papers/minutes/").status_code == 403


def test_an_open_conference_has_no_papers_yet() -> None:
    answer = holder(planned_conference().conference).get(f"{PAPERS}minutes/")
    assert answer.status_code == 409
    assert "chưa bế mạc" in answer.content.decode()


def test_an_unknown_paper_is_not_found() -> None:
    assert holder(closed_conference()).get(f"{PAPERS}certificates/").status_code == 404
