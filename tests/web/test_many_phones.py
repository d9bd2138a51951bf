# SPDX-License-Identifier: Apache-2.0
"""What makes a hall of phones cheap: a plan that is written once, files that are packed and kept, threads that stay."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from diemcau.conference.models import Conference, Role
from factories.closed_conference import planned_conference
from fakes.clock import FakeClock
from support.served import Api, link_for, serve, served

pytestmark = pytest.mark.django_db(transaction=True)
seen: list[tuple[int, int]] = []


def which(_request: HttpRequest) -> HttpResponse:
    """Tell the thread that runs this, and its open connection."""
    connection.ensure_connection()
    seen.append((threading.get_ident(), id(connection.connection)))
    return HttpResponse("")


urlpatterns = [path("which/", which)]


def plan_answers(*asked: dict[str, str]) -> list[httpx.Response]:
    """What the plan's address answers, one request after the other."""
    link = link_for(planned_conference().conference, Role.DELEGATE, person="Trần Quốc Đạt")

    async def scenario(api: Api) -> list[httpx.Response]:
        holder = await api.sign_in(link)
        return [await api.get("/plan", {**holder, **headers}) for headers in asked]

    return serve(scenario)


def test_plan_is_packed_for_whoever_can_unpack_it() -> None:
    packed, plain = plan_answers({"accept-encoding": "gzip"}, {"accept-encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert packed.json() == plain.json()
    assert packed.headers["etag"] == plain.headers["etag"]


def test_plan_that_is_kept_is_not_sent_again() -> None:
    link = link_for(planned_conference().conference, Role.DELEGATE, person="Trần Quốc Đạt")

    async def scenario(api: Api) -> list[httpx.Response]:
        holder = await api.sign_in(link)
        first = await api.get("/plan", holder)
        tags = (first.headers["etag"], 'W/"another"')
        return [first, *[await api.get("/plan", {**holder, "if-none-match": tag}) for tag in tags]]

    first, kept, changed = serve(scenario)

    assert first.headers["cache-control"] == "private, no-cache"
    assert [(answer.status_code, len(answer.content) > 0) for answer in (kept, changed)] == [(304, False), (200, True)]


def rename() -> None:
    """Write to the database beside the event loop, and leave no connection behind."""
    try:
        Conference.objects.update(name="Đổi tên")
    finally:
        connection.close()


def test_change_of_the_plan_is_told_after_a_moment() -> None:
    clock = FakeClock()
    conference = planned_conference().conference
    link = link_for(conference, Role.DELEGATE, person="Trần Quốc Đạt", at=clock.now())

    async def scenario(api: Api) -> list[str]:
        holder = await api.sign_in(link)
        names = [(await api.get("/plan", holder)).json()["conference"]["name"]]
        await asyncio.to_thread(rename)
        await clock.advance(1.1)
        return [*names, (await api.get("/plan", holder)).json()["conference"]["name"]]

    assert serve(scenario, clock=clock) == [conference.name, "Đổi tên"]


@pytest.mark.urls(__name__)
async def test_pages_stay_on_threads_that_keep_their_connections() -> None:
    seen.clear()
    async with served() as client:
        for _ in range(5):
            await client.get("/which/")

    assert len(set(seen)) == 1


def test_scripts_are_packed_and_those_with_a_hash_are_kept_for_good() -> None:
    folder = Path(settings.STATICFILES_DIRS[0]) / "diemcau"
    chunk = max((folder / "chunks").glob("*.js"), key=lambda file: file.stat().st_size)
    client = Client(headers={"accept-encoding": "gzip, br"})

    entry, hashed = client.get("/static/diemcau/phone.js"), client.get(f"/static/diemcau/chunks/{chunk.name}")
    sent = b"".join(hashed)
    for answer in (entry, hashed):
        answer.close()

    assert [answer["Content-Encoding"] for answer in (entry, hashed)] == ["br", "br"]
    assert len(sent) < chunk.stat().st_size / 3
    assert ("immutable" in entry["Cache-Control"], "immutable" in hashed["Cache-Control"]) == (False, True)
    assert gzip.decompress(chunk.with_name(f"{chunk.name}.gz").read_bytes()) == chunk.read_bytes()


def test_plan_holds_its_letters_as_they_are() -> None:
    (answer,) = plan_answers({"accept-encoding": "identity"})

    assert "Bảo Lộc" in answer.content.decode()
    assert json.loads(answer.content)["conference"]["slug"] == "lamdong-2022"
