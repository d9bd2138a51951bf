# SPDX-License-Identifier: Apache-2.0
"""Pages of decks: in the plan for everybody who has a pass, and as pictures for nobody else."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import httpx
import pytest
from pytest_django import Settings

from diemcau.conference.actions import add_pages
from diemcau.conference.deck_files import DeckFile, picture_path, rendered_deck
from diemcau.conference.models import AccessLink, Conference, Deck, ProgrammeItem, Role
from diemcau.floor.actions import connect_venue
from diemcau.lib.clock import SystemClock
from diemcau.people.actions import record_plan
from factories.closed_conference import planned_conference
from support.decks import pdf
from support.served import Api, link_for, serve

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def deck_of(conference: Conference, *, pages: int, item: ProgrammeItem | None = None) -> Deck:
    rendered = rendered_deck([DeckFile(name="bài.pdf", content=io.BytesIO(pdf(pages)))])
    deck = Deck.objects.create(conference=conference, item=item, title="Chuyên đề", source_sha256=rendered.source)
    add_pages(deck, rendered)
    return deck


def asked(links: list[AccessLink], paths: list[str]) -> list[list[httpx.Response]]:
    """What each link's holder is answered at each address."""

    async def scenario(api: Api) -> list[list[httpx.Response]]:
        bearers = [await api.sign_in(link) for link in links]
        return [[await api.get(path, bearer) for path in paths] for bearer in bearers]

    return serve(scenario)


def test_plan_lists_decks_with_their_pages() -> None:
    conference = planned_conference().conference
    deck = deck_of(conference, pages=2, item=conference.items.get(number=2))
    first = deck.pages.all()[0]
    ((answer,),) = asked([link_for(conference, Role.DIRECTOR)], ["/plan"])
    (told,) = answer.json()["decks"]
    assert (told["id"], told["title"], told["item"], len(told["pages"])) == (str(deck.uuid), "Chuyên đề", 2, 2)
    assert told["pages"][0] == {
        "image": f"{first.image}.webp",
        "thumbnail": f"{first.thumbnail}.webp",
        "width": 1920,
        "height": 1080,
    }


def test_page_is_served_under_the_digest_of_its_content_and_kept_for_good() -> None:
    conference = planned_conference().conference
    page = deck_of(conference, pages=1).pages.get()
    venue, delegate = (
        link_for(conference, Role.VENUE, venue="LD-673"),
        link_for(conference, Role.DELEGATE, person="Trần Quốc Đạt"),
    )
    answers = asked([venue, delegate], [f"/slides/{page.image}.webp", f"/slides/{page.thumbnail}.webp"])
    for image, thumbnail in answers:
        assert [hashlib.sha256(answer.content).hexdigest() for answer in (image, thumbnail)] == [
            page.image,
            page.thumbnail,
        ]
        assert image.headers["content-type"] == "image/webp"
        assert image.headers["cache-control"] == "private, max-age=31536000, immutable"


def test_page_can_be_had_in_parts() -> None:
    conference = planned_conference().conference
    page = deck_of(conference, pages=1).pages.get()
    whole = picture_path(page.image).read_bytes()
    link = link_for(conference, Role.VENUE, venue="LD-673")

    async def scenario(api: Api) -> list[tuple[int, bytes, str | None, str | None]]:
        bearer = await api.sign_in(link)
        parts = ("bytes=0-99", f"bytes=100-{len(whole) + 99}", f"bytes={len(whole)}-")
        answers = [await api.get(f"/slides/{page.image}.webp", bearer | {"Range": part}) for part in parts]
        return [
            (one.status_code, one.content, one.headers.get("content-range"), one.headers.get("etag")) for one in answers
        ]

    size, tag = len(whole), f'"{page.image}"'
    first, rest, beyond = serve(scenario)
    assert [first, rest] == [
        (206, whole[:100], f"bytes 0-99/{size}", tag),
        (206, whole[100:], f"bytes 100-{size - 1}/{size}", tag),
    ]
    assert beyond[:3] == (416, b"", f"bytes */{size}")


def test_page_goes_to_holders_of_its_own_conference_alone() -> None:
    conference = planned_conference().conference
    other = Conference.objects.create(slug="khac", name="Khác", organiser="Khác", starts_at=SystemClock().now())
    page = deck_of(other, pages=1).pages.get()
    path = f"/slides/{page.image}.webp"
    ((missing,), (stranger,)) = asked([link_for(conference, Role.DIRECTOR), link_for(other, Role.DIRECTOR)], [path])
    assert picture_path(page.image).is_file()
    assert (missing.status_code, stranger.status_code) == (404, 403)


@pytest.mark.parametrize("name", ["x.webp", f"{'0' * 64}.png", "..%2F..%2Fkeys%2Fdjango.key", f"{'A' * 64}.webp"])
def test_nothing_but_a_digest_is_looked_for(name: str) -> None:
    conference = planned_conference().conference
    ((answer,),) = asked([link_for(conference, Role.DIRECTOR)], [f"/slides/{name}"])
    assert answer.status_code in (404, 422)


def test_folder_of_pages_has_no_address_of_its_own() -> None:
    conference = planned_conference().conference
    page = deck_of(conference, pages=1).pages.get()

    async def scenario(api: Api) -> int:
        return (await api.client.get(f"/media/decks/{page.image[:2]}/{page.image}.webp")).status_code

    assert serve(scenario) == 404


def test_turned_slide_is_in_the_document_of_every_room() -> None:
    played = planned_conference()
    deck = deck_of(played.conference, pages=2)
    played.run(record_plan(played.conference, uid=played.uid(), actor="cli"))
    director = link_for(played.conference, Role.DIRECTOR)
    delegate = link_for(played.conference, Role.DELEGATE, person="Trần Quốc Đạt")

    async def scenario(api: Api) -> tuple[list[tuple[int, str]], object]:
        bearer = await api.sign_in(director)
        turned = [
            await api.send("/floor/slides", bearer, {"deck": str(deck.uuid), "page": page}) for page in (2, 2, 3, 0)
        ]
        seen = await api.get("/floor", await api.sign_in(delegate))
        return [(answer.status_code, answer.json().get("code", "")) for answer in turned], seen.json()["slide"]

    answers, slide = serve(scenario)
    assert answers == [
        (201, ""),
        (409, "slide_is_on_already"),
        (404, "page_is_not_in_deck"),
        (422, "request_is_malformed"),
    ]
    assert slide == {"deck": str(deck.uuid), "page": 2}


def test_operator_turns_while_the_venue_is_on_air() -> None:
    played = planned_conference()
    deck = deck_of(played.conference, pages=2)
    played.run(record_plan(played.conference, uid=played.uid(), actor="cli"))
    for venue in ("LD", "LD-673"):
        played.run(connect_venue(conference=played.conference.uuid, uid=played.uid(), actor="stage", venue=venue))
    links = [link_for(played.conference, Role.VENUE, venue=code) for code in ("LD-673", "LD-674")]
    turn = {"deck": str(deck.uuid), "page": 1}

    async def scenario(api: Api) -> list[int]:
        director = await api.sign_in(link_for_director)
        own, other = [await api.sign_in(link) for link in links]
        before = await api.send("/floor/slides", own, turn)
        await api.send("/opening", director)
        await api.send("/floor/airings", director, {"venue": "LD-673"})
        return [
            before.status_code,
            *[(await api.send("/floor/slides", bearer, turn)).status_code for bearer in (other, own)],
        ]

    link_for_director = link_for(played.conference, Role.DIRECTOR)
    assert serve(scenario) == [409, 409, 201]
