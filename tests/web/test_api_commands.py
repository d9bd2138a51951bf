# SPDX-License-Identifier: Apache-2.0
"""Commands over HTTP: one entry each, told plainly when refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import httpx
import pytest
from django.conf import settings

from diemcau.conference.models import Conference, Role
from diemcau.journal.models import Entry
from diemcau.journal.queries import head_seq, records
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid
from diemcau.people.models import Person
from diemcau.stage.admission import admit, read_or_create_key
from factories.closed_conference import planned_conference
from support.served import Api, link_for, serve

pytestmark = pytest.mark.django_db(transaction=True)
AT = "2022-10-31T08:00:00+07:00"


def person(name: str) -> str:
    return str(Person.objects.get(full_name=name).uuid)


def at_the_desk(conference: Conference, scenario: Callable[[Api, dict[str, str]], Awaitable[Any]]) -> Any:
    """Run a scenario with the bearer of LD-673's desk."""
    link = link_for(conference, Role.VENUE, venue="LD-673")

    async def run(api: Api) -> Any:
        return await scenario(api, await api.sign_in(link))

    return serve(run)


def at_the_hub(conference: Conference, scenario: Callable[[Api, dict[str, str]], Awaitable[Any]]) -> Any:
    """Run a scenario with a director's bearer."""
    link = link_for(conference, Role.DIRECTOR)

    async def run(api: Api) -> Any:
        return await scenario(api, await api.sign_in(link))

    return serve(run)


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def test_checkin_is_answered_with_its_entry() -> None:
    conference, dat = planned_conference().conference, person("Trần Quốc Đạt")
    uid = str(new_uid())

    async def scenario(api: Api, desk: dict[str, str]) -> Any:
        answer = await api.send("/venues/LD-673/checkins", desk, {"uid": uid, "person": dat, "noted_at": AT})
        return answer.status_code, answer.json()

    status, body = at_the_desk(conference, scenario)
    *_, last = records(conference.uuid)
    assert status == 201
    assert body == {"seq": last.seq, "uid": uid, "kind": "checkin.recorded", "at": last.at.isoformat()}
    assert last.actor == "venue:LD-673"


def test_command_sent_ten_times_at_once_is_one_entry_and_one_answer() -> None:
    conference, dat = planned_conference().conference, person("Trần Quốc Đạt")
    mark = {"uid": str(new_uid()), "person": dat, "noted_at": AT}

    async def scenario(api: Api, desk: dict[str, str]) -> Any:
        sent = [api.send("/venues/LD-673/checkins", desk, mark) for _ in range(10)]
        answers = await asyncio.gather(*sent)
        return sorted(answer.status_code for answer in answers), {answer.text for answer in answers}

    statuses, bodies = at_the_desk(conference, scenario)
    assert statuses == [200] * 9 + [201]
    assert len(bodies) == 1
    assert head_seq(conference.uuid) == 2


def test_roll_tells_what_the_desk_marked() -> None:
    conference = planned_conference().conference
    dat, ha = person("Trần Quốc Đạt"), person("Phạm Thu Hà")

    async def scenario(api: Api, desk: dict[str, str]) -> Any:
        await api.send("/venues/LD-673/checkins", desk, {"person": dat, "noted_at": AT})
        stand_in = {"person": ha, "noted_at": AT, "substitute_name": "  Ngô  Bá Khá ", "substitute_post": "Phó phòng"}
        await api.send("/venues/LD-673/substitutes", desk, stand_in)
        return (await api.get("/venues/LD-673/roll", desk)).json()

    roll = at_the_desk(conference, scenario)
    assert roll["seq"] == 3
    assert [(one["name"], one["status"], one["substitute"]) for one in roll["people"]] == [
        ("Trần Quốc Đạt", "present", None),
        ("Phạm Thu Hà", "substituted", "Ngô Bá Khá"),
    ]


def test_names_and_reasons_never_enter_the_journal() -> None:
    conference, ha = planned_conference().conference, person("Phạm Thu Hà")

    async def scenario(api: Api, desk: dict[str, str]) -> Any:
        stand_in = {"person": ha, "noted_at": AT, "substitute_name": "Ngô Bá Khá"}
        await api.send("/venues/LD-673/substitutes", desk, stand_in)
        excuse = {"person": ha, "noted_at": AT, "reason": "mổ ruột thừa"}
        return told(await api.send("/venues/LD-673/excuses", desk, excuse))

    assert at_the_desk(conference, scenario) == (201, "")
    written = " ".join(Entry.objects.values_list("payload", flat=True))
    assert "Khá" not in written
    assert "ruột" not in written


def test_substitute_sent_again_is_the_same_person() -> None:
    conference, ha = planned_conference().conference, person("Phạm Thu Hà")
    stand_in = {"uid": str(new_uid()), "person": ha, "noted_at": AT, "substitute_name": "Ngô Bá Khá"}

    async def scenario(api: Api, desk: dict[str, str]) -> Any:
        return [(await api.send("/venues/LD-673/substitutes", desk, stand_in)).status_code for _ in range(2)]

    assert at_the_desk(conference, scenario) == [201, 200]
    assert Person.objects.filter(full_name="Ngô Bá Khá").count() == 1


def test_refused_substitute_leaves_no_person() -> None:
    conference, quan = planned_conference().conference, person("Vũ Minh Quân")
    stand_in = {"person": quan, "noted_at": AT, "substitute_name": "Ngô Bá Khá"}

    async def scenario(api: Api, desk: dict[str, str]) -> Any:
        return told(await api.send("/venues/LD-673/substitutes", desk, stand_in))

    assert at_the_desk(conference, scenario) == (409, "person_belongs_elsewhere")
    assert not Person.objects.filter(full_name="Ngô Bá Khá").exists()


def test_floor_follows_the_directors_orders() -> None:
    played = planned_conference()
    played.connect("LD-673")

    async def scenario(api: Api, director: dict[str, str]) -> Any:
        sent = [
            await api.send("/opening", director),
            await api.send("/items", director, {"item": 1}),
            await api.send("/floor/scene", director, {"scene": "speaker"}),
            await api.send("/venues/LD-674/hand", director),
            await api.send("/floor/calls", director, {"venue": "LD-673"}),
            await api.send("/floor/airings", director, {"venue": "LD-673"}),
            await api.send("/notices", director, {"venue": "LD-673", "text": "Mời phát biểu"}),
        ]
        floor = (await api.get("/floor", director)).json()
        backstage = (await api.get("/backstage", director)).json()
        await api.send("/floor/releases", director, {"venue": "LD-673"})
        return [answer.status_code for answer in sent], floor, backstage, (await api.get("/floor", director)).json()

    statuses, during, backstage, after = at_the_hub(played.conference, scenario)
    assert statuses == [201] * 7
    assert (during["phase"], during["item"], during["scene"]) == ("open", 1, "speaker")
    assert (during["on_air"], during["queue"]) == (["LD-673"], ["LD-674"])
    assert during["tallies"] == {"LD-673": "on_air", "LD-674": "queued"}
    assert [notice["text"] for notice in during["notices"]] == ["Mời phát biểu"]
    assert backstage["venues"]["LD-673"]["tally"] == "on_air"
    assert backstage["totals"]["invited"] == 9
    assert after["on_air"] == ["LD"]


@pytest.mark.parametrize(
    ("path", "fields", "expected"),
    [
        ("/venues/XX/hand", {}, (404, "unknown_venue")),
        ("/venues/LD-673/hand", {}, (409, "conference_is_not_open")),
        ("/venues/LD-673/hand/lowered", {}, (409, "hand_is_not_raised")),
        ("/venues/LD-673/help/answered", {}, (409, "help_is_not_called")),
        ("/floor/calls", {"venue": "LD-673"}, (409, "venue_is_not_connected")),
        ("/floor/airings", {"venue": "LD-673"}, (409, "conference_is_not_open")),
        ("/floor/airings", {"venue": "XX"}, (404, "unknown_venue")),
        ("/floor/releases", {"venue": "LD-673"}, (409, "venue_has_no_floor")),
        ("/floor/scene", {"scene": "holding"}, (409, "scene_is_on_already")),
        ("/floor/scene", {"scene": "disco"}, (422, "request_is_malformed")),
        ("/notices", {"text": " "}, (422, "text_is_missing")),
        ("/notices", {"text": ""}, (422, "request_is_malformed")),
        ("/items", {"item": 1}, (409, "not_open")),
        ("/items", {"item": "one"}, (422, "request_is_malformed")),
        ("/closing", {}, (409, "not_open")),
        ("/opening", {"uid": "0192e6c4-0000-4000-8000-000000000001"}, (422, "request_is_malformed")),
        ("/opening", {"surprise": 1}, (422, "request_is_malformed")),
        ("/venues/LD-673/checkins", {"person": str(new_uid()), "noted_at": AT}, (404, "person_is_not_invited")),
        (
            "/venues/LD-673/checkins",
            {"person": str(new_uid()), "noted_at": "2022-10-31T08:00:00"},
            (422, "request_is_malformed"),
        ),
        ("/venues/XX/checkins", {"person": str(new_uid()), "noted_at": AT}, (404, "unknown_venue")),
        ("/venues/LD-673/headcount", {"count": -1, "noted_at": AT}, (422, "request_is_malformed")),
        ("/venues/L%C4%90/hand", {}, (422, "request_is_malformed")),
    ],
)
def test_order_is_refused_and_writes_nothing(path: str, fields: dict[str, object], expected: tuple[int, str]) -> None:
    conference = planned_conference().conference

    async def scenario(api: Api, director: dict[str, str]) -> Any:
        return told(await api.send(path, director, fields))

    assert at_the_hub(conference, scenario) == expected
    assert head_seq(conference.uuid) == 1


def test_refusal_speaks_the_askers_language() -> None:
    async def scenario(api: Api) -> dict[str, str]:
        asked = ["vi", "en-GB,en;q=0.9", "fr", "fr,en;q=0.5", ""]
        answers = [await api.client.get("/api/x/plan", headers={"Accept-Language": header}) for header in asked]
        return {header: answer.headers["Content-Language"] for header, answer in zip(asked, answers, strict=True)}

    assert serve(scenario) == {"vi": "vi", "en-GB,en;q=0.9": "en", "fr": "vi", "fr,en;q=0.5": "en", "": "vi"}


def test_bad_requests_are_told_as_problems() -> None:
    conference = planned_conference().conference

    async def scenario(api: Api, director: dict[str, str]) -> Any:
        client, json = api.client, {"content-type": "application/json"}
        answers = [
            await client.post("/api/lamdong-2022/opening", headers={**director, **json}, content=b"{nope"),
            await client.post("/api/lamdong-2022/opening", headers=director, content=b"x" * 70_000),
            await client.post("/api/lamdong-2022/opening", headers={**director, **json}, content=b"\xff\xfe"),
            await client.get("/api/lamdong-2022/opening", headers=director),
            await client.get("/api/lamdong-2022/nowhere", headers=director),
        ]
        return [told(answer) for answer in answers], answers[3].headers["Allow"]

    problems, allowed = at_the_hub(conference, scenario)
    assert problems == [
        (400, "body_is_not_json"),
        (413, "body_is_too_large"),
        (400, "body_is_not_json"),
        (405, "method_is_not_allowed"),
        (404, "nothing_is_here"),
    ]
    assert allowed == "POST"


def test_delegate_is_told_their_own_place() -> None:
    played = planned_conference()
    played.tick("Trần Quốc Đạt")
    link = link_for(played.conference, Role.DELEGATE, person="Trần Quốc Đạt")

    async def scenario(api: Api) -> Any:
        return (await api.get("/me", await api.sign_in(link))).json()

    assert serve(scenario) == {
        "name": "Trần Quốc Đạt",
        "post": "Chuyên viên",
        "organisation": "Phòng Văn hóa và Thông tin",
        "venue": {"code": "LD-673", "name": "Thành phố Bảo Lộc", "address": ""},
        "status": "present",
    }


def test_ticket_to_the_live_plane_carries_the_roles_rights() -> None:
    conference = planned_conference().conference

    async def scenario(api: Api, desk: dict[str, str]) -> Any:
        return (await api.get("/live", desk)).json()

    ticket = at_the_desk(conference, scenario)
    grant = admit(
        read_or_create_key(settings.DIEMCAU_HOME / "keys"),
        token=ticket["token"],
        path="lamdong-2022",
        now=SystemClock().now(),
    )
    assert (ticket["root"], ticket["url"]) == ("lamdong-2022", "https://localhost:8443/lamdong-2022")
    assert (grant.venue, grant.puts, grant.gets) == ("LD-673", ("in/LD-673",), ("floor",))
    assert grant.expires_at == datetime.fromisoformat(ticket["expires_at"])


def test_each_answer_carries_its_requests_number() -> None:
    async def scenario(api: Api) -> list[str]:
        return [(await api.client.get(path)).headers["X-Request-ID"] for path in ("/api/x/plan", "/go/x")]

    one, other = serve(scenario)
    assert one != other
    assert len(one) == len(other) == 32


def test_thread_is_between_a_desk_and_the_hub_alone() -> None:
    conference = planned_conference().conference
    links = {
        "hub": link_for(conference, Role.DIRECTOR),
        "desk": link_for(conference, Role.VENUE, venue="LD-673"),
        "other": link_for(conference, Role.VENUE, venue="LD-674"),
    }

    async def scenario(api: Api) -> Any:
        holders = {who: await api.sign_in(link) for who, link in links.items()}
        await api.send("/venues/LD-673/messages", holders["desk"], {"text": "Micrô số 2 bị hỏng"})
        await api.send("/venues/LD-673/messages", holders["hub"], {"text": "Xin dùng micrô số 1"})
        read = await api.get("/venues/LD-673/messages", holders["desk"])
        document = await api.get("/floor", holders["other"])
        refused = await api.get("/venues/LD-673/messages", holders["other"])
        return read.json(), document.json(), told(refused)

    thread, document, refused = serve(scenario)
    assert [(line["from_hub"], line["text"]) for line in thread["lines"]] == [
        (False, "Micrô số 2 bị hỏng"),
        (True, "Xin dùng micrô số 1"),
    ]
    assert document["threads"] == {"LD-673": thread["seq"]}
    assert "micrô" not in str(document)
    assert refused == (403, "venue_is_not_yours")


def test_cut_with_a_limit_is_undone_over_http() -> None:
    played = planned_conference()
    played.connect("LD", "LD-673")
    played.open()

    async def scenario(api: Api, hub: dict[str, str]) -> Any:
        aired = await api.send("/floor/airings", hub, {"venue": "LD-673", "limit_s": 180})
        during = (await api.get("/floor", hub)).json()
        undone = await api.send("/floor/undo", hub)
        after = (await api.get("/floor", hub)).json()
        again = await api.send("/floor/undo", hub)
        return [aired.status_code, undone.status_code, told(again)], during, after

    statuses, during, after = at_the_hub(played.conference, scenario)
    assert statuses == [201, 201, (409, "nothing_to_undo")]
    assert (during["on_air"], during["limit_s"], during["scene"]) == (["LD-673"], 180, "speaker")
    assert (after["on_air"], after["limit_s"], after["scene"]) == ([], None, "holding")
