# SPDX-License-Identifier: Apache-2.0
"""An English article that is older than the Vietnamese one: editors are told at once, and until it is published."""

from __future__ import annotations

from django.contrib.auth.models import User
from wagtail.models import Locale

from diemcau.newsroom.behind.queries import articles_behind
from diemcau.newsroom.models import NewsArticlePage
from support.articles import put_live
from support.newsroom_people import address, signed_in

TOLD = "Bản gốc đã xuất bản lại"


def english_of(page: NewsArticlePage) -> NewsArticlePage:
    english: NewsArticlePage = page.get_translation(Locale.objects.get(language_code="en"))
    return english


def rewritten(page: NewsArticlePage, lead: str) -> NewsArticlePage:
    page.lead = lead
    return put_live(page)


def test_what_the_record_published_together_is_not_behind(report: NewsArticlePage) -> None:
    assert report.live
    assert list(articles_behind()) == []


def test_a_translation_is_behind_until_it_is_published_itself(report: NewsArticlePage, editor: User) -> None:
    english, client = english_of(report), signed_in(editor)
    assert TOLD not in client.get(address("edit", english)).content.decode()
    rewritten(report, "Đã có [[delegates.attended]] đại biểu dự.")
    assert list(articles_behind()) == [english]
    assert TOLD in client.get(address("edit", english)).content.decode()
    assert TOLD not in client.get(address("edit", report)).content.decode()
    assert "Bản dịch cũ hơn bản gốc" in client.get("/admin/").content.decode()
    rewritten(english, "There were [[delegates.attended]] delegates.")
    assert list(articles_behind()) == []
    assert "Bản dịch cũ hơn bản gốc" not in client.get("/admin/").content.decode()


def test_what_nobody_reads_is_not_behind(report: NewsArticlePage) -> None:
    rewritten(report, "Đã có [[delegates.attended]] đại biểu dự.")
    english_of(report).unpublish(set_expired=True)
    assert list(articles_behind()) == []
