# SPDX-License-Identifier: Apache-2.0
"""What a newsroom does empties exactly the pages that change by it: these and no others."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pytest_django import Settings

from diemcau.newsroom.models import NewsArticlePage, ReaderFeedback, SectionPage, WebsiteLink, WebsiteLinkGroup
from support.articles import put_live
from support.busy_newsroom import BusyNewsroom
from support.kept import kept, read
from support.portal import kept_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Wagtail leaves opened pictures to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

FRONT, FRONT_EN = "/", "/en/"
FEED, FEED_EN = "/rss/", "/en/rss/"
SECTION, SECTION_EN = "/tuyen-giao-cac-cap/", "/en/tuyen-giao-cac-cap/"
REPORT, REPORT_EN = f"{SECTION}lamdong-2022/", f"{SECTION_EN}lamdong-2022/"
PRINTED, PRINTED_EN = f"{REPORT}ban-in/", f"{REPORT_EN}print/"
HISTORY, HISTORY_EN, VERSION = f"{REPORT}history/", f"{REPORT_EN}history/", f"{REPORT}history/1/"
ELSEWHERE, FEED_ELSEWHERE, ARTICLE = "/tin-trong-tinh/", "/tin-trong-tinh/rss/", "/tin-trong-tinh/tin/"
LIBRARY, ALBUM, PICTURE = "/thu-vien-anh/", "/thu-vien-anh/hoi-nghi/", "/thu-vien-anh/hoi-nghi/1/"
CORRECTIONS, CORRECTIONS_EN, CHECKS = "/dinh-chinh/", "/en/corrections/", "/kiem-chung/"
REPORT_ITSELF = {REPORT, PRINTED, HISTORY, VERSION}
"""The article's own row is read for each address below it."""
WITH_MENU = {
    FRONT, SECTION, REPORT, HISTORY, VERSION, ELSEWHERE, ARTICLE, LIBRARY, ALBUM, PICTURE, CORRECTIONS, CHECKS,
}  # fmt: skip
VIETNAMESE = WITH_MENU | {PRINTED, FEED, FEED_ELSEWHERE}
ENGLISH = {FRONT_EN, FEED_EN, SECTION_EN, REPORT_EN, PRINTED_EN, HISTORY_EN, CORRECTIONS_EN}


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT, settings.RECORDINGS = str(tmp_path / "media"), tmp_path / "recordings"
    with kept_in(tmp_path / "portal", settings):
        yield
    gc.collect()


def emptied_by(deed: Callable[[], object]) -> set[str]:
    """All pages are read, and something is done: which are gone?"""
    for address in VIETNAMESE | ENGLISH:
        read(address)
    assert kept().keys() == VIETNAMESE | ENGLISH
    deed()
    return (VIETNAMESE | ENGLISH) - kept().keys()


def drafted(page: NewsArticlePage, **words: Any) -> NewsArticlePage:
    draft: NewsArticlePage = page.get_latest_revision_as_object()
    for name, text in words.items():
        setattr(draft, name, text)
    draft.save_revision()
    return draft


def published(page: NewsArticlePage, **words: Any) -> None:
    put_live(drafted(page, **words))


def renamed(section: SectionPage) -> None:
    section = SectionPage.objects.get(pk=section.pk)
    section.title = "Trong tỉnh"
    section.save_revision().publish()


def link_elsewhere(language: str) -> None:
    group = WebsiteLinkGroup.objects.get(locale__language_code=language)
    WebsiteLink.objects.create(group=group, title="Báo", address="https://bao.example/", locale=group.locale)


def moderated(page: NewsArticlePage, state: str) -> None:
    ReaderFeedback.objects.update_or_create(
        page=page, digest="1", defaults={"message": "Hay quá", "received_at": page.reported_at, "state": state}
    )


def test_what_is_done_empties_the_pages_that_change_by_it() -> None:
    newsroom = BusyNewsroom(Random(1))  # noqa: S311 - nothing is kept secret by it
    section = SectionPage.objects.get(slug="tin-trong-tinh", locale__language_code="vi")
    report, article = newsroom.report, newsroom.put_out(slug="tin", section=section)
    english = report.get_translations().get().specific
    for address in VIETNAMESE | ENGLISH:
        read(address)  # pictures are made
    emptied = {
        "a draft is saved": emptied_by(lambda: drafted(english, title="Draft")),
        "the record goes on": emptied_by(newsroom.let_the_record_go_on),
        "feedback comes": emptied_by(lambda: moderated(article, "waiting")),
        "feedback is approved": emptied_by(lambda: moderated(article, "approved")),
        "a link is added": emptied_by(lambda: link_elsewhere("vi")),
        "a caption is mended": emptied_by(newsroom.mend_a_pictures_words),
        "a byline is changed": emptied_by(lambda: published(article, byline="Hoàng Khôi")),
        "a lead is changed": emptied_by(lambda: published(article, lead="Câu dẫn mới")),
        "a headline is changed": emptied_by(lambda: published(article, title="Tít mới")),
        "the English headline is changed": emptied_by(lambda: published(english, title="New headline")),
        "a correction is published": emptied_by(newsroom.correct),
        "a section is renamed": emptied_by(lambda: renamed(section)),
        "a section is closed": emptied_by(lambda: section.view_restrictions.create(restriction_type="login")),
    }
    article_alone, its_feeds = {ARTICLE}, {FEED, FEED_ELSEWHERE}
    its_lists = {FRONT, ELSEWHERE}
    assert emptied == {
        "a draft is saved": set(),
        "the record goes on": set(),
        "feedback comes": set(),
        "feedback is approved": article_alone,
        "a link is added": WITH_MENU,
        "a caption is mended": {ALBUM, PICTURE},
        "a byline is changed": article_alone | its_feeds,
        "a lead is changed": article_alone | its_feeds | its_lists,
        "a headline is changed": article_alone | its_feeds | its_lists | {REPORT},
        "the English headline is changed": {REPORT_EN, PRINTED_EN, HISTORY_EN, SECTION_EN, FRONT_EN, FEED_EN},
        "a correction is published": (
            REPORT_ITSELF | {REPORT_EN, PRINTED_EN, HISTORY_EN, FEED, FEED_EN, CORRECTIONS, CORRECTIONS_EN}
        ),
        "a section is renamed": WITH_MENU | its_feeds,
        "a section is closed": WITH_MENU | its_feeds,
    }
