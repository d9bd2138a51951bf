# SPDX-License-Identifier: Apache-2.0
"""RSS and Atom by an independent reader: what stands in them, in which language, and what never does."""

from __future__ import annotations

import gc
import unicodedata
from calendar import timegm
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Drawing
from pytest_django import Settings

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.feeds.text import xml_text
from diemcau.newsroom.models import NewsArticlePage, NewsPicture
from diemcau.newsroom.pictures.renditions import prepare
from diemcau.newsroom.verdicts import Verdict
from factories.portal_pages import REPORTED_AT, written_article, written_check
from support.articles import put_live
from support.syndicated import corrected, feed_at, titles_at

pytestmark = pytest.mark.django_db
SITE = settings.WAGTAILADMIN_BASE_URL
both_forms = pytest.mark.parametrize("form", ["rss", "atom"])


@pytest.fixture
def collected() -> Iterator[None]:
    yield
    gc.collect()


@both_forms
def test_an_article_is_told_whole(form: str, report: NewsArticlePage) -> None:
    feed = feed_at(f"/{form}/")
    assert (feed.feed.title, feed.feed.language) == ("Tỉnh ủy Lâm Đồng", "vi")
    assert {link.href for link in feed.feed.links} == {f"{SITE}/", f"{SITE}/{form}/"}
    [entry] = feed.entries
    assert entry.title == "Hội nghị tập huấn công tác Thông tin đối ngoại"
    assert entry.link == f"{SITE}{report.url}"
    assert "với 6 đại biểu tham dự" in entry.summary
    assert "[[" not in entry.summary
    assert entry.author == "Hoàng Khôi"
    assert [tag.term for tag in entry.tags] == ["Tuyên giáo các cấp"]
    assert entry.published_parsed[:6] == (2022, 10, 31, 2, 35, 0)


def test_atom_says_when_an_article_was_published_last(report: NewsArticlePage) -> None:
    put_live(report)
    assert report.last_published_at is not None
    [entry] = feed_at("/atom/").entries
    assert timegm(entry.updated_parsed) == int(report.last_published_at.timestamp())


def test_rss_says_how_long_it_may_be_kept() -> None:
    written_article("Tin một", slug="mot")
    assert feed_at("/rss/").feed.ttl == "15"


@both_forms
@pytest.mark.usefixtures("report")
def test_each_language_has_feeds_of_its_own(form: str) -> None:
    feed = feed_at(f"/en/{form}/")
    [entry] = feed.entries
    english = NewsArticlePage.objects.get(locale__language_code="en")
    assert (feed.feed.language, entry.title, entry.link) == ("en", english.title, f"{SITE}{english.url}")
    assert "6 delegates" in entry.summary
    assert entry.id != feed_at(f"/{form}/").entries[0].id


@both_forms
def test_a_correction_is_an_entry_in_every_language(form: str, report: NewsArticlePage, superuser: User) -> None:
    correction = corrected(report, superuser)
    english = report.get_translations().get()
    for path, page, title, summary in (
        ("", report, f"Đính chính: {report.title}", "Trước đây viết: “ở Đà Nẵng”. Đúng là: “ở Đà Lạt”."),
        ("en/", english, f"Correction: {english.title}", "It said: “in Đà Nẵng”. What is right: “in Đà Lạt”."),
    ):
        entry, article = feed_at(f"/{path}{form}/").entries
        assert (entry.title, article.title) == (title, page.title)
        assert entry.summary.startswith(summary)
        assert entry.link == f"{SITE}{page.url}#dinh-chinh-{correction.pk}"
        shown = BeautifulSoup(Client().get(page.url).content, "html.parser")
        assert shown.find(id=entry.link.partition("#")[2]) is not None


@both_forms
def test_a_section_tells_its_own_news_and_corrections(form: str, report: NewsArticlePage, superuser: User) -> None:
    other = written_article("Tin của mục khác", slug="khac", section="Tin tức")
    corrected(report, superuser)
    section = report.get_parent()
    assert titles_at(f"{section.url}{form}/") == [f"Đính chính: {report.title}", report.title]
    assert titles_at(f"/tin-tuc/{form}/") == [other.title]
    assert feed_at(f"{section.url}{form}/").feed.title == "Tuyên giáo các cấp – Tỉnh ủy Lâm Đồng"


def test_the_newest_come_first_and_the_oldest_drop_out() -> None:
    for number in range(32):
        written_article(f"Tin {number}", slug=f"tin-{number}", at=REPORTED_AT + timedelta(hours=number))
    assert titles_at("/rss/") == [f"Tin {number}" for number in range(31, 1, -1)]


@both_forms
def test_drafts_embargoed_and_restricted_articles_never_come(form: str) -> None:
    written_article("Bài đăng", slug="dang")
    written_article("Bài nháp", slug="nhap", live=False)
    embargoed = written_article("Bài chờ giờ", slug="cho-gio", live=False)
    embargoed.go_live_at = SystemClock().now() + timedelta(hours=1)
    put_live(embargoed)
    written_article("Bài kín", slug="kin").view_restrictions.create(restriction_type="login")
    closed = written_article("Bài nội bộ", slug="noi-bo", section="Nội bộ").get_parent()
    closed.view_restrictions.create(restriction_type="login")
    assert titles_at(f"/{form}/") == ["Bài đăng"]
    assert Client().get(f"{closed.url}{form}/").status_code == 404


@both_forms
def test_fact_checks_come_with_claim_and_verdict(form: str) -> None:
    check = written_check("Không phải 500 đại biểu", claim="Chỉ có 500 đại biểu.", verdict=Verdict.FALSE)
    written_article("Tin một", slug="mot")
    for path in ("/", "/kiem-chung/"):
        entry = feed_at(f"{path}{form}/").entries[0]
        assert (entry.title, entry.link) == ("Không phải 500 đại biểu", f"{SITE}{check.url}")
        assert entry.summary == "Thông tin được kiểm chứng: “Chỉ có 500 đại biểu.” Kết luận: sai."
        assert [tag.term for tag in entry.tags] == ["Kiểm chứng thông tin"]
    assert titles_at(f"/tin-tuc/{form}/") == ["Tin một"]


@both_forms
@pytest.mark.parametrize("path", ["khong-co/", "tin-tuc/mot/", "en/khong-co/", "vi/"])
def test_what_has_no_feed_is_not_found(form: str, path: str) -> None:
    written_article("Tin một", slug="mot")
    assert Client().get(f"/{path}{form}/").status_code == 404


@both_forms
def test_marks_come_whole_and_what_xml_forbids_is_left_out(form: str) -> None:
    title = "Bảo Lộc, Đạ Huoai & <Đơn Dương>: “Ủy ban” ẩm ướt"
    written_article(unicodedata.normalize("NFD", title), "Một\x0bhai\x01 < ba & \ufffe“bốn”", slug="dau")
    [entry] = feed_at(f"/{form}/").entries
    assert entry.title == title
    assert BeautifulSoup(entry.summary, "html.parser").get_text() == "Mộthai < ba & “bốn”"


def test_text_for_xml_keeps_line_ends_and_all_letters() -> None:
    assert xml_text("a\tb\r\nc\x00\x1bd\ud800e🦋") == "a\tb\r\ncde🦋"


@both_forms
def test_an_entry_keeps_its_id_when_headline_address_and_section_change(form: str) -> None:
    page = written_article("Tít cũ", slug="tit-cu")
    [before] = feed_at(f"/{form}/").entries
    page.title, page.slug = "Tít mới", "tit-moi"
    put_live(page)
    page.move(written_article("Tin khác", slug="khac", section="Mục khác").get_parent(), pos="last-child")
    after = next(entry for entry in feed_at(f"/{form}/").entries if entry.title == "Tít mới")
    assert after.id == before.id
    assert after.link == f"{SITE}/muc-khac/tit-moi/"


@both_forms
# Wagtail leaves files of renditions to the garbage collector: see test_photo.py.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("collected")
def test_a_picture_comes_once_its_sizes_are_made(form: str) -> None:
    drawn = BytesIO()
    Drawing.new("RGB", (1600, 900), "navy").save(drawn, "JPEG")
    file = ImageFile(BytesIO(drawn.getvalue()), name="hoi-truong.jpg")
    page = written_article("Tin có ảnh", slug="anh")
    picture = page.photo = NewsPicture.objects.create(title="Hội trường", credit="Ảnh: Hoàng Khôi", file=file)
    page.photo_caption = "Toàn cảnh hội trường"
    put_live(page)
    assert "media_content" not in feed_at(f"/{form}/").entries[0]
    prepare([picture])
    [entry] = feed_at(f"/{form}/").entries
    [content] = entry.media_content
    assert (content["type"], content["width"], content["height"]) == ("image/jpeg", "800", "450")
    assert Client().get(content["url"].removeprefix(SITE)).status_code == 200
    assert entry.media_credit[0]["content"] == "Ảnh: Hoàng Khôi"


def test_pages_lead_to_feeds_that_answer(report: NewsArticlePage) -> None:
    for path, sections in (("/", []), (report.url, ["/tuyen-giao-cac-cap/"]), ("/en/", []), ("/khong-co/", [])):
        page = BeautifulSoup(Client().get(path).content, "html.parser")
        found = page.select('head link[rel="alternate"][type$="+xml"]')
        home = "/en/" if path == "/en/" else "/"
        expected = [f"{SITE}{of}{form}/" for of in (*sections, home) for form in ("atom", "rss")]
        assert [link["href"] for link in found] == expected
        for link in found:
            answer = Client().get(str(link["href"]).removeprefix(SITE))
            assert answer["Content-Type"] == f"{link['type']}; charset=utf-8"


@pytest.mark.parametrize(
    ("language", "path", "lists"),
    [
        ("vi", "/nguon-tin/", ["/kiem-chung/", "/thong-bao-su-co/"]),
        ("en", "/en/feeds/", ["/en/fact-checks/", "/en/notices/"]),
    ],
)
@pytest.mark.usefixtures("report")
def test_a_page_lists_the_feeds_of_its_language(language: str, path: str, lists: list[str]) -> None:
    section = NewsArticlePage.objects.get(locale__language_code=language).get_parent()
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    links = [str(link["href"]).removeprefix(SITE) for link in page.select(".feeds a")]
    parts = [section.get_parent().url, section.url, *lists]
    assert links == [f"{part}{form}/" for part in parts for form in ("rss", "atom")]
    assert {Client().get(link).status_code for link in links} == {200}
    assert page.select_one(f'.foot-links a[href="{path}"]') is not None


@pytest.mark.parametrize("origin", ["https://hoinghi.example", "https://hoinghi.example:8443", "http://10.0.0.5:8080"])
def test_links_are_the_portals_own_whatever_the_scheme_and_port(origin: str, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = origin
    page = written_article("Tin một", slug="mot")
    feed = feed_at("/rss/")
    assert [link.href for link in feed.feed.links] == [f"{origin}/", f"{origin}/rss/"]
    assert feed.entries[0].link == f"{origin}{page.url}"


def test_head_is_answered_and_nothing_else_is_taken() -> None:
    written_article("Tin một", slug="mot")
    assert Client().head("/rss/").status_code == 200
    assert Client().post("/rss/").status_code in {403, 405}
