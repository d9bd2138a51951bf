# SPDX-License-Identifier: Apache-2.0
"""The portal as a reader's browser gets it."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Site

from diemcau.conference.models import Conference
from diemcau.newsroom.actions import publish_report, set_up_portal
from diemcau.newsroom.history import words_of
from diemcau.newsroom.models import HomePage, NewsArticlePage, SectionPage
from diemcau.newsroom.report import compose_report
from diemcau.newsroom.site import PORTAL_TITLES
from diemcau.outcome.queries import outcome_of
from diemcau.outcome.refusals import ConferenceIsNotClosed
from factories.closed_conference import PRESENT, closed_conference, planned_conference
from support.articles import put_live

pytestmark = pytest.mark.django_db


def soup(url: str) -> BeautifulSoup:
    answer = Client().get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text(page: BeautifulSoup, selector: str) -> str:
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text(" ", strip=True).split()).replace(" ,", ",").replace(" .", ".")


def published(conference: Conference) -> BeautifulSoup:
    return soup(publish_report(conference).url)


def figures(page: BeautifulSoup) -> dict[str, str]:
    return {str(data["data-query"]): str(data["value"]) for data in page.select(".figures data")}


def test_portal_is_set_up_once_and_wagtails_welcome_is_gone() -> None:
    home = set_up_portal(organisation="Tỉnh ủy Lâm Đồng", section="Tuyên giáo các cấp")
    again = set_up_portal(organisation="Cơ quan khác", section="Tuyên giáo các cấp")
    assert (again.pk, again.organisation) == (home.pk, "Tỉnh ủy Lâm Đồng")
    assert (HomePage.objects.count(), SectionPage.objects.count(), Page.objects.count()) == (2, 2, 9)
    assert Site.objects.get().root_page_id == home.pk
    page = soup("/")
    assert text(page, ".masthead .organisation") == "Tỉnh ủy Lâm Đồng"
    assert [link.get_text() for link in page.select(".menu a")] == ["Trang chủ", "Tuyên giáo các cấp"]
    assert text(page, ".nothing") == "Chưa có tin bài."


def test_a_portal_behind_https_knows_its_port(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://hoinghi.example"
    set_up_portal()
    assert Site.objects.get().root_url == "https://hoinghi.example"


def test_portal_of_nobody_in_particular_has_a_title() -> None:
    set_up_portal()
    assert text(soup("/"), ".masthead .organisation") == PORTAL_TITLES["vi"]


def test_report_has_section_dateline_headline_byline_and_source() -> None:
    page = published(closed_conference())
    assert [link.get_text() for link in page.select(".path a")] == ["Trang chủ", "Tuyên giáo các cấp"]
    assert text(page, ".dateline") == "Thứ Hai, ngày 31/10/2022, 09:35 (GMT+7)"
    assert text(page, "h1") == "Hội nghị tập huấn công tác Thông tin đối ngoại"
    assert text(page, ".byline") == "Hoàng Khôi"
    assert text(page, ".source") == "Nguồn: Ban Tuyên giáo Tỉnh ủy Lâm Đồng"
    assert page.html is not None
    assert page.html["lang"] == "vi"


def test_report_lists_guests_in_protocol_order_and_then_the_counts() -> None:
    page = published(closed_conference())
    guests = [[str(line.get_text()) for line in guest.select("p")] for guest in page.select(".guests li")]
    assert guests == [
        ["Lê Hải Bình", "Phó Trưởng Ban Tuyên giáo Trung ương"],
        ["Phạm S", "Phó Chủ tịch UBND tỉnh"],
    ]
    assert [" ".join(line.get_text().split()) for line in page.select(".text > p")[:2]] == [
        "Tham dự hội nghị có:",
        "Cùng dự có 6 đại biểu tại 6 điểm cầu, gồm 1 điểm cầu trung tâm, 2 điểm cầu cấp huyện và 3 điểm cầu cấp xã.",
    ]


def test_history_and_search_know_the_guests() -> None:
    page = publish_report(closed_conference())
    assert words_of(page)["text"][1:3] == [
        "Lê Hải Bình – Phó Trưởng Ban Tuyên giáo Trung ương",
        "Phạm S – Phó Chủ tịch UBND tỉnh",
    ]
    assert "Phó Trưởng Ban Tuyên giáo Trung ương" in page.plain_text()


def test_a_report_without_guests_says_who_came_in_one_sentence() -> None:
    conference = closed_conference()
    conference.invitations.of_honour().delete()
    assert compose_report(outcome_of(conference), zone=ZoneInfo("Asia/Ho_Chi_Minh")).blocks[0] == (
        "paragraph",
        (
            "Tham dự hội nghị có [[~delegates.attended]] đại biểu tại [[venues.took_part]] điểm cầu, gồm "
            "[[venues.hub]] điểm cầu trung tâm, [[venues.district]] điểm cầu cấp huyện và "
            "[[venues.commune]] điểm cầu cấp xã."
        ),
    )


def test_report_tells_what_was_presented_and_who_spoke() -> None:
    page = published(closed_conference())
    assert [item.get_text(" ", strip=True) for item in page.select(".programme li")] == [
        "08:00 Khai mạc Phạm S",
        "08:20 Quan điểm mới về đối ngoại Lê Hải Bình",
        "09:30 Bế mạc Phạm S",
    ]
    assert "Các điểm cầu đã có 1 lượt phát biểu: Thành phố Bảo Lộc." in text(page, ".text")


def test_every_number_is_bound_to_query_entry_and_value() -> None:
    conference = closed_conference()
    page, seq = published(conference), outcome_of(conference).seal.seq
    assert {data["data-seq"] for data in page.select("data")} == {str(seq)}
    assert figures(page) == {
        "delegates.attended": "6",
        "delegates.invited": "9",
        "delegates.present": "5",
        "delegates.substituted": "1",
        "delegates.excused": "1",
        "delegates.absent": "2",
        "venues.took_part": "6",
        "venues.hub": "1",
        "venues.district": "2",
        "venues.commune": "3",
        "turns.taken": "1",
    }
    assert f"mục số {seq}" in text(page, ".bound")
    article = NewsArticlePage.objects.get(locale__language_code="vi")
    assert not re.search(r"(?<!/)\b\d+ (đại biểu|điểm cầu)", article.lead + str(article.body))


def test_publishing_twice_gives_one_page_and_one_revision() -> None:
    conference = closed_conference()
    first, second = publish_report(conference), publish_report(conference)
    assert first.pk == second.pk
    assert second.live
    assert second.revisions.count() == 1
    assert NewsArticlePage.objects.count() == len(settings.LANGUAGES)


def test_a_report_whose_time_was_over_goes_live_again() -> None:
    conference = closed_conference()
    publish_report(conference).unpublish(set_expired=True)
    page = publish_report(conference)
    assert page.live
    assert figures(soup(page.url))["delegates.attended"] == "6"


def test_a_changed_plan_gives_a_new_revision_of_the_same_page() -> None:
    conference = closed_conference()
    publish_report(conference)
    conference.byline = "Minh Anh"
    conference.name = "Hội nghị tập huấn"
    conference.save()
    page = publish_report(conference)
    assert (page.title, page.byline, page.revisions.count()) == ("Hội nghị tập huấn", "Minh Anh", 2)
    assert NewsArticlePage.objects.count() == len(settings.LANGUAGES)


def test_an_editors_words_stay_when_the_record_is_published_again() -> None:
    conference = closed_conference()
    page = publish_report(conference)
    page.lead = "Đã có [[delegates.attended]] đại biểu dự."
    put_live(page)
    conference.name = "Hội nghị tập huấn"
    conference.save()
    page = publish_report(conference)
    assert text(soup(page.url), ".lead") == "Đã có 6 đại biểu dự."
    assert page.title == "Hội nghị tập huấn công tác Thông tin đối ngoại"


def test_a_figure_that_the_record_lacks_is_refused_in_the_editor() -> None:
    page = publish_report(closed_conference())
    page.lead = "Đã có [[delegates.born]] đại biểu dự."
    with pytest.raises(ValidationError, match=r"delegates\.born"):
        page.full_clean()


def test_an_open_conference_is_not_reported() -> None:
    played = planned_conference()
    with pytest.raises(ConferenceIsNotClosed):
        publish_report(played.conference)
    assert not NewsArticlePage.objects.exists()


def test_names_are_shown_as_they_are_and_never_run() -> None:
    conference = closed_conference()
    conference.byline = "<script>alert(1)</script>"
    conference.save()
    answer = Client().get(publish_report(conference).url).content.decode()
    assert "<script>" not in answer
    assert "&lt;script&gt;" in answer


def test_report_is_listed_on_home_and_in_its_section() -> None:
    page = publish_report(closed_conference())
    for url in ("/", "/tuyen-giao-cac-cap/"):
        teaser = soup(url).select_one(".teaser")
        assert teaser is not None
        assert teaser.h2 is not None
        assert teaser.h2.a is not None
        assert teaser.h2.a["href"] == page.url
        assert "với 6 đại biểu tham dự" in teaser.get_text()


def test_pages_hold_no_script_and_no_style_of_their_own() -> None:
    page = publish_report(closed_conference())
    for url in ("/", "/tuyen-giao-cac-cap/", page.url):
        html = Client().get(url).content.decode()
        assert html.count("<script") == html.count('<script type="application/ld+json">')
        assert "<style" not in html
        assert " style=" not in html
        assert len(html) <= 30_000


def test_one_check_in_less_changes_the_page() -> None:
    page = published(closed_conference(present=PRESENT[1:]))
    assert (figures(page)["delegates.attended"], figures(page)["delegates.absent"]) == ("5", "3")
    assert "Cùng dự có 5 đại biểu" in text(page, ".guests + p")
