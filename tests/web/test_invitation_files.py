# SPDX-License-Identifier: Apache-2.0
"""Letters and badges as files: who gets which."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from diemcau.conference.links import issue_link, link_token
from diemcau.conference.models import Conference, Role
from diemcau.lib.clock import SystemClock
from factories.closed_conference import planned_conference

pytestmark = pytest.mark.django_db
CONFERENCE = "/c/lamdong-2022"
NOW = SystemClock().now()


@pytest.fixture
def conference() -> Conference:
    return planned_conference().conference


def browser(conference: Conference, role: Role, *, venue: str | None = None) -> Client:
    """A browser that has opened a link of this role."""
    person = conference.invitations.select_related("person").first() if role is Role.DELEGATE else None
    link = issue_link(
        conference,
        role=role,
        at=NOW,
        venue=conference.venues.get(code=venue) if venue else None,
        person=person.person.uuid if person else None,
        lifetime=timedelta(days=1),
    )
    client = Client()
    assert client.get(f"/go/{link_token(link)}").status_code == 302
    return client


def page_count(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(content))


@pytest.mark.parametrize(("kind", "pages"), [("letters", 2), ("badges", 1)])
def test_a_desk_prints_its_own_venues(conference: Conference, kind: str, pages: int) -> None:
    client = browser(conference, Role.VENUE, venue="LD-673")
    answer = client.get(f"{CONFERENCE}/desk/LD-673/{kind}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].endswith('-lamdong-2022-LD-673.pdf"')
    assert page_count(answer.content) == pages


def test_the_director_prints_everybodys_or_one_venues(conference: Conference) -> None:
    client = browser(conference, Role.DIRECTOR)
    assert page_count(client.get(f"{CONFERENCE}/console/letters/").content) == 11
    assert page_count(client.get(f"{CONFERENCE}/console/badges/?venue=LD-673").content) == 1
    assert client.get(f"{CONFERENCE}/console/badges/?venue=LD-9").status_code == 404


def test_nobody_else_gets_them(conference: Conference) -> None:
    other, delegate = browser(conference, Role.VENUE, venue="LD-674"), browser(conference, Role.DELEGATE)
    for kind in ("letters", "badges"):
        own, everybody = f"{CONFERENCE}/desk/LD-673/{kind}/", f"{CONFERENCE}/console/{kind}/"
        answers = [client.get(one).status_code for client in (Client(), other, delegate) for one in (own, everybody)]
        assert answers == [401, 401, 403, 401, 401, 401]


@pytest.mark.usefixtures("conference")
def test_organisers_print_from_the_admin() -> None:
    client = Client(headers={"accept-language": "vi"})
    client.force_login(get_user_model().objects.create_superuser("to-chuc", "to-chuc@localhost", "mat-khau"))
    page = client.get("/admin/letters/").content.decode()
    assert "Giấy mời và thẻ đại biểu" in page
    assert 'href="/admin/letters/lamdong-2022/letters/?venue=LD-673"' in page
    everybody = client.get("/admin/letters/lamdong-2022/letters/")
    assert page_count(everybody.content) == 11
    assert page_count(client.get("/admin/letters/lamdong-2022/badges/?venue=LD-673").content) == 1
    assert page_count(client.get("/admin/letters/lamdong-2022/letters/?number=0003").content) == 1
    refused = client.get("/admin/letters/lamdong-2022/letters/?number=99", follow=True)
    assert "Không có giấy mời số 99." in refused.content.decode()


@pytest.mark.usefixtures("conference")
def test_an_editor_without_rights_to_delegates_gets_none_from_the_admin() -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_user("khach", "khach@localhost", "mat-khau"))
    assert client.get("/admin/letters/").status_code == 302
    assert client.get("/admin/letters/lamdong-2022/letters/")["Location"].startswith("/admin/login")
