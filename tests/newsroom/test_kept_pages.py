# SPDX-License-Identifier: Apache-2.0
"""Kept pages as readers get them, through the real application."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from pytest_django import Settings

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.models import NewsArticlePage
from factories.closed_conference import closed_conference
from support.articles import put_live
from support.portal import ORIGIN, kept_in
from support.served import serve

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    with kept_in(tmp_path, settings):
        yield


def read(scenario: Callable[[httpx.AsyncClient], Awaitable[T]]) -> T:
    return serve(lambda api: scenario(api.client))


def test_a_page_is_made_once_and_then_comes_from_its_file(tmp_path: Path) -> None:
    address = publish_report(closed_conference()).url

    async def scenario(reader: httpx.AsyncClient) -> list[httpx.Response]:
        return [await reader.get(f"{ORIGIN}{address}"), await reader.get(f"{ORIGIN}{address}")]

    made, kept = read(scenario)
    body = tmp_path / "pages" / address[1:] / "index.html"
    assert body.read_bytes() == made.content == kept.content
    assert gzip.decompress(body.with_name("index.html.gz").read_bytes()) == made.content
    assert kept.headers["content-encoding"] == "gzip"
    same = dict(made.headers)
    del same["content-length"], same["etag"], same["x-request-id"]
    assert same.items() <= dict(kept.headers).items()


def test_a_correction_is_read_at_once() -> None:
    address = publish_report(closed_conference()).url

    def correct() -> None:
        article = NewsArticlePage.objects.get(locale__language_code="vi")
        article.title = "Tít đã đính chính"
        put_live(article)
        connections.close_all()  # this thread's own, which nobody else would close

    async def scenario(reader: httpx.AsyncClient) -> list[bool]:
        before = [(await reader.get(f"{ORIGIN}{address}")).text for _ in range(2)]
        await sync_to_async(correct)()
        return ["Tít đã đính chính" in text for text in (*before, (await reader.get(f"{ORIGIN}{address}")).text)]

    assert read(scenario) == [False, False, True]
