# SPDX-License-Identifier: Apache-2.0
"""All the ways to ask for a kept page, through the real application: who gets it, and what is never kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from diemcau.newsroom.keeping.store import is_keepable
from diemcau.newsroom.models import NewsArticlePage
from factories.portal_pages import written_article
from support.portal import ORIGIN, kept_in
from support.served import serve

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
SIGNED_IN = {"cookie": f"{django_settings.SESSION_COOKIE_NAME}=0123456789abcdef0123456789abcdef"}


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    with kept_in(tmp_path, settings):
        yield


@pytest.fixture
def article() -> NewsArticlePage:
    return written_article("Tin", "Tin.", slug="tin")


def ask(scenario: Callable[[httpx.AsyncClient], Awaitable[T]]) -> T:
    return serve(lambda api: scenario(api.client))


def kept_files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in (folder / "pages").rglob("*") if path.is_file()}


def test_answers_to_whoever_has_a_page_already_and_to_whoever_has_not(article: NewsArticlePage) -> None:
    async def scenario(reader: httpx.AsyncClient) -> dict[str, tuple[int, bool]]:
        page = f"{ORIGIN}{article.url}"
        whole = (await reader.get(page)).content
        plain = (await reader.get(page, headers={"accept-encoding": "identity"})).headers
        packed = (await reader.get(page)).headers
        asked = {
            "nothing": {},
            "its tag": {"if-none-match": plain["etag"]},
            "its tag, packed": {"if-none-match": packed["etag"]},
            "its tag, weak": {"if-none-match": f"W/{plain['etag']}"},
            "its tag among others": {"if-none-match": f'"other", {plain["etag"]}'},
            "any": {"if-none-match": "*"},
            "another tag": {"if-none-match": '"other"'},
            "its date": {"if-modified-since": plain["last-modified"]},
            "an older date": {"if-modified-since": "Mon, 31 Oct 2022 09:00:00 GMT"},
            "no date": {"if-modified-since": "Mon, 32 Oct 2022 09:00:00 GMT"},
            "another tag, its date": {"if-none-match": '"other"', "if-modified-since": plain["last-modified"]},
            "a part": {"range": "bytes=0-9"},
            "another language": {"accept-language": "en"},
            "a cookie of others": {"cookie": "theme=dark"},
        }
        answers = {name: await reader.get(page, headers=headers) for name, headers in asked.items()}
        return {name: (answer.status_code, answer.content == whole) for name, answer in answers.items()}

    same, known = (200, True), (304, False)
    assert ask(scenario) == {
        "nothing": same,
        "its tag": known,
        "its tag, packed": known,
        "its tag, weak": known,
        "its tag among others": known,
        "any": known,
        "another tag": same,
        "its date": known,
        "an older date": same,
        "no date": same,
        "another tag, its date": same,
        "a part": same,
        "another language": same,
        "a cookie of others": same,
    }


def test_a_page_comes_packed_only_to_those_who_can_unpack_it(article: NewsArticlePage) -> None:
    async def scenario(reader: httpx.AsyncClient) -> dict[str, tuple[str | None, bool]]:
        page = f"{ORIGIN}{article.url}"
        whole = (await reader.get(page)).content
        asked = ("gzip", "br, gzip;q=0.5", "GZIP", "gzip;q=0", "gzip; q=0.0, br", "br", "identity", "")
        answers = {words: await reader.get(page, headers={"accept-encoding": words}) for words in asked}
        assert {answer.headers["vary"] for answer in answers.values()} == {"Accept-Encoding"}
        assert len({answer.headers["etag"] for answer in answers.values()}) == 2
        return {
            words: (answer.headers.get("content-encoding"), answer.content == whole)
            for words, answer in answers.items()
        }

    packed, plain = ("gzip", True), (None, True)
    assert ask(scenario) == {
        "gzip": packed,
        "br, gzip;q=0.5": packed,
        "GZIP": packed,
        "gzip;q=0": plain,
        "gzip; q=0.0, br": plain,
        "br": plain,
        "identity": plain,
        "": plain,
    }


def test_the_head_of_a_page_is_the_pages_own(article: NewsArticlePage) -> None:
    async def scenario(reader: httpx.AsyncClient) -> tuple[httpx.Response, httpx.Response, httpx.Response]:
        page = f"{ORIGIN}{article.url}"
        before = await reader.head(page)
        await reader.get(page)
        return before, await reader.head(page), await reader.get(page)

    before, head, whole = ask(scenario)
    numbers = {"x-request-id"}
    assert (before.status_code, before.content, head.status_code, head.content) == (200, b"", 200, b"")
    assert {name: head.headers[name] for name in head.headers if name not in numbers} == {
        name: whole.headers[name] for name in whole.headers if name not in numbers
    }


def test_what_isnt_one_page_for_all_is_never_kept(article: NewsArticlePage, tmp_path: Path) -> None:
    page = article.url
    hidden = written_article("Kín", "Tin.", slug="kin")
    hidden.view_restrictions.create(restriction_type="password", password="mat-khau")
    asked: dict[str, tuple[str, str, dict[str, str]]] = {
        "head": ("HEAD", page, {}),
        "a form": ("POST", page, {}),
        "an unknown question": ("GET", f"{page}?utm_source=zalo", {}),
        "somebody signed in": ("GET", page, SIGNED_IN),
        "another host": ("GET", page, {"host": "127.0.0.1:8080"}),
        "no slash": ("GET", page[:-1], {}),
        "lost": ("GET", f"{page}khong-co/", {}),
        "behind a password": ("GET", hidden.url, {}),
        "feedback": ("GET", f"{page}feedback/", {}),
        "search": ("GET", "/tim-kiem/", {}),
        "a version that isn't": ("GET", f"{page}history/9/", {}),
        "a number in other digits": ("GET", f"{page}history/01/", {}),
    }

    async def scenario(reader: httpx.AsyncClient) -> tuple[dict[str, int], set[str]]:
        answers = {
            name: await reader.request(method, f"{ORIGIN}{path}", headers=headers)
            for name, (method, path, headers) in asked.items()
        }
        return {name: answer.status_code for name, answer in answers.items()}, kept_files(tmp_path)

    statuses, files = ask(scenario)
    assert files == set()
    assert statuses == {
        "head": 200,
        "a form": 403,
        "an unknown question": 200,
        "somebody signed in": 200,
        "another host": 200,
        "no slash": 301,
        "lost": 404,
        "behind a password": 200,
        "feedback": 200,
        "search": 200,
        "a version that isn't": 404,
        "a number in other digits": 200,
    }


def test_somebody_signed_in_never_gets_a_kept_page(article: NewsArticlePage) -> None:
    async def scenario(reader: httpx.AsyncClient) -> list[bool]:
        page = f"{ORIGIN}{article.url}"
        answers = [await reader.get(page), await reader.get(page, headers=SIGNED_IN), await reader.get(page)]
        return ["etag" in answer.headers for answer in answers]

    assert ask(scenario) == [True, False, True]


def test_fifty_who_ask_at_once_have_a_page_made_once(article: NewsArticlePage) -> None:
    async def scenario(reader: httpx.AsyncClient) -> tuple[int, int]:
        page = f"{ORIGIN}{article.url}"
        answers = await asyncio.gather(*(reader.get(page) for _ in range(50)))
        # Django packs nothing: whatever comes packed was kept.
        made = [answer for answer in answers if "content-encoding" not in answer.headers]
        return len(made), len({answer.content for answer in answers})

    assert ask(scenario) == (1, 1)


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("/", True),
        ("/tin-tuc/bai-viết/", True),
        ("/tin-tuc/bai/proof.json", True),
        ("/tin-tuc/trang/10/", True),
        ("/2022-tin/", True),
        ("/tin-tuc/trang/010/", False),
        ("/tin-tuc/trang/0/", False),
        ("/../bi-mat/", False),
        ("/tin//bai/", False),
        ("/.an/", False),
        ("/tin/bai.", True),
        ("/tin bai/", False),
        ("/tin\x00/", False),
        ("/tin\n", False),
        (f"/{'ờ' * 100}/", False),
        ("tin/", False),
    ],
)
def test_addresses_that_make_a_files_name(address: str, is_one: bool) -> None:  # noqa: FBT001 - a row's value
    assert is_keepable(address) is is_one
