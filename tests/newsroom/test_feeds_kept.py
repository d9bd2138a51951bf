# SPDX-License-Identifier: Apache-2.0
"""Feeds and maps are kept like pages: made once, told by 304, and made anew when what they tell changes, no sooner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from pytest_django import Settings

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.keeping.emptying import page_store
from diemcau.newsroom.models import NewsArticlePage
from factories.closed_conference import closed_conference
from factories.portal_pages import written_article
from support.articles import put_live
from support.portal import HOST, ORIGIN, kept_in
from support.served import serve
from support.syndicated import corrected

pytestmark = pytest.mark.django_db(transaction=True)
FEEDS = ["/rss/", "/atom/", "/en/rss/", "/en/atom/"]
MAPS = ["/sitemap.xml", "/news-sitemap.xml", "/robots.txt"]


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    with kept_in(tmp_path, settings):
        yield


def kept_after_reading(*addresses: str) -> set[str]:
    for address in addresses:
        assert Client(headers={"host": HOST}).get(address).status_code == 200
    return still_kept()


def still_kept() -> set[str]:
    return {note.address for note in page_store().notes()}


def test_feeds_and_maps_are_kept() -> None:
    publish_report(closed_conference())
    everything = {*FEEDS, *MAPS, "/tuyen-giao-cac-cap/rss/", "/nguon-tin/", "/en/feeds/"}
    assert kept_after_reading(*everything) == everything


def test_a_draft_lets_no_feed_go() -> None:
    page = publish_report(closed_conference())
    everything = kept_after_reading(*FEEDS, *MAPS)
    page.lead = "Bản nháp"
    page.save_revision()
    assert still_kept() == everything


def test_what_is_published_lets_go_where_it_is_told() -> None:
    publish_report(closed_conference())
    written_article("Tin cũ", slug="tin-cu", section="Mục khác")
    everything = kept_after_reading(*FEEDS, *MAPS, "/tuyen-giao-cac-cap/rss/", "/muc-khac/rss/")
    written_article("Tin mới", slug="tin-moi", section="Mục khác")
    assert everything - still_kept() == {"/rss/", "/atom/", "/muc-khac/rss/", "/sitemap.xml", "/robots.txt"}


def test_a_correction_lets_the_feeds_of_every_language_go() -> None:
    page = publish_report(closed_conference())
    written_article("Tin khác", slug="tin-khac", section="Mục khác")
    everything = kept_after_reading(*FEEDS, "/tuyen-giao-cac-cap/rss/", "/muc-khac/rss/")
    corrected(page, User.objects.create_superuser("quan-tri", "quan-tri@localhost", "mat-khau"))
    assert still_kept() == {"/muc-khac/rss/"}
    assert everything - still_kept() == {*FEEDS, "/tuyen-giao-cac-cap/rss/"}


def test_whoever_has_a_feed_is_told_so_until_it_changes() -> None:
    publish_report(closed_conference())

    def publish_again() -> None:
        article = NewsArticlePage.objects.get(locale__language_code="vi")
        article.title = "Tít đã sửa"
        put_live(article)
        connections.close_all()  # this thread's own, which nobody else would close

    async def scenario(reader: httpx.AsyncClient) -> list[tuple[int, bool]]:
        seen = []
        answer = await reader.get(f"{ORIGIN}/rss/")
        for change in (None, publish_again):
            if change:
                await sync_to_async(change)()
            tag = answer.headers["etag"]
            again = await reader.get(f"{ORIGIN}/rss/", headers={"if-none-match": tag, "accept-encoding": "identity"})
            seen.append((again.status_code, "Tít đã sửa" in again.text))
        return seen

    assert serve(lambda api: scenario(api.client)) == [(304, False), (200, True)]
