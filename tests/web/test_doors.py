# SPDX-License-Identifier: Apache-2.0
"""Delegates who check themselves in: the screen's secret, the phone's command, and the page between them."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from diemcau.conference.links import link_token
from diemcau.conference.models import Conference, Role
from diemcau.journal.queries import records
from diemcau.lib.ids import new_uid
from diemcau.people.models import Person
from diemcau.presence.door_codes import GRACE, code_of, step_at
from diemcau.presence.events import CheckinRecorded
from diemcau.web.doorstep import CODES
from factories.closed_conference import planned_conference
from fakes.clock import FakeClock
from support.served import Api, link_for, serve

HALL = "/c/lamdong-2022/phone/checkin/LD-673/LuY3CtcB7tqo"


class Hall:
    """The screen of LD-673, and the phone of a delegate who is invited there."""

    def __init__(self, api: Api, phone: dict[str, str], door: dict[str, Any], clock: FakeClock) -> None:
        self.api, self.phone, self.door, self.clock = api, phone, door, clock

    def code(self, at: datetime) -> str:
        return code_of(base64.b64decode(self.door["secret"]), step_at(at))

    async def check_in(self, **fields: object) -> httpx.Response:
        now = self.clock.now()
        read = {"venue": "LD-673", "noted_at": now.isoformat(), **fields}
        return await self.api.send("/me/checkin", self.phone, {"code": read.get("code") or self.code(now), **read})


def in_the_hall(conference: Conference, scenario: Callable[[Hall], Awaitable[Any]]) -> Any:
    clock = FakeClock()
    screen = link_for(conference, Role.VENUE, venue="LD-673", at=clock.now())
    delegate = link_for(conference, Role.DELEGATE, person="Trần Quốc Đạt", at=clock.now())

    async def run(api: Api) -> Any:
        door = (await api.get("/venues/LD-673/door", await api.sign_in(screen))).json()
        return await scenario(Hall(api, await api.sign_in(delegate), door, clock))

    return serve(run, clock=clock)


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.django_db(transaction=True)
def test_phone_checks_its_own_delegate_in() -> None:
    conference = planned_conference().conference

    async def scenario(hall: Hall) -> list[tuple[int, str]]:
        assert hall.door["step_s"] == 30
        assert hall.door["address"] == "http://localhost:8080/c/lamdong-2022/phone/checkin/LD-673/"
        return [told(await hall.check_in())]

    assert in_the_hall(conference, scenario) == [(201, "")]
    last = list(records(conference.uuid))[-1]
    dat = Person.objects.get(full_name="Trần Quốc Đạt").uuid
    assert isinstance(last.event, CheckinRecorded)
    assert (last.actor, last.event.person, last.event.venue, last.event.method) == (
        f"person:{dat}",
        dat,
        "LD-673",
        "phone",
    )


@pytest.mark.django_db(transaction=True)
def test_code_is_judged_by_when_it_was_read_for_a_short_time() -> None:
    conference = planned_conference().conference

    async def scenario(hall: Hall) -> list[tuple[int, str]]:
        read_at = hall.clock.now()
        read = {"code": hall.code(read_at), "noted_at": read_at.isoformat()}
        await hall.clock.advance((GRACE - timedelta(seconds=1)).total_seconds())
        in_time = await hall.check_in(**read)
        await hall.clock.advance(2)
        late, fresh_claim = await hall.check_in(**read), await hall.check_in(code=read["code"])
        return [told(answer) for answer in (in_time, late, fresh_claim)]

    assert in_the_hall(conference, scenario) == [
        (201, ""),
        (409, "door_code_came_too_late"),
        (409, "door_code_is_over"),
    ]


@pytest.mark.django_db(transaction=True)
def test_answer_that_was_lost_is_given_again_when_its_code_is_long_over() -> None:
    conference = planned_conference().conference

    async def scenario(hall: Hall) -> list[int]:
        read_at = hall.clock.now()
        read = {"uid": str(new_uid()), "code": hall.code(read_at), "noted_at": read_at.isoformat()}
        first = await hall.check_in(**read)
        await hall.clock.advance(3600)
        return [first.status_code, (await hall.check_in(**read)).status_code]

    assert in_the_hall(conference, scenario) == [201, 200]


@pytest.mark.django_db(transaction=True)
def test_code_of_another_venue_opens_nothing() -> None:
    conference = planned_conference().conference

    async def scenario(hall: Hall) -> list[tuple[int, str]]:
        return [told(await hall.check_in(venue="LD-674")), told(await hall.check_in(venue="XX"))]

    assert in_the_hall(conference, scenario) == [(409, "door_code_is_over"), (404, "unknown_venue")]


@pytest.mark.django_db(transaction=True)
def test_guessing_codes_ends() -> None:
    conference = planned_conference().conference

    async def scenario(hall: Hall) -> list[int]:
        return [(await hall.check_in(code="AAAAAAAAAAAA")).status_code for _ in range(CODES.burst + 1)]

    assert in_the_hall(conference, scenario) == [409] * CODES.burst + [429]


@pytest.mark.django_db(transaction=True)
def test_organiser_sends_everybody_to_the_desk() -> None:
    conference = planned_conference().conference
    Conference.objects.update(phone_checkin=False)

    async def scenario(hall: Hall) -> tuple[object, tuple[int, str]]:
        return hall.door["secret"], told(await hall.check_in(code="LuY3CtcB7tqo"))

    assert in_the_hall(conference, scenario) == (None, (409, "phones_dont_check_in"))


@pytest.mark.django_db
def test_code_opens_the_delegates_own_page_with_what_was_read() -> None:
    conference = planned_conference().conference
    client = Client()
    client.get(f"/go/{link_token(link_for(conference, Role.DELEGATE, person='Trần Quốc Đạt'))}")

    answer = client.get(HALL)

    element = BeautifulSoup(answer.content, "html.parser").find("script", id="page")
    assert element is not None
    told = json.loads(element.get_text())
    door = told["door"]
    assert (told["page"], door["venue"], door["code"]) == ("phone", "LD-673", "LuY3CtcB7tqo")
    assert datetime.fromisoformat(door["good_until"]) - datetime.fromisoformat(door["noted_at"]) == GRACE


@pytest.mark.django_db
def test_stranger_who_scans_the_screen_is_told_how_to_get_in() -> None:
    planned_conference()

    answer = Client().get(HALL)

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 401
    assert [step.get_text() for step in page.select("ol li")] == [
        "Mở đường dẫn ghi trên giấy mời của anh/chị, hoặc quét mã in trên giấy mời, bằng chính điện thoại này.",
        "Quét lại mã đang hiện trên màn hình hội trường.",
    ]
    assert not page.find_all("script")


@pytest.mark.django_db
def test_operators_phone_checks_nobody_in() -> None:
    conference = planned_conference().conference
    client = Client()
    client.get(f"/go/{link_token(link_for(conference, Role.VENUE, venue='LD-673'))}")

    assert client.get(HALL).status_code == 401
