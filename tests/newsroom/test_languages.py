# SPDX-License-Identifier: Apache-2.0
"""The portal in two languages: addresses, links between them, and what its answers say of themselves."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from wagtail.models import Locale, Page

from diemcau.newsroom.language import language_of_path
from diemcau.newsroom.models import HomePage, SectionPage
from diemcau.newsroom.site import set_up_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return set_up_portal(
        organisation="Tỉnh ủy Lâm Đồng",
        section="Tuyên giáo các cấp",
        organisation_en="Provincial Party Committee of Lâm Đồng",
        section_en="Information and education",
    )


def soup(url: str) -> BeautifulSoup:
    answer = Client().get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {
        str(link["hreflang"]): str(link["href"]).removeprefix(settings.ENV.origin)
        for link in page.select('head link[rel="alternate"][hreflang]')
    }


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "vi"), ("/en/", "en"), ("/en", "en"), ("/english/", "vi"), ("/tin-tuc/en/", "vi"), ("/vi/", "vi")],
)
def test_the_path_alone_decides_on_the_language(path: str, language: str) -> None:
    assert language_of_path(path) == language


def test_home_and_sections_stand_in_both_languages(home: HomePage) -> None:
    english = home.get_translation(Locale.objects.get(language_code="en"))
    assert (english.title, english.organisation) == ("Conference portal", "Provincial Party Committee of Lâm Đồng")
    assert [(section.title, section.url) for section in SectionPage.objects.order_by("pk")] == [
        ("Tuyên giáo các cấp", "/tuyen-giao-cac-cap/"),
        ("Information and education", "/en/information-and-education/"),
    ]
    assert SectionPage.objects.live().count() == 2
    page = soup("/en/")
    assert [link.get_text() for link in page.select(".menu a")][1:] == ["Information and education"]


def test_a_section_without_an_english_title_keeps_its_name() -> None:
    set_up_portal(section="Tin tức")
    assert [section.url for section in SectionPage.objects.order_by("pk")] == ["/tin-tuc/", "/en/tin-tuc/"]


def test_editors_words_are_not_written_over(home: HomePage) -> None:
    english = home.get_translation(Locale.objects.get(language_code="en"))
    english.title = "News of the province"
    english.save_revision().publish()
    set_up_portal(organisation="Cơ quan khác", section="Tuyên giáo các cấp", section_en="Something else")
    english.refresh_from_db()
    assert (english.title, english.organisation) == ("News of the province", "Provincial Party Committee of Lâm Đồng")
    assert Page.objects.count() == 9


@pytest.mark.parametrize(
    ("path", "other", "translation"),
    [
        ("/", "en", "/en/"),
        ("/en/", "vi", "/"),
        ("/tuyen-giao-cac-cap/", "en", "/en/information-and-education/"),
        ("/en/information-and-education/", "vi", "/tuyen-giao-cac-cap/"),
    ],
)
@pytest.mark.usefixtures("home")
def test_pages_lead_to_their_translations(path: str, other: str, translation: str) -> None:
    page = soup(path)
    own = language_of_path(path)
    assert alternates(page) == {own: path, other: translation, "x-default": path if own == "vi" else translation}
    (link,) = page.select(".languages a")
    assert (link["href"], link["hreflang"], link["lang"]) == (translation, other, other)
    assert page.html is not None
    assert page.html["lang"] == own


@pytest.mark.usefixtures("home")
def test_without_a_live_translation_the_switch_leads_home() -> None:
    SectionPage.objects.get(slug="information-and-education").unpublish()
    page = soup("/tuyen-giao-cac-cap/")
    assert alternates(page) == {}
    assert [link["href"] for link in page.select(".languages a")] == ["/en/"]


@pytest.mark.usefixtures("home")
def test_answers_say_their_language_and_depend_on_nothing_else() -> None:
    for path, language in (("/", "vi"), ("/en/", "en"), ("/khong-co/", "vi"), ("/en/nowhere/", "en")):
        answer = Client().get(path, headers={"accept-language": "en" if language == "vi" else "vi"})
        assert answer.headers["Content-Language"] == language
        assert "accept-language" not in answer.headers.get("Vary", "").lower()


def test_the_admin_is_left_alone() -> None:
    assert "Content-Language" not in Client().get("/admin/login/").headers
