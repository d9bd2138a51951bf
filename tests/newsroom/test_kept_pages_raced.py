# SPDX-License-Identifier: Apache-2.0
"""A page in the making while something is published: it is never kept as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection, connections, transaction
from pytest_django import Settings

from diemcau.newsroom.models import NewsArticlePage
from factories.portal_pages import written_article
from support.articles import put_live
from support.kept import kept, made_anew, read
from support.portal import kept_in

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_S = 60.0
TABLE = "newsroom_newsarticlepage"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    with kept_in(tmp_path, settings):
        yield


class Paused:
    """An execute wrapper of Django's that stops its thread before one of the queries, until it may go on."""

    def __init__(self, before_query: int) -> None:
        self._left = before_query
        self.is_here, self.may_go_on = Event(), Event()

    def __call__(self, execute: Callable[..., Any], *query: Any) -> Any:
        self._left -= 1
        if self._left == 0:
            self.is_here.set()
            assert self.may_go_on.wait(PATIENCE_S)
        return execute(*query)


def read_beside(address: str, pause: Paused) -> bytes:
    """Read in a thread and over a connection of its own."""
    try:
        with connection.execute_wrapper(pause):
            return read(address)
    finally:
        connections.close_all()


def correct(article: NewsArticlePage, title: str) -> None:
    article.title, article.change_reason = title, "Sửa"
    put_live(article)


def queries_of(address: str) -> int:
    counting = Paused(0)
    with connection.execute_wrapper(counting):
        made_anew(address)
    return -counting._left


@pytest.fixture
def article() -> NewsArticlePage:
    article = written_article("Trước", "Tin.", slug="tin")
    read(article.url)  # what a process looks up once
    return article


def test_a_page_begun_before_a_publication_is_never_kept_after_it(article: NewsArticlePage) -> None:
    last = queries_of(article.url)
    for before_query in (1, last // 3, 2 * last // 3, last):
        pause = Paused(before_query)
        with ThreadPoolExecutor(1) as beside:
            reading = beside.submit(read_beside, article.url, pause)
            assert pause.is_here.wait(PATIENCE_S)
            correct(article, f"Sửa trước câu hỏi {before_query}")
            pause.may_go_on.set()
            assert reading.result(PATIENCE_S)
        assert kept() == {}
    assert read(article.url) == made_anew(article.url) == kept()[article.url]


def test_a_page_that_is_kept_between_commit_and_look_through_goes(article: NewsArticlePage) -> None:
    pause = Paused(queries_of(article.url))
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(read_beside, article.url, pause)
        assert pause.is_here.wait(PATIENCE_S)
        seen: list[set[str]] = []

        def go_on() -> None:
            """After the commit, before anything else that waits for it."""
            pause.may_go_on.set()
            assert reading.result(PATIENCE_S)
            seen.append(set(kept()))

        with transaction.atomic():
            transaction.on_commit(go_on)
            correct(article, "Sau")
    assert (seen, kept()) == ([{article.url}], {})
    assert read(article.url) == made_anew(article.url) == kept()[article.url]
