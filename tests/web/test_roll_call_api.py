# SPDX-License-Identifier: Apache-2.0
"""The roll call over HTTP: batches answered one by one, sheets that balance, cases that somebody settles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from diemcau.conference.models import Conference, Role
from diemcau.journal.queries import folded, head_seq
from diemcau.lib.ids import new_uid
from diemcau.people.models import Invitation, Person
from diemcau.presence.state import PRESENCE_FOLD
from factories.closed_conference import planned_conference
from support.served import Api, link_for, serve

pytestmark = pytest.mark.django_db(transaction=True)
AT = "2022-10-31T08:00:00+07:00"
Headers = dict[str, str]
BATCH, SHEET = "/venues/LD-673/batch", "/venues/LD-673/sheet"


def person(name: str) -> str:
    return str(Person.objects.get(full_name=name).uuid)


def signed_in(
    conference: Conference, scenario: Callable[[Api, dict[str, Headers]], Awaitable[Any]], **venues: str
) -> Any:
    """Run a scenario with the bearers of the hub and of desks by the names given: `own="LD-673"`."""
    links = {"hub": link_for(conference, Role.DIRECTOR)}
    links |= {name: link_for(conference, Role.VENUE, venue=code) for name, code in venues.items()}

    async def run(api: Api) -> Any:
        return await scenario(api, {name: await api.sign_in(link) for name, link in links.items()})

    return serve(run)


def mark(action: str, **fields: object) -> dict[str, object]:
    return {"action": action, "uid": str(new_uid()), "noted_at": AT, **fields}


def test_batch_answers_each_mark_by_itself_and_a_bad_one_hurts_no_other() -> None:
    conference = planned_conference().conference
    badge = str(Invitation.objects.get(person__full_name="Vũ Minh Quân").badge_id)
    commands = [
        mark("checkins", person=person("Trần Quốc Đạt")),
        mark("checkins", person=str(new_uid())),
        mark("checkins", badge=badge, method="scan"),
        mark("substitutes", person=person("Phạm Thu Hà"), substitute_name="Ngô Bá Khá", paper="GUQ 12"),
        mark("walk-ins", name="Lò Văn Nửa"),
        mark("headcount", count=-1),
        mark("dances", count=1),
        mark("headcount", count=4),
    ]

    async def scenario(api: Api, who: dict[str, Headers]) -> Any:
        first = await api.send(BATCH, who["own"], {"commands": commands})
        again = await api.send(BATCH, who["own"], {"commands": commands})
        return first.json()["answers"], again.json()["answers"]

    first, again = signed_in(conference, scenario, own="LD-673")

    assert [answer["uid"] for answer in first] == [command["uid"] for command in commands]
    assert [answer["status"] for answer in first] == [201, 404, 201, 201, 201, 422, 422, 201]
    assert [answer["status"] for answer in again] == [200, 404, 200, 200, 200, 422, 422, 200]
    assert [answer["receipt"]["kind"] for answer in first if answer["receipt"]] == [
        "checkin.recorded", "checkin.recorded", "substitute.recorded", "walkin.recorded", "headcount.recorded",
    ]  # fmt: skip
    seqs = [answer["receipt"]["seq"] for answer in first if answer["receipt"]]
    assert seqs == sorted(seqs)
    assert first[1]["problem"]["code"] == "person_is_not_invited"
    assert first[5]["problem"]["fields"]["field"] == "count"
    numbers = folded(conference.uuid, PRESENCE_FOLD).numbers("LD-673")
    assert (numbers.present, numbers.substituted, numbers.walk_ins, numbers.moved_in) == (3, 1, 1, 1)


def test_batch_of_too_many_or_none_is_refused_whole() -> None:
    conference = planned_conference().conference
    before = head_seq(conference.uuid)

    async def scenario(api: Api, who: dict[str, Headers]) -> list[int]:
        sizes = (0, 1_001)
        return [
            (await api.send(BATCH, who["own"], {"commands": [mark("headcount", count=1)] * size})).status_code
            for size in sizes
        ]

    assert signed_in(conference, scenario, own="LD-673") == [422, 422]
    assert head_seq(conference.uuid) == before


def test_sheet_is_sealed_with_the_hash_of_its_entry_and_opened_again() -> None:
    conference = planned_conference().conference

    async def scenario(api: Api, who: dict[str, Headers]) -> Any:
        await api.send("/venues/LD-673/checkins", who["own"], {"person": person_id, "noted_at": AT})
        await api.send("/venues/LD-673/headcount", who["own"], {"count": 3, "noted_at": AT})
        hindered = (await api.get(SHEET, who["own"])).json()
        refused = await api.send(f"{SHEET}/seal", who["own"])
        sealed = await api.send(f"{SHEET}/seal", who["own"], {"note": "hai lái xe"})
        sheet = (await api.get(SHEET, who["own"])).json()
        reopened = await api.send(f"{SHEET}/reopen", who["own"], {"reason": "đến muộn"})
        return hindered, refused, sealed, sheet, reopened, (await api.get(SHEET, who["own"])).json()

    person_id = person("Trần Quốc Đạt")
    hindered, refused, sealed, sheet, reopened, opened = signed_in(conference, scenario, own="LD-673")

    assert (hindered["status"], len(hindered["hindrances"])) == ("open", 1)
    assert "3" in hindered["hindrances"][0]
    assert (refused.status_code, refused.json()["code"]) == (409, "headcount_differs")
    assert (sheet["status"], sheet["version"], sheet["sealed_seq"]) == ("sealed", 1, sealed.json()["seq"])
    assert len(sheet["hash"]) == 64
    assert sheet["sealed_numbers"] == sheet["numbers"]
    assert (reopened.status_code, opened["status"]) == (201, "open")


def test_case_is_shown_to_those_who_may_settle_it_and_is_settled_once() -> None:
    conference = planned_conference().conference
    person_id = person("Trần Quốc Đạt")
    fields = {"person": person_id, "noted_at": AT}

    async def scenario(api: Api, who: dict[str, Headers]) -> Any:
        own = (await api.send("/venues/LD-673/checkins", who["own"], fields)).json()["uid"]
        await api.send("/venues/LD-674/checkins", who["other"], fields)
        cases = (await api.get("/cases", who["hub"])).json()["cases"]
        desk = (await api.get("/venues/LD-674/roll", who["other"])).json()
        settled = await api.send("/cases/settle", who["hub"], {"person": person_id, "kept": own})
        again = await api.send("/cases/settle", who["hub"], {"person": person_id, "kept": own})
        return cases, desk, settled.status_code, again.json()["code"], (await api.get("/cases", who["hub"])).json()

    cases, desk, settled, again, left = signed_in(conference, scenario, own="LD-673", other="LD-674")

    assert [(case["kind"], case["name"]) for case in cases] == [("two_venues", "Trần Quốc Đạt")]
    assert desk["cases"] == cases
    assert "Trần Quốc Đạt" in [line["name"] for line in desk["people"]]
    assert (settled, again, left["cases"]) == (201, "case_is_settled", [])
    numbers = folded(conference.uuid, PRESENCE_FOLD).numbers("LD-673")
    assert (numbers.present, numbers.moved_out) == (1, 0)


def test_cluster_operator_settles_between_own_venues_alone() -> None:
    conference = planned_conference().conference
    cluster = link_for(conference, Role.CLUSTER, venue="LD-673")
    hub = link_for(conference, Role.DIRECTOR)
    inside, outside = person("Trần Quốc Đạt"), person("Vũ Minh Quân")

    async def run(api: Api) -> Any:
        mine, all_of_it = await api.sign_in(cluster), await api.sign_in(hub)
        kept = {}
        for name, venues in ((inside, ("LD-673", "LD-673-1")), (outside, ("LD-673", "LD-674"))):
            for venue in venues:
                sent = await api.send(f"/venues/{venue}/checkins", all_of_it, {"person": name, "noted_at": AT})
                kept[name] = sent.json()["uid"]
        orders = [{"person": name, "kept": kept[name]} for name in (inside, outside)]
        return [(await api.send("/cases/settle", mine, order)).status_code for order in orders]

    assert serve(run) == [201, 403]
