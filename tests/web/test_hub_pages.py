# SPDX-License-Identifier: Apache-2.0
"""The hub's pages about the roll call: who gets them, and that a cluster sees its own branch alone."""

from __future__ import annotations

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from openpyxl import load_workbook

from diemcau.conference.links import issue_link, link_token
from diemcau.conference.models import Conference, Role
from diemcau.lib.clock import SystemClock
from diemcau.presence.actions import seal_sheet
from factories.closed_conference import Played, planned_conference
from support.served import Api, link_for, serve

pytestmark = pytest.mark.django_db(transaction=True)
NOW = SystemClock().now()
CONSOLE, CLUSTER = "/c/lamdong-2022/console/", "/c/lamdong-2022/cluster/LD-673/"
DIRECTORS = ("board/", "board/workbook/", "greeting/", "sheets/", "desk/LD-673-1/")
CLUSTERS = ("", "sheets/", "desk/LD-673-1/")


@pytest.fixture
def played() -> Played:
    return planned_conference()


def holder(conference: Conference, role: Role, *, venue: str | None = None) -> Client:
    """A browser that has opened a link of this role."""
    place = conference.venues.get(code=venue) if venue else None
    client = Client()
    assert client.get(f"/go/{link_token(issue_link(conference, role=role, at=NOW, venue=place))}").status_code == 302
    return client


def seal(played: Played, *venues: str) -> None:
    for venue in venues:
        played.run(seal_sheet(conference=played.conference.uuid, uid=played.uid(), actor="cli", venue=venue, note=None))


@pytest.mark.parametrize("address", DIRECTORS)
def test_the_directors_pages_are_the_directors_alone(played: Played, address: str) -> None:
    assert holder(played.conference, Role.DIRECTOR).get(CONSOLE + address).status_code == 200
    for role, venue in ((Role.VENUE, "LD-673-1"), (Role.CLUSTER, "LD-673")):
        assert holder(played.conference, role, venue=venue).get(CONSOLE + address).status_code == 401


@pytest.mark.parametrize("address", CLUSTERS)
def test_a_clusters_pages_are_that_clusters_alone(played: Played, address: str) -> None:
    own = holder(played.conference, Role.CLUSTER, venue="LD-673")
    other = holder(played.conference, Role.CLUSTER, venue="LD-674")
    assert own.get(CLUSTER + address).status_code == 200
    assert other.get(CLUSTER + address).status_code == 403
    assert Client().get(CLUSTER + address).status_code == 401


def test_a_cluster_opens_no_desk_of_another_branch(played: Played) -> None:
    own = holder(played.conference, Role.CLUSTER, venue="LD-673")
    assert own.get(f"{CLUSTER}desk/LD-674-1/").status_code == 403


def test_sealed_sheets_are_printed_by_whoever_looks_after_them(played: Played) -> None:
    seal(played, "LD-673-1", "LD-674")

    def printed(client: Client, address: str) -> list[str]:
        page = BeautifulSoup(client.get(address).content, "html.parser")
        return [article.get_text() for article in page.select("article")]

    everything = printed(holder(played.conference, Role.DIRECTOR), f"{CONSOLE}sheets/")
    branch = printed(holder(played.conference, Role.CLUSTER, venue="LD-673"), f"{CLUSTER}sheets/")
    desk = holder(played.conference, Role.VENUE, venue="LD-674")
    own = printed(desk, "/c/lamdong-2022/desk/LD-674/sheet/")
    assert ["Vũ Minh Quân" in text for text in everything] == [False, True]
    assert ["Lê <b>Ý</b> & Con" in text for text in branch] == [True]
    assert ["CÁN BỘ TRỰC ĐIỂM CẦU" in text for text in own] == [True]
    assert own == everything[1:]
    assert printed(desk, f"{CONSOLE}sheets/") == []


def test_the_workbook_comes_before_the_closing(played: Played) -> None:
    answer = holder(played.conference, Role.DIRECTOR).get(f"{CONSOLE}board/workbook/")
    assert answer["Content-Disposition"].startswith('attachment; filename="tong-hop-lamdong-2022-')
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["Tổng hợp", "Cơ quan", "Chức vụ"]


def test_a_clusters_board_holds_its_own_venues_and_nothing_of_the_others() -> None:
    conference = planned_conference().conference
    links = {
        "cluster": link_for(conference, Role.CLUSTER, venue="LD-673"),
        "director": link_for(conference, Role.DIRECTOR),
    }

    async def scenario(api: Api) -> dict[str, set[str]]:
        answers = {who: await api.get("/branch", await api.sign_in(link)) for who, link in links.items()}
        return {who: set(answer.json()["venues"]) for who, answer in answers.items()}

    assert serve(scenario) == {
        "cluster": {"LD-673", "LD-673-1", "LD-673-2"},
        "director": {"LD", "LD-673", "LD-673-1", "LD-673-2", "LD-674", "LD-674-1"},
    }
