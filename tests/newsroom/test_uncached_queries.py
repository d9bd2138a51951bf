# SPDX-License-Identifier: Apache-2.0
"""What a page costs that isn't kept: as many queries with thirty articles as with one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import Settings

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.keeping.emptying import page_store
from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.notices.drafting import draft_notices
from diemcau.newsroom.review.approving import publish_records_draft
from diemcau.recording.archive import SUMMARY, Summary, folder_of, summary_file
from factories.closed_conference import closed_conference
from support.articles import REVIEWER, put_live, stored_picture
from support.portal import HOST, kept_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
MOST = 20


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT, settings.RECORDINGS = str(tmp_path / "media"), tmp_path / "recordings"
    with kept_in(tmp_path / "portal", settings):
        yield
    gc.collect()


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


def test_a_report_with_film_pictures_and_a_notice_costs_few_too(settings: Settings) -> None:
    conference = closed_conference()
    folder = folder_of(settings.RECORDINGS, conference.slug)
    folder.mkdir(parents=True)
    (folder / SUMMARY).write_bytes(summary_file(Summary(segments=1, lasts_s=90.0, size_bytes=10**6, chapters=())))
    report = publish_report(conference)
    report.photo = stored_picture("chủ tọa")
    report.body.extend(
        ("picture", {"picture": stored_picture(f"điểm cầu {number}"), "caption": ""}) for number in range(6)
    )
    put_live(report)
    settled = next(notice for notice in draft_notices(conference) if notice.settled_at)
    publish_records_draft(settled, settled.latest_revision, reviewer=REVIEWER)
    queries_of(report.url, report.url)

    asked = queries_of(report.url)[report.url]

    shown = BeautifulSoup(Client(headers={"host": HOST}).get(report.url).content, "html.parser")
    assert len(shown.select("main figure img")) >= 7
    assert len(asked) <= MOST, "\n".join(asked)
