# SPDX-License-Identifier: Apache-2.0
"""Links in the organisers' admin: seen with their holders, revoked, replaced."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from diemcau.conference.links import issue_link, link_token, open_link
from diemcau.conference.models import AccessLink, Conference, Role
from diemcau.conference.refusals import LinkIsRevoked
from diemcau.conference.stream_keys import stream_key_of
from diemcau.lib.clock import SystemClock
from diemcau.people.models import Person
from support.plans import small_conference

pytestmark = pytest.mark.django_db
LIST = "/admin/plan-accesslink/"


@pytest.fixture
def conference() -> Conference:
    return small_conference()


def issued(conference: Conference, role: Role) -> AccessLink:
    venue = conference.venues.get(code="LD-1") if role is Role.VENUE else None
    person = Person.objects.get(full_name="Nguyễn Văn Ấn").uuid if role is Role.DELEGATE else None
    return issue_link(conference, role=role, at=SystemClock().now(), venue=venue, person=person)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_links_are_listed_with_their_holders(conference: Conference, organiser: Client) -> None:
    for role in (Role.DIRECTOR, Role.VENUE, Role.DELEGATE):
        issued(conference, role)
    page = shown(organiser, LIST)
    for words in ("Thành phố Bảo Lộc", "Nguyễn Văn Ấn", "còn hiệu lực"):
        assert words in page
    assert "Nguyễn Văn Ấn" not in shown(organiser, f"{LIST}?q=bao+loc")


def test_a_links_page_shows_its_address_and_a_directors_the_stream_key(
    conference: Conference, organiser: Client
) -> None:
    director, venue = issued(conference, Role.DIRECTOR), issued(conference, Role.VENUE)
    page = shown(organiser, f"{LIST}edit/{director.pk}/")
    assert f"/go/{link_token(director)}" in page
    assert stream_key_of(conference.slug) in page
    assert stream_key_of(conference.slug) not in shown(organiser, f"{LIST}edit/{venue.pk}/")


def test_a_revoked_link_opens_nothing_and_its_page_says_so(conference: Conference, organiser: Client) -> None:
    link = issued(conference, Role.VENUE)
    organiser.post(f"{LIST}edit/{link.pk}/", {"ending": "revoke"})
    with pytest.raises(LinkIsRevoked):
        open_link(link_token(link), at=SystemClock().now())
    page = shown(organiser, f"{LIST}edit/{link.pk}/")
    assert "đã thu hồi" in page
    assert link_token(link) not in page


def test_a_replaced_link_has_another_in_its_place(conference: Conference, organiser: Client) -> None:
    link = issued(conference, Role.VENUE)
    answer = organiser.post(f"{LIST}edit/{link.pk}/", {"ending": "replace"})
    other = AccessLink.objects.exclude(pk=link.pk).get()
    assert answer["Location"] == f"{LIST}edit/{other.pk}/"
    assert open_link(link_token(other), at=SystemClock().now()).venue == "LD-1"
    with pytest.raises(LinkIsRevoked):
        open_link(link_token(link), at=SystemClock().now())


def test_links_are_neither_deleted_nor_issued_here(conference: Conference, organiser: Client) -> None:
    link = issued(conference, Role.DIRECTOR)
    organiser.post(f"{LIST}delete/{link.pk}/")
    organiser.post(f"{LIST}new/", {"ending": "replace"})
    assert AccessLink.objects.get() == link
    assert Client().get(LIST).status_code == 302
