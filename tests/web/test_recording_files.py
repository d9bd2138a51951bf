# SPDX-License-Identifier: Apache-2.0
"""Who gets which file of a recording, in what parts, and how long it may be kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings
from wagtail.models import Locale, Page

from diemcau.conference.links import link_token
from diemcau.conference.models import Conference, Role
from diemcau.newsroom.actions import publish_report
from diemcau.recording.archive import FILM, folder_of
from diemcau.recording.finishing import finish, titled_chapters
from diemcau.recording.playlist import read
from factories.closed_conference import OPENS_AT, closed_conference, planned_conference
from support.articles import taken_down
from support.recordings import recording
from support.served import Api, link_for, serve, served

pytestmark = pytest.mark.django_db(transaction=True)
SLUG = "lamdong-2022"
PUBLIC = f"/recordings/{SLUG}"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of recordings that holds one, not finished."""
    folder = tmp_path_factory.mktemp("recordings")
    recording(folder_of(folder, SLUG), starts_at=OPENS_AT)
    return folder


@pytest.fixture
def conference(settings: Settings, recorded: Path) -> Conference:
    settings.RECORDINGS = recorded
    # Wagtail's migrations make the root once; tests that commit sweep it away with all else.
    Locale.objects.get_or_create(language_code="vi")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")
    return closed_conference()


def finished(conference: Conference, recordings: Path) -> Path:
    """The folder, once the film is made."""
    folder = folder_of(recordings, SLUG)
    playlist = read((folder / "index.m3u8").read_text())
    name, chapters = titled_chapters(conference.slug, playlist)
    finish(folder, playlist, name=name, chapters=chapters)
    return folder


def fetched(*asked: tuple[str, dict[str, str]]) -> list[httpx.Response]:
    """Answers of a started application to a reader without a pass."""

    async def run() -> list[httpx.Response]:
        async with served() as client:
            return [await client.get(address, headers=headers) for address, headers in asked]

    return asyncio.run(run())


def test_everybody_with_a_pass_gets_the_late_programme_and_nobody_else(conference: Conference) -> None:
    links = [
        link_for(conference, Role.DIRECTOR),
        link_for(conference, Role.VENUE, venue="LD-673"),
        link_for(conference, Role.DELEGATE, person="Trần Quốc Đạt"),
    ]
    paths = ["/recording/live.m3u8", "/recording/take-0001.mp4", "/recording/segment-000001.m4s"]

    async def scenario(api: Api) -> list[list[httpx.Response]]:
        holders = [*[await api.sign_in(link) for link in links], {}]
        return [[await api.get(path, holder) for path in paths] for holder in holders]

    *held, strangers = serve(scenario)
    assert [[one.status_code for one in answers] for answers in held] == [[200, 200, 200]] * 3
    assert [one.status_code for one in strangers] == [401, 401, 401]
    playlist, init, segment = held[0]
    assert len(read(playlist.text).takes) == 3
    assert playlist.headers["content-type"] == "application/vnd.apple.mpegurl"
    assert playlist.headers["cache-control"] == "no-cache"
    assert [one.headers["content-type"] for one in (init, segment)] == ["video/mp4", "video/iso.segment"]
    assert segment.headers["cache-control"] == "private, max-age=31536000, immutable"


def test_a_pass_opens_no_other_file_of_the_house(conference: Conference) -> None:
    names = ["index.m3u8", "..%2F..%2Fkeys%2Fdjango.key", "segment-000099.m4s", "recording.json", "segment-1.m4s"]

    async def scenario(api: Api) -> list[int]:
        holder = await api.sign_in(link_for_director)
        return [(await api.get(f"/recording/{name}", holder)).status_code for name in names]

    link_for_director = link_for(conference, Role.DIRECTOR)
    assert set(serve(scenario)) <= {404, 422}


def test_before_the_article_is_published_a_reader_gets_nothing(conference: Conference, recorded: Path) -> None:
    finished(conference, recorded)
    assert [one.status_code for one in fetched((f"{PUBLIC}/index.m3u8", {}), (f"{PUBLIC}/{FILM}", {}))] == [404, 404]
    page = publish_report(conference)
    assert [one.status_code for one in fetched((f"{PUBLIC}/index.m3u8", {}), (f"{PUBLIC}/{FILM}", {}))] == [200, 200]
    taken_down(page)
    assert fetched((f"{PUBLIC}/segment-000001.m4s", {}))[0].status_code == 404


@pytest.mark.usefixtures("conference")
def test_organisers_see_it_before() -> None:
    User.objects.create_superuser("to-chuc", password="mat-khau")
    client = Client()
    client.login(username="to-chuc", password="mat-khau")
    assert client.get(f"{PUBLIC}/index.m3u8").status_code == 200
    assert client.get(f"{PUBLIC}/recording.json").status_code == 404


def test_a_film_leaves_in_the_parts_that_are_asked_for(conference: Conference, recorded: Path) -> None:
    content = (finished(conference, recorded) / FILM).read_bytes()
    publish_report(conference)
    size = len(content)
    ranges = ["bytes=0-99", f"bytes={size - 50}-", "bytes=-50", f"bytes=5-{size * 2}", f"bytes={size}-", "bytes=9-3"]
    whole, *parts = fetched(
        (f"{PUBLIC}/{FILM}", {}), *((f"{PUBLIC}/{FILM}", {"Range": asked}) for asked in [*ranges, "bytes=0-1,5-9"])
    )
    assert whole.content == content
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    assert [one.status_code for one in parts] == [206, 206, 206, 206, 416, 416, 200]
    assert [one.content for one in parts[:4]] == [content[:100], content[-50:], content[-50:], content[5:]]
    assert parts[0].headers["content-range"] == f"bytes 0-99/{size}"
    assert parts[4].headers["content-range"] == f"bytes */{size}"


def test_director_finds_the_film_among_the_papers_once_it_is_made(conference: Conference, recorded: Path) -> None:
    client = Client()
    client.get(f"/go/{link_token(link_for(conference, Role.DIRECTOR))}")
    papers = f"/c/{SLUG}/console/papers/"
    (folder_of(recorded, SLUG) / "recording.json").unlink(missing_ok=True)
    assert links_on(client, papers) == ["minutes/", "attendance/", "../sheets/"]
    folder = finished(conference, recorded)
    assert links_on(client, papers) == ["minutes/", "attendance/", "../sheets/", "recording/"]

    async def run() -> httpx.Response:
        async with served() as reader:
            for name, morsel in client.cookies.items():
                reader.cookies.set(name, morsel.value)
            return await reader.get(f"{papers}recording/")

    answer = asyncio.run(run())
    assert answer.content == (folder / FILM).read_bytes()
    assert answer.headers["content-disposition"] == 'attachment; filename="ghi-hinh-lamdong-2022.mp4"'


def links_on(client: Client, address: str) -> list[str]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return [str(link["href"]) for link in page.select("nav .choice")]


def test_article_shows_the_film_with_its_chapters_and_works_without_a_script(
    conference: Conference, recorded: Path
) -> None:
    (folder_of(recorded, SLUG) / "recording.json").unlink(missing_ok=True)
    address = publish_report(conference).url
    assert b"film.js" not in Client().get(address).content
    finished(conference, recorded)
    answer = Client().get(address)
    page = BeautifulSoup(answer.content, "html.parser")
    poster = page.select_one(".film a.poster")
    assert poster is not None
    assert poster["href"] == f"{PUBLIC}/{FILM}"
    assert page.select_one(f'.film a[download][href="{PUBLIC}/{FILM}"]') is not None
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_the_unopened_conference_has_an_empty_late_programme(settings: Settings, tmp_path: Path) -> None:
    settings.RECORDINGS = tmp_path
    link = link_for(planned_conference().conference, Role.DIRECTOR)

    async def scenario(api: Api) -> str:
        return (await api.get("/recording/live.m3u8", await api.sign_in(link))).text

    assert read(serve(scenario)).takes == ()
