# SPDX-License-Identifier: Apache-2.0
"""What a page costs that isn't kept: as many queries with thirty articles as with one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.keeping.emptying import page_store
from diemcau.newsroom.models import NewsArticlePage
from factories.closed_conference import closed_conference
from support.articles import put_live
from support.portal import HOST, kept_in

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 20


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    with kept_in(tmp_path, settings):
        yield


def queries_of(*addresses: str) -> dict[str, list[str]]:
    """The questions that reached the database for each page, as its note tells."""
    for address in addresses:
        assert Client(headers={"host": HOST}).get(address).status_code == 200
    return {note.address: [reading.sql for reading in note.readings] for note in page_store().notes()}


def test_an_article_costs_few_queries_among_however_many() -> None:
    report = publish_report(closed_conference())
    section = report.get_parent()
    addresses = report.url, section.url, "/", "/en/", "/rss/", f"{section.url}atom/"
    queries_of(*addresses)  # what a process looks up once: the site's root, content types
    put_live(report)
    alone = queries_of(*addresses)
    for number in range(29):
        article = NewsArticlePage(
            title=f"Tin số {number}",
            slug=f"tin-{number}",
            lead="Tin.",
            conference=report.conference,
            reported_at=report.reported_at - timedelta(hours=number),
            live=False,
        )
        put_live(section.add_child(instance=article))
    among = queries_of(*addresses)

    assert among.keys() == alone.keys() == set(addresses)
    for address in addresses:
        assert len(among[address]) <= MOST, "\n".join(among[address])
        assert len(among[address]) <= len(alone[address]) + 1, (len(alone[address]), "\n".join(among[address]))
