# SPDX-License-Identifier: Apache-2.0
"""Nobody knocks at the public doors without end."""

from __future__ import annotations

import pytest
from django.test import Client

from diemcau.conference.links import link_token
from diemcau.conference.models import Conference, Role
from diemcau.lib.allowance import REMEMBERED
from diemcau.web.doorstep import KNOCKS, MISSES, Doorstep, TooManyKnocks
from factories.closed_conference import planned_conference
from fakes.clock import FakeClock
from support.served import Api, link_for, serve

pytestmark = pytest.mark.django_db
FORGED = "00000000000000000000000000000000.nonsense"


@pytest.fixture
def conference() -> Conference:
    return planned_conference().conference


async def test_an_allowance_fills_up_again() -> None:
    clock = FakeClock()
    doorstep = Doorstep(clock)
    for _ in range(MISSES.burst):
        doorstep.miss("10.0.0.1")

    with pytest.raises(TooManyKnocks) as caught:
        doorstep.miss("10.0.0.1")
    doorstep.miss("10.0.0.2")
    await clock.advance(MISSES.every_s)
    doorstep.miss("10.0.0.1")

    assert caught.value.fields == {"wait_s": int(MISSES.every_s) + 1}
    with pytest.raises(TooManyKnocks):
        doorstep.miss("10.0.0.1")


def test_a_whole_conference_may_come_in_from_one_address() -> None:
    doorstep = Doorstep(FakeClock())
    for _ in range(KNOCKS.burst):
        doorstep.knock("10.0.0.1")
    with pytest.raises(TooManyKnocks):
        doorstep.knock("10.0.0.1")


def test_addresses_without_end_are_not_remembered() -> None:
    doorstep = Doorstep(FakeClock())
    for number in range(REMEMBERED + 10):
        doorstep.miss(f"2001:db8::{number:x}")
    assert len(doorstep._misses.purses) == REMEMBERED


@pytest.mark.django_db(transaction=True)
def test_guessing_tokens_ends_while_good_ones_go_on(conference: Conference) -> None:
    link = link_for(conference, Role.DIRECTOR)

    async def scenario(api: Api) -> tuple[list[int], str, str]:
        answers = [await api.client.post("/api/session", json={"link": FORGED}) for _ in range(MISSES.burst + 1)]
        await api.sign_in(link)
        last = answers[-1]
        return [one.status_code for one in answers], last.json()["code"], last.headers["Retry-After"]

    statuses, code, wait = serve(scenario)

    assert statuses == [401] * MISSES.burst + [429]
    assert (code, int(wait) > 0) == ("too_many_knocks", True)


def test_guessing_links_ends_with_a_page_that_says_so(conference: Conference) -> None:
    client = Client(REMOTE_ADDR="10.1.1.1")
    statuses = [client.get(f"/go/{FORGED}").status_code for _ in range(MISSES.burst)]
    refused = client.get(f"/go/{FORGED}")

    assert set(statuses) == {401}
    assert refused.status_code == 429
    assert "Hãy chờ" in refused.content.decode()
    assert int(refused["Retry-After"]) > 0
    assert client.get(f"/go/{link_token(link_for(conference, Role.DIRECTOR))}").status_code == 302
