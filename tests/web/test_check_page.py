# SPDX-License-Identifier: Apache-2.0
"""The check of the venues as the director's printable page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from diemcau.checks.actions import record_findings
from diemcau.checks.events import Findings
from diemcau.conference.actions import open_conference
from diemcau.conference.links import link_token
from diemcau.conference.models import Conference, Role
from diemcau.floor.actions import connect_venue
from diemcau.journal.commands import execute
from diemcau.lib.ids import new_uid
from factories.closed_conference import planned_conference
from support.served import link_for

pytestmark = pytest.mark.django_db
PAGE = "/c/lamdong-2022/console/check/"
WEAK = Findings(
    browser="Edge 140",
    camera="dark",
    microphone="ok",
    loudspeaker="unheard",
    transport="webtransport",
    down_kbps=250_000,
    up_kbps=310,
    redial_ms=400,
)


@pytest.fixture
def conference() -> Conference:
    return planned_conference().conference


def director(conference: Conference) -> Client:
    client = Client()
    client.get(f"/go/{link_token(link_for(conference, Role.DIRECTOR))}")
    return client


def connect(conference: Conference, venue: str) -> None:
    execute(connect_venue(conference=conference.uuid, uid=new_uid(), actor="stage", venue=venue))


def shown(client: Client) -> tuple[BeautifulSoup, dict[str, str]]:
    """The page, and by venue what its row says."""
    soup = BeautifulSoup(client.get(PAGE).content, "html.parser")
    rows = {row.small.get_text(): " ".join(row.get_text(" ").split()) for row in soup.select("tbody tr") if row.small}
    return soup, rows


def test_a_check_is_started_followed_and_read_on_one_page(conference: Conference) -> None:
    client = director(conference)
    connect(conference, "LD-673")
    before, _ = shown(client)
    started = client.post(f"{PAGE}start/", {"uid": str(new_uid())})
    during, rows = shown(client)
    answer = record_findings(
        conference=conference.uuid, uid=new_uid(), actor="venue:LD-673", venue="LD-673", check=3, findings=WEAK
    )
    execute(answer)
    after, answered = shown(client)

    assert "Chưa kiểm tra lần nào" in before.get_text()
    assert started.status_code == 302
    assert during.find("meta", attrs={"http-equiv": "refresh"})
    assert "còn chờ 1 điểm cầu" in during.get_text()
    assert "Chưa kết nối khi kiểm tra" in rows["LD"]
    assert after.find("meta", attrs={"http-equiv": "refresh"}) is None
    assert next(iter(answered)) == "LD-673", "trouble comes first"
    for words in (
        "Phải sửa",
        "Đường lên chỉ 310 kb/s",
        "Mở nắp ống kính",
        "tiếng thử từ loa",
        "0,3 / > 100",
        "Edge 140",
    ):
        assert words in answered["LD-673"]


def test_no_check_is_offered_while_the_conference_goes_on(conference: Conference) -> None:
    client = director(conference)
    connect(conference, "LD-673")
    execute(open_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    soup, _ = shown(client)
    refused = client.post(f"{PAGE}start/", {"uid": str(new_uid())})

    assert soup.find("form") is None
    assert refused.status_code == 409
    assert "Hội nghị đang diễn ra" in refused.content.decode()


def test_only_the_director_reads_it(conference: Conference) -> None:
    venue = Client()
    venue.get(f"/go/{link_token(link_for(conference, Role.VENUE, venue='LD-673'))}")
    assert venue.get(PAGE).status_code == 401
    assert director(conference).post(f"{PAGE}start/", {"uid": "x"}).status_code == 422
