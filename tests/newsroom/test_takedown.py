# SPDX-License-Identifier: Apache-2.0
"""Taken down: the address says so in its language, nothing of the article is left to readers, and it can come back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from pytest_django import Settings
from wagtail.models import Locale

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.keeping.emptying import page_store
from diemcau.newsroom.models import NewsArticlePage, NewsPicture, SectionPage, TakeDown, TakeDownNotice
from diemcau.newsroom.review.approving import submit
from diemcau.newsroom.review.refusals import (
    NothingToTakeDown,
    PageIsTakenDown,
    PublishedIsNotDeleted,
    ReasonIsMissing,
    TakeDownLacksLanguage,
    TakenOffWithoutNotice,
)
from diemcau.newsroom.schedule import publish_due
from diemcau.newsroom.takedown import take_down
from factories.portal_pages import written_article
from support.articles import decision, put_live, taken_down
from support.newsroom_people import address, signed_in
from support.pictures import coded, drawn
from support.portal import HOST, kept_in
from support.syndicated import feed_at, titles_at

REASON, REASON_EN = "Bài nêu tên một học sinh.", "The article named a pupil."
FORM = "/admin/newsroom-take-downs/new/"
BELOW = ("", "history/", "history/1/", "proof.json", "ban-in/", "feedback/")


def sent(page: NewsArticlePage, **changed: str) -> dict[str, str]:
    """The form of a take-down as it is sent."""
    words = {"office_vi": "Ban biên tập", "reason_vi": REASON, "office_en": "The office", "reason_en": REASON_EN}
    return {"article": str(page.pk), **words, **changed}


def english_of(page: NewsArticlePage) -> NewsArticlePage:
    english: NewsArticlePage = page.get_translation(Locale.objects.get(language_code="en"))
    return english


def back_again(page: NewsArticlePage, author: User, *, reason: str = "Đã xóa tên học sinh") -> NewsArticlePage:
    """A new text of what was taken down, with a reason, approved by somebody else."""
    return put_live(page.get_latest_revision_as_object(), reason=reason, author=author)


def test_every_address_of_it_is_gone_in_both_languages_and_says_why(report: NewsArticlePage) -> None:
    english = english_of(report)
    taken_down(report)
    for path in BELOW:
        answer = Client().get(report.url + path)
        assert (answer.status_code, REASON in answer.content.decode()) == (410, True)
        assert report.lead[:30] not in answer.content.decode()
    told = Client().get(english.url)
    assert (told.status_code, REASON_EN in told.content.decode()) == (410, True)
    assert "no-store" in told["Cache-Control"]


def test_the_notice_names_what_was_here_when_and_whose_decision_it_was_and_nobody(
    report: NewsArticlePage, reviewer: User
) -> None:
    taken_down(report, by=reviewer)
    page = BeautifulSoup(Client().get(report.url).content, "html.parser")
    notice = page.select_one(".taken-down")
    assert notice is not None
    assert notice.select_one("h1").get_text() == report.title  # type: ignore[union-attr]
    assert [term.get_text() for term in notice.select("dt")] == ["Lý do", "Theo quyết định của", "Đăng lúc", "Gỡ lúc"]
    assert [told.get_text() for told in notice.select("dd")][:2] == [REASON, "Ban biên tập"]
    assert len(notice.select("dd time")) == 2
    assert reviewer.username not in str(page)
    assert page.select('script[type="application/ld+json"], link[rel="alternate"][hreflang]') == []


def test_lists_search_and_the_other_languages_know_it_no_more(report: NewsArticlePage) -> None:
    english = english_of(report)
    taken_down(report)
    for path in ("/", report.get_parent().url, "/en/", "/tim-kiem/?q=tập+huấn"):
        page = BeautifulSoup(Client().get(path).content, "html.parser")
        assert page.select(f'main a[href="{report.url}"], main a[href="{english.url}"]') == []


def test_feeds_tell_in_each_language_that_it_is_gone_until_it_is_back(report: NewsArticlePage, editor: User) -> None:
    english = english_of(report)
    taken_down(report)
    [entry] = feed_at("/atom/").entries
    assert (entry.title, entry.link) == (f"Gỡ bài: {report.title}", f"{settings.WAGTAILADMIN_BASE_URL}{report.url}")
    assert entry.summary == f"{REASON} Theo quyết định của Ban biên tập."
    assert titles_at("/en/rss/") == [f"Taken down: {english.title}"]
    back_again(report, editor)
    assert titles_at(f"{report.get_parent().url}rss/") == [report.title]


def test_whoever_signs_in_still_reads_the_history(report: NewsArticlePage, editor: User) -> None:
    taken_down(report)
    client = signed_in(editor)
    assert client.get(report.url).status_code == 410
    history = client.get(f"{report.url}history/").content.decode()
    assert (REASON in history, "Phiên bản 1" in history) == (True, True)
    assert client.get(f"{report.url}history/1/").status_code == 200
    assert client.get(f"{report.url}proof.json").status_code == 410


def test_a_reviewer_takes_it_down_in_the_admin_and_an_editor_cannot(
    report: NewsArticlePage, editor: User, reviewer: User
) -> None:
    assert signed_in(editor).post(FORM, sent(report)).status_code == 302
    assert Client().get(report.url).status_code == 200
    assert report.title in signed_in(reviewer).get(FORM).content.decode()
    signed_in(reviewer).post(FORM, sent(report))
    assert Client().get(report.url).status_code == 410
    assert TakeDown.objects.get().by == reviewer
    assert report.title in signed_in(reviewer).get("/admin/newsroom-take-downs/").content.decode()


def test_a_language_without_a_reason_is_told_and_nothing_that_was_typed_is_lost(
    report: NewsArticlePage, reviewer: User
) -> None:
    page = signed_in(reviewer).post(FORM, sent(report, reason_en="")).content.decode()
    assert ("lý do gỡ bài bằng: English" in page, REASON in page) == (True, True)
    assert Client().get(report.url).status_code == 200


def test_wagtails_own_button_asks_for_the_reason(report: NewsArticlePage, superuser: User) -> None:
    client = signed_in(superuser)
    answer = client.post(address("unpublish", report))
    assert (answer.status_code, answer["Location"]) == (302, f"{FORM}?article={report.pk}")
    assert f'<option value="{report.pk}" selected>' in client.get(answer["Location"]).content.decode()
    assert Client().get(report.url).status_code == 200


def test_no_other_way_takes_it_off_silently(report: NewsArticlePage, superuser: User) -> None:
    client, section = signed_in(superuser), report.get_parent()
    bulk = f"/admin/bulk/wagtailcore/page/unpublish/?id={report.pk}"
    for way, fields in ((bulk, {}), (address("unpublish", section), {"include_descendants": "on"})):
        told = client.post(way, fields, follow=True, headers={"referer": f"http://testserver{way}"})
        assert "Hãy dùng mục “Gỡ bài”" in told.content.decode()
    with pytest.raises(TakenOffWithoutNotice):
        report.unpublish()
    assert [Client().get(page.url).status_code for page in (report, section)] == [200, 200]


def test_what_readers_have_seen_is_not_deleted_with_its_section_either(
    report: NewsArticlePage, superuser: User
) -> None:
    way = address("delete", report)
    told = signed_in(superuser).post(way, follow=True, headers={"referer": f"http://testserver{way}"})
    assert "không xóa được" in told.content.decode()
    with pytest.raises(PublishedIsNotDeleted), transaction.atomic():
        SectionPage.objects.get(pk=report.get_parent().pk).delete()
    taken_down(report)
    with pytest.raises(PublishedIsNotDeleted), transaction.atomic():
        NewsArticlePage.objects.get(pk=report.pk).delete()
    draft = written_article("Bài nháp", slug="nhap", live=False)
    draft.delete()
    assert not NewsArticlePage.objects.filter(pk=draft.pk).exists()


def test_it_comes_back_by_a_reviewed_text_with_a_reason_and_the_history_tells(
    report: NewsArticlePage, editor: User
) -> None:
    taken_down(report)
    with pytest.raises(ReasonIsMissing):
        back_again(report, editor, reason="")
    back_again(report, editor)
    assert Client().get(report.url).status_code == 200
    assert Client().get(english_of(report).url).status_code == 410
    history = BeautifulSoup(Client().get(f"{report.url}history/").content, "html.parser")
    assert [reason.get_text() for reason in history.select(".reason")] == [
        REASON,
        "Đã xóa tên học sinh",
        "Đăng lần đầu",
    ]
    assert TakeDownNotice.objects.get(page_id=report.pk).lifted_at is not None


def test_nothing_that_was_approved_before_puts_it_back(report: NewsArticlePage, editor: User) -> None:
    approved = report.live_revision
    report.lead, report.change_reason = "Câu mới.", "Viết lại"
    waiting = report.save_revision(user=editor)
    submit(report, user=editor)
    taken_down(report)
    for revision in (approved, waiting):
        with pytest.raises(PageIsTakenDown):
            revision.publish()
    assert NewsArticlePage.objects.get(pk=report.pk).current_workflow_state is None


def test_the_record_does_not_put_it_back(report: NewsArticlePage) -> None:
    assert report.conference is not None
    taken_down(report)
    with pytest.raises(PageIsTakenDown):
        publish_report(report.conference)
    assert Client().get(report.url).status_code == 410


def test_twice_is_refused(report: NewsArticlePage) -> None:
    taken_down(report)
    with pytest.raises(NothingToTakeDown):
        taken_down(report)
    lacking = decision()
    lacking.office_vi = ""
    with pytest.raises(TakeDownLacksLanguage):
        take_down(lacking, written_article("Bài hai", slug="hai"), by=None, at=SystemClock().now())


def test_an_article_whose_own_time_is_over_falls_silent(report: NewsArticlePage) -> None:
    NewsArticlePage.objects.filter(pk=report.pk).update(expire_at=SystemClock().now() - timedelta(minutes=1))
    publish_due(now=SystemClock().now())
    assert Client().get(report.url).status_code == 404


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail's
def test_its_pictures_go_but_for_those_that_another_page_shows(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
) -> None:
    own, shared = (
        NewsPicture.objects.create(title=name, file=ContentFile(coded(drawn()), name=f"{name}.jpg"))
        for name in ("rieng", "chung")
    )
    page, other = (written_article(title, slug=title, live=False) for title in ("mot", "hai"))
    page.photo, other.photo = own, shared
    page.body = [("picture", {"picture": shared, "caption": ""})]
    put_live(page)
    put_live(other)
    shown = [picture.get_rendition("width-200|format-jpeg").url for picture in (own, shared)]
    with django_capture_on_commit_callbacks(execute=True):
        taken_down(page)
    answers = [Client().get(url) for url in shown]
    for answer in answers:
        answer.close()
    assert [answer.status_code for answer in answers] == [404, 200]


@pytest.mark.django_db(transaction=True)
def test_exactly_the_pages_that_showed_it_are_let_go(settings: Settings, tmp_path: Path) -> None:
    with kept_in(tmp_path, settings):
        page, other = written_article("Bài một", slug="mot"), written_article("Bài hai", slug="hai", section="Khác")
        client = Client(headers={"host": HOST})
        paths = ("/", page.url, f"{page.url}history/", page.get_parent().url, other.get_parent().url, "/dinh-chinh/")
        for path in paths:
            client.get(path)
        before = {path for path in paths if page_store().load(path)}
        taken_down(page)
        after = {path for path in paths if page_store().load(path)}
        assert client.get(page.url).status_code == 410
        assert page_store().load(page.url) is None
    assert before - after == {"/", page.url, f"{page.url}history/", page.get_parent().url}
