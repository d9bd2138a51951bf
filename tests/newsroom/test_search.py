# SPDX-License-Identifier: Apache-2.0
"""The portal's search, however a word is typed. Run on SQLite and on PostgreSQL."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from diemcau.lib.vietnamese import fold
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.search.hits import search
from diemcau.newsroom.search.words import question_of
from diemcau.newsroom.site import set_up_portal
from factories.closed_conference import closed_conference
from factories.portal_pages import REPORTED_AT, written_article
from support.articles import put_live, taken_down

pytestmark = pytest.mark.django_db
Typed = tuple[str, Callable[[str], str]]
TITLE = "Đảng bộ huyện Đam Rông quán triệt Nghị quyết về đối ngoại"


def found(typed: str) -> tuple[int, ...]:
    return search(question_of(typed), locale=Locale.get_default()).pages


def asked(typed: str, **more: str) -> BeautifulSoup:
    answer = Client().get("/tim-kiem/", {"q": typed, **more})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize(
    "typed",
    [
        "Đam Rông",
        "đam rông",
        "dam rong",
        "DAM RONG",
        "Ðam Rông",
        unicodedata.normalize("NFD", "Đam Rông"),
        "  rông   đam  ",
        "ngoại đối về",
        "nghi quyet, doi-ngoai!",
        '"Đam Rông" +(đối ngoại)*',
    ],
)
def test_search_finds_an_article_however_it_is_typed(typed: str) -> None:
    article = written_article(TITLE, slug="dam-rong")
    assert found(typed) == (article.pk,)


@pytest.fixture
def article() -> NewsArticlePage:
    return written_article(TITLE, slug="dam-rong")


SPELLINGS = st.sampled_from([str, str.upper, str.lower, str.title, fold, partial(unicodedata.normalize, "NFD")])


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.tuples(st.sampled_from(TITLE.split()), SPELLINGS), min_size=1, max_size=16))
def test_any_folding_of_a_titles_words_finds_it(article: NewsArticlePage, typed: list[Typed]) -> None:
    assert found(" ".join(spell(word) for word, spell in typed)) == (article.pk,)


def test_syllables_that_are_english_stop_words_are_found() -> None:
    article = written_article("An toàn là do ý thức", slug="an-toan")
    assert found("an") == found("là do") == (article.pk,)


def test_headline_goes_before_text_and_phrase_before_scattered_words() -> None:
    in_text = written_article("Bài một", "Đào tạo ở cơ sở", slug="mot", at=REPORTED_AT + timedelta(days=9))
    scattered_text = written_article("Bài hai", "Tạo ra vườn đào", slug="hai")
    scattered = written_article("Tạo thương hiệu cho hoa đào", slug="ba")
    phrase = written_article("Đào tạo cán bộ", slug="bon")
    assert found("đào tạo") == (phrase.pk, scattered.pk, in_text.pk, scattered_text.pk)


def test_of_equals_the_newest_comes_first() -> None:
    older, newer = (written_article("Hội nghị", slug=slug) for slug in ("cu", "moi"))
    assert found("hội nghị") == (newer.pk, older.pk)


def test_figures_of_the_record_are_found_as_readers_see_them() -> None:
    page = publish_report(closed_conference())
    assert found("6 đại biểu tham dự") == (page.pk,)


def test_words_that_no_page_has_together_find_those_with_some() -> None:
    article = written_article("Phiên chợ hoa", slug="cho-hoa")
    hits = search(question_of("phiên tòa"), locale=Locale.get_default())
    assert (hits.pages, hits.has_all_words) == ((article.pk,), False)
    page = asked("phiên tòa")
    assert "Không có bài nào có đủ các từ này" in page.get_text()


def test_drafts_private_pages_and_other_languages_are_not_found() -> None:
    draft = written_article("Bài nháp", slug="nhap", live=False)
    taken_down(written_article("Bài nháp hai", slug="nhap-hai"))
    private = written_article("Bài nháp ba", slug="nhap-ba")
    private.view_restrictions.create(restriction_type="login")
    assert found("bài nháp") == ()
    assert draft.pk
    open_to_all = written_article("Bài nháp bốn", slug="nhap-bon")
    assert found("bài nháp") == (open_to_all.pk,)
    assert search(question_of("bài nháp"), locale=Locale.objects.get(language_code="en")).pages == ()


def test_a_changed_article_is_found_by_its_new_words_alone() -> None:
    article = written_article("Mùa cà phê", slug="ca-phe")
    article.title = "Mùa hồng treo gió"
    article.lead = "Tin"
    put_live(article)
    assert (found("hồng treo gió"), found("cà phê")) == ((article.pk,), ())


def test_results_mark_what_was_found_and_keep_its_spelling() -> None:
    written_article(TITLE, "Hội nghị <b>diễn ra</b> tại huyện Đam Rông.", slug="dam-rong")
    page = asked("dam rong")
    assert [mark.get_text() for mark in page.select("mark")] == ["Đam Rông", "Đam Rông"]
    assert page.select_one(".excerpt b") is None
    hit = page.select_one(".hits h2 a")
    assert hit is not None
    assert (hit["href"], hit.get_text()) == ("/tin-tuc/dam-rong/", TITLE)


def test_results_come_in_pages() -> None:
    for number in range(12):
        written_article(f"Tin số {number}", slug=f"tin-{number}")
    first, second = asked("tin số"), asked("tin số", page="2")
    assert (len(first.select(".hits li")), len(second.select(".hits li"))) == (10, 2)
    following = first.select_one(".pages a[rel=next]")
    assert following is not None
    assert following["href"] == "?q=tin+s%E1%BB%91&page=2"
    assert len(asked("tin số", page="chín").select(".hits li")) == 10


def test_an_empty_question_shows_the_form_and_the_latest() -> None:
    written_article("Tin mới", slug="tin-moi")
    page = asked("")
    assert page.select(".hits") == []
    assert [link.get_text() for link in page.select(".news a")] == ["Tin mới"]
    label = page.select_one("form[role=search] label")
    assert label is not None
    assert label["for"] == "search-words"


def test_nothing_found_says_so_with_the_question_escaped() -> None:
    written_article("Tin mới", slug="tin-moi")
    page = asked("<script>alert(1)</script>zzz")
    assert "Không tìm thấy" in page.get_text()
    assert page.find("script") is None


HOSTILE = [
    '"', "'", '"a', "a*", "*", "NEAR(a b)", "a AND", "OR OR", "NOT", "{title} : a", "title:a", "^a", "a + b", "(", ")",
    "-a", "a:*", "a & | !", "\\", "%s %d %", "a\x00b", "\x00", "\u202ea", "\u200b", "; DROP TABLE x; --", "a" * 5000,
    "chữ " * 3000, "🦋", "漢字", "İ", "ﬁ", "١٢٣", "'; --", "live:false", "<>", "\ud7ff", "½", "K'Brèo",
]  # fmt: skip


def test_hostile_questions_get_a_page() -> None:
    written_article("K'Brèo Rơ Ông", slug="k-breo")
    for typed in HOSTILE:
        box = asked(typed).select_one("input[name=q]")
        assert box is not None, typed
        assert len(str(box["value"])) <= 200


def test_the_page_is_not_for_robots_and_not_kept() -> None:
    set_up_portal()
    answer = Client().get("/tim-kiem/", {"q": "a"})
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert Client().post("/tim-kiem/").status_code in {403, 405}


def test_a_page_of_results_asks_as_much_for_ten_as_for_one(django_assert_max_num_queries: object) -> None:
    for number in range(10):
        written_article(f"Tin số {number}", "Một", "hai", slug=f"tin-{number}")
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        asked("tin số")
