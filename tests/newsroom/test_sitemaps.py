# SPDX-License-Identifier: Apache-2.0
"""What search engines read: the map of all pages with their translations, that of the newest news, robots.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.test import Client

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.feeds.news_sitemap import newest
from diemcau.newsroom.feeds.sitemap import PortalSitemap
from diemcau.newsroom.models import NewsArticlePage
from factories.portal_pages import written_article
from support.articles import put_live

pytestmark = pytest.mark.django_db
SITE = settings.WAGTAILADMIN_BASE_URL
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
NOW = datetime(2022, 11, 2, 2, 0, tzinfo=UTC)


def urls_at(path: str) -> list[Any]:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, "application/xml")
    root = fromstring(answer.content)
    assert root.tag == f"{{{NAMES['map']}}}urlset"
    return list(root.findall("map:url", NAMES))


def address_of(url: Any) -> str:
    return str(url.findtext("map:loc", namespaces=NAMES)).removeprefix(SITE)


def alternates_of(url: Any) -> dict[str, str]:
    links = url.findall("xhtml:link[@rel='alternate']", NAMES)
    return {link.get("hreflang"): link.get("href").removeprefix(SITE) for link in links}


def test_all_pages_are_in_the_map_once_and_can_be_opened(report: NewsArticlePage) -> None:
    addresses = [address_of(url) for url in urls_at("/sitemap.xml")]
    pages = [one for page in (report, report.get_parent(), report.get_parent().get_parent()) for one in both(page)]
    lists = [
        *("/kiem-chung/", "/en/fact-checks/", "/thong-bao-su-co/", "/en/notices/"),
        *("/dinh-chinh/", "/en/corrections/", "/nguon-tin/", "/en/feeds/"),
    ]
    assert sorted(addresses) == sorted([*pages, *lists])
    assert {Client().get(address).status_code for address in addresses} == {200}


def both(page: Any) -> list[str]:
    return [page.url, page.get_translations().get().url]


def test_translations_name_each_other_as_the_pages_heads_do(report: NewsArticlePage) -> None:
    told = {address_of(url): alternates_of(url) for url in urls_at("/sitemap.xml")}
    vietnamese, english = both(report)
    assert told[vietnamese] == told[english] == {"vi": vietnamese, "en": english, "x-default": vietnamese}
    for address, alternates in told.items():
        head = BeautifulSoup(Client().get(address).content, "html.parser")
        links = head.select('head link[rel="alternate"][hreflang]')
        assert {link["hreflang"]: str(link["href"]).removeprefix(settings.ENV.origin) for link in links} == alternates


def test_a_page_without_a_translation_names_none(report: NewsArticlePage) -> None:
    report.get_translations().get().specific.unpublish(set_expired=True)
    [url] = [url for url in urls_at("/sitemap.xml") if address_of(url) == report.url]
    assert alternates_of(url) == {}


def test_an_article_says_when_it_changed_and_its_section_with_it(report: NewsArticlePage) -> None:
    put_live(report)
    assert report.last_published_at is not None
    shown = report.last_published_at.replace(microsecond=0)
    lastmods = {address_of(url): url.findtext("map:lastmod", namespaces=NAMES) for url in urls_at("/sitemap.xml")}
    for address in (report.url, report.get_parent().url, "/"):
        lastmod = datetime.fromisoformat(str(lastmods[address]))
        assert (lastmod.replace(microsecond=0), lastmod.utcoffset()) == (shown, timedelta(hours=7))
    assert lastmods["/dinh-chinh/"] is None


def test_drafts_embargoed_and_restricted_pages_are_in_no_map() -> None:
    now = SystemClock().now()
    written_article("Bài đăng", slug="dang", at=now)
    written_article("Bài nháp", slug="nhap", at=now, live=False)
    embargoed = written_article("Bài chờ giờ", slug="cho-gio", at=now, live=False)
    embargoed.go_live_at = now + timedelta(hours=1)
    put_live(embargoed)
    written_article("Bài kín", slug="kin", at=now).view_restrictions.create(restriction_type="login")
    news = [address_of(url) for url in urls_at("/news-sitemap.xml")]
    assert news == ["/tin-tuc/dang/"]
    everything = [address_of(url) for url in urls_at("/sitemap.xml")]
    assert [address for address in everything if address.count("/") > 2] == [
        "/tin-tuc/dang/", "/en/fact-checks/", "/en/notices/", "/en/tin-tuc/", "/en/corrections/", "/en/feeds/",
    ]  # fmt: skip


def test_news_are_told_in_the_words_of_the_schema() -> None:
    at = SystemClock().now() - timedelta(minutes=5)
    written_article("Ủy ban & các sở\x0b", slug="uy-ban", at=at)
    [url] = urls_at("/news-sitemap.xml")
    told = {one.tag.partition("}")[2]: one.text for one in url.find("news:news", NAMES).iter() if not len(one)}
    published = datetime.fromisoformat(str(told.pop("publication_date")))
    assert published.replace(microsecond=0) == at.replace(microsecond=0)
    assert told == {"name": "Tỉnh ủy Lâm Đồng", "language": "vi", "title": "Ủy ban & các sở"}


def test_news_are_of_today_and_yesterday_in_every_language_newest_first() -> None:
    for hours in (1, 30, 33, 34, 60):
        written_article(f"Cách đây {hours} giờ", slug=f"gio-{hours}", at=NOW - timedelta(hours=hours))
    # 9:00 in Đà Lạt: yesterday began 33 hours ago.
    assert [news.title for news in newest(NOW)] == ["Cách đây 1 giờ", "Cách đây 30 giờ", "Cách đây 33 giờ"]


def test_the_map_goes_on_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    written_article("Tin một", slug="mot")
    monkeypatch.setattr(PortalSitemap, "limit", 5)
    parts = [[address_of(url) for url in urls_at(f"/sitemap.xml{part}")] for part in ("", "?p=2", "?p=3")]
    assert [len(part) for part in parts] == [5, 5, 3]
    assert len({address for part in parts for address in part}) == 13
    assert Client().get("/sitemap.xml?p=4").status_code == 404
    assert robots().site_maps() == [
        f"{SITE}/sitemap.xml", f"{SITE}/sitemap.xml?p=2", f"{SITE}/sitemap.xml?p=3", f"{SITE}/news-sitemap.xml",
    ]  # fmt: skip


def robots() -> RobotFileParser:
    answer = Client().get("/robots.txt")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    parser = RobotFileParser()
    parser.parse(answer.content.decode().splitlines())
    return parser


def test_robots_may_read_what_everybody_may_and_nothing_else() -> None:
    rules = robots()
    assert rules.site_maps() == [f"{SITE}/sitemap.xml", f"{SITE}/news-sitemap.xml"]
    for robot in ("Googlebot", "GPTBot", "Bytespider"):
        for address in ("/", "/en/", "/tin-tuc/", "/rss/", "/media/images/a.jpg"):
            assert rules.can_fetch(robot, f"{SITE}{address}"), address
        for address in ("/admin/", "/admin/pages/3/edit/preview/", "/api/x", "/review/x/", "/go/x/", "/c/x/console/"):
            assert not rules.can_fetch(robot, f"{SITE}{address}"), address
