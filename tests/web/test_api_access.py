# SPDX-License-Identifier: Apache-2.0
"""Who may ask what: one table of role by address by object. 403 and 401 are refusals, the rest got through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from diemcau.conference.links import revoke_link
from diemcau.conference.models import AccessLink, Conference, Role, Venue
from diemcau.lib.clock import SystemClock
from factories.closed_conference import planned_conference
from fakes.clock import FakeClock
from support.served import Api, link_for, serve

pytestmark = pytest.mark.django_db(transaction=True)
NOW = SystemClock().now()
PERSON = "0192e6c4-0000-7000-8000-00000000c0f4"
MARK: dict[str, object] = {"person": PERSON, "noted_at": "2022-10-31T01:00:00Z"}
FINDINGS = {
    "browser": "Chrome 140", "camera": "ok", "microphone": "ok", "loudspeaker": "heard",
    "transport": "webtransport", "down_kbps": 9000, "up_kbps": 9000, "redial_ms": 400,
}  # fmt: skip

ANYBODY, DESK, OVERSEER, DIRECTOR, DELEGATE = (
    {"director", "cluster", "other cluster", "own", "other", "delegate"},
    {"director", "cluster", "own"},
    {"director", "cluster", "other cluster"},
    {"director"},
    {"delegate"},
)
OPERATOR = ANYBODY - DELEGATE
READS = {
    "/plan": ANYBODY,
    "/live": ANYBODY,
    "/floor": ANYBODY,
    "/backstage": DIRECTOR,
    "/board": DIRECTOR,
    "/branch": OVERSEER,
    "/greeting": DIRECTOR,
    "/venues/LD-673/roll": DESK,
    "/venues/LD-673/sheet": DESK,
    "/cases": OVERSEER,
    "/venues/LD-673/messages": DESK,
    "/venues/LD-673/door": DESK,
    "/me": DELEGATE,
    "/checks": DIRECTOR,
    "/ingest": DIRECTOR,
    "/clips": ANYBODY,
    f"/slides/{'0' * 64}.webp": ANYBODY,
}
COMMANDS: dict[str, tuple[set[str], dict[str, object]]] = {
    "/venues/LD-673/checkins": (DESK, MARK),
    "/venues/LD-673/withdrawals": (DESK, MARK),
    "/venues/LD-673/excuses": (DESK, MARK),
    "/venues/LD-673/substitutes": (DESK, {**MARK, "substitute_name": "Ngô Bá Khá"}),
    "/venues/LD-673/walk-ins": (DESK, {"name": "Lò Văn Nửa", "noted_at": "2022-10-31T01:00:00Z"}),
    "/venues/LD-673/batch": (DESK, {"commands": [{"action": "headcount"}]}),
    "/venues/LD-673/sheet/seal": (DESK, {}),
    "/venues/LD-673/sheet/reopen": (DESK, {"reason": "đến muộn"}),
    "/cases/settle": (OVERSEER, {"person": PERSON, "kept": PERSON}),
    "/venues/LD-673/headcount": (DESK, {"count": 3, "noted_at": "2022-10-31T01:00:00Z"}),
    "/me/checkin": (DELEGATE, {"venue": "LD-673", "code": "x", "noted_at": "2022-10-31T01:00:00Z"}),
    "/venues/LD-673/hand": (DESK, {}),
    "/venues/LD-673/hand/lowered": (DESK, {}),
    "/venues/LD-673/help": (DESK, {}),
    "/venues/LD-673/help/answered": (DESK, {}),
    "/venues/LD-673/acknowledgements": (DESK, {"notice": 1}),
    "/venues/LD-673/messages": (DESK, {"text": "Xin chào"}),
    "/floor/calls": (DIRECTOR, {"venue": "LD-673"}),
    "/floor/airings": (DIRECTOR, {"venue": "LD-673"}),
    "/floor/pairs": (DIRECTOR, {"venue": "LD-673"}),
    "/floor/undo": (DIRECTOR, {}),
    "/floor/releases": (DIRECTOR, {"venue": "LD-673"}),
    "/floor/scene": (DIRECTOR, {"scene": "speaker"}),
    "/floor/slides": (OPERATOR, {"deck": PERSON, "page": 1}),
    "/ingest/keys": (DIRECTOR, {}),
    "/floor/clips": (DIRECTOR, {"clip": PERSON}),
    "/floor/clips/ended": (DIRECTOR, {"clip": PERSON}),
    "/notices": (DIRECTOR, {"text": "Xin chào"}),
    "/incidents": (DIRECTOR, {"text": "Mất điện"}),
    "/checks": (DIRECTOR, {}),
    "/venues/LD-673/check": (DESK, {"check": 1, "findings": FINDINGS}),
    "/greeting/lock": (DIRECTOR, {"persons": [PERSON]}),
    "/greeting/unlock": (DIRECTOR, {}),
    "/opening": (DIRECTOR, {}),
    "/items": (DIRECTOR, {"item": 1}),
    "/closing": (DIRECTOR, {}),
}


def links(conference: Conference) -> dict[str, AccessLink]:
    other = Conference.objects.create(slug="khac", name="Khác", organiser="Khác", starts_at=NOW)
    Venue.objects.create(conference=other, code="LD-673", tier="hub", name="Trùng mã")
    return {
        "director": link_for(conference, Role.DIRECTOR),
        "cluster": link_for(conference, Role.CLUSTER, venue="LD-673"),
        "other cluster": link_for(conference, Role.CLUSTER, venue="LD-674"),
        "own": link_for(conference, Role.VENUE, venue="LD-673"),
        "other": link_for(conference, Role.VENUE, venue="LD-674"),
        "delegate": link_for(conference, Role.DELEGATE, person="Trần Quốc Đạt"),
        "director elsewhere": link_for(other, Role.DIRECTOR),
        "venue elsewhere": link_for(other, Role.VENUE, venue="LD-673"),
    }


def is_refused(status: int) -> bool:
    return status in (401, 403)


async def reached(api: Api, headers: dict[str, str]) -> set[str]:
    """The addresses that don't refuse the holder for who they are."""
    read = {f"GET {path}" for path in READS if not is_refused((await api.get(path, headers)).status_code)}
    sent = {
        f"POST {path}"
        for path, (_, fields) in COMMANDS.items()
        if not is_refused((await api.send(path, headers, fields)).status_code)
    }
    return read | sent


def test_each_role_reaches_its_own_addresses_alone() -> None:
    issued = links(planned_conference().conference)

    async def scenario(api: Api) -> dict[str, set[str]]:
        return {who: await reached(api, await api.sign_in(link)) for who, link in issued.items()}

    allowed = {f"GET {path}": who for path, who in READS.items()}
    allowed |= {f"POST {path}": who for path, (who, _) in COMMANDS.items()}
    assert serve(scenario) == {who: {path for path, roles in allowed.items() if who in roles} for who in issued}


def test_nobody_reaches_anything_without_a_bearer() -> None:
    planned_conference()
    bearers: list[dict[str, str]] = [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer nonsense"},
        {"Authorization": f"Bearer {'x' * 5000}"},
        {"Authorization": "Basic ZGllbTpjYXU="},
    ]

    async def scenario(api: Api) -> list[set[str]]:
        return [await reached(api, headers) for headers in bearers]

    assert serve(scenario) == [set()] * len(bearers)


def test_revoked_bearer_is_cut_off_within_a_second() -> None:
    conference = planned_conference().conference
    clock = FakeClock()
    link = link_for(conference, Role.VENUE, venue="LD-673", at=clock.now())

    async def scenario(api: Api) -> list[tuple[int, str]]:
        headers = await api.sign_in(link)
        before = await api.get("/floor", headers)
        await in_thread(lambda: revoke_link(link, at=clock.now()))
        await clock.advance(0.9)
        after = await api.get("/floor", headers)
        return [(answer.status_code, answer.json().get("code", "")) for answer in (before, after)]

    assert serve(scenario, clock=clock) == [(200, ""), (401, "link_is_revoked")]


async def in_thread(write: Callable[[], None]) -> None:
    """Write to the database beside the event loop, and leave no connection behind."""

    def run() -> None:
        try:
            write()
        finally:
            connection.close()

    await asyncio.to_thread(run)


def test_bearer_ends_with_its_time() -> None:
    conference = planned_conference().conference
    clock = FakeClock()
    link = link_for(conference, Role.DIRECTOR, at=clock.now(), lifetime=timedelta(hours=1))

    async def scenario(api: Api) -> list[int]:
        headers = await api.sign_in(link)
        before = await api.get("/floor", headers)
        await clock.advance(3600)
        return [before.status_code, (await api.get("/floor", headers)).status_code]

    assert serve(scenario, clock=clock) == [200, 401]


@pytest.mark.parametrize("token", ["", "abc", "a" * 401, "0192e6c4-0000-7000-8000-000000000001.forged"])
def test_forged_link_opens_no_session(token: str) -> None:
    async def scenario(api: Api) -> int:
        return (await api.client.post("/api/session", json={"link": token})).status_code

    assert serve(scenario) in (401, 422)
