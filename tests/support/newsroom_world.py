# SPDX-License-Identifier: Apache-2.0
"""A portal with one of everything that readers may or may not see; what they may not holds a word of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from wagtail.models import Locale

from diemcau.conference.models import Conference
from diemcau.lib.clock import SystemClock
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.lists import FACT_CHECKS, PHOTO_LIBRARY, list_of
from diemcau.newsroom.models import (
    AlbumPage,
    Correction,
    CorrectionState,
    CorrectionText,
    FactCheckIndexPage,
    FactCheckPage,
    HomePage,
    NewsArticlePage,
    NewsPicture,
    ReviewLink,
)
from diemcau.newsroom.review.approving import submit
from diemcau.newsroom.review.links import issue_review_link, review_token
from diemcau.newsroom.translating import translate
from diemcau.newsroom.verdicts import Verdict
from factories.closed_conference import closed_conference
from factories.portal_pages import written_article
from support.articles import put_live, taken_down
from support.pictures import coded, drawn

HIDDEN = {
    "draft": "suong-mu",
    "embargo": "hoang-hon",
    "sunset": "sunset",
    "moonrise": "moonrise",
    "private": "rung-thong",
    "taken": "thac-nuoc",
    "check": "mat-trang",
    "album": "dinh-nui",
}
"""What isn't for everybody, by the word that is its slug and its title: where one is read, the thing is known of.

`sunset` is the English of `embargo`, `moonrise` an English draft of an article that is out in Vietnamese,
`private` an article in a section of the same name for those who sign in, `taken` the text of one that was taken down.
"""
SOUGHT = "chuyện đã rõ"
"""In the text of everything that the search could find."""
FOUND = "Nửa bài"
"""The one thing that it finds."""


@dataclass(frozen=True, kw_only=True)
class World:
    """What is there, by address or page."""

    conference: Conference
    home: HomePage
    live: NewsArticlePage
    draft: NewsArticlePage
    embargoed: NewsArticlePage
    embargoed_en: NewsArticlePage
    private: NewsArticlePage
    taken: NewsArticlePage
    check: FactCheckPage
    draft_check: FactCheckPage
    album: AlbumPage
    draft_album: AlbumPage
    picture: NewsPicture


def build_world(author: User) -> World:
    """One of everything."""
    conference = closed_conference()
    live = publish_report(conference)
    home = HomePage.objects.get(locale=live.locale)
    embargoed, english = _embargoed(author)
    _half_translated(author)
    check, draft_check = _checks(home, author)
    album, draft_album = _albums(home)
    private = written_article(HIDDEN["private"], SOUGHT, slug=HIDDEN["private"], section=HIDDEN["private"])
    for section in private.get_parent().get_translations(inclusive=True):
        section.view_restrictions.create(restriction_type="login")
    for page in (live, private):
        _corrected(page)
    return World(
        conference=conference,
        home=home,
        live=live,
        draft=_drafted(author),
        embargoed=embargoed,
        embargoed_en=english,
        private=private,
        taken=_taken(),
        check=check,
        draft_check=draft_check,
        album=album,
        draft_album=draft_album,
        picture=_picture(),
    )


def review_address(page: NewsArticlePage, author: User, *, lifetime: timedelta = timedelta(days=1)) -> str:
    """Where a link to the newest text of a page leads; negative lifetimes are over."""
    return address_of(_link(page, author, lifetime))


def address_of(link: ReviewLink) -> str:
    return f"/review/{review_token(link)}/"


def _link(page: NewsArticlePage, author: User, lifetime: timedelta) -> ReviewLink:
    revision = submit(page, user=author).revision
    at = SystemClock().now()
    return issue_review_link(revision, reviewer="Trần Thị Duyệt", issued_by=author, at=at, lifetime=lifetime)


def _drafted(author: User) -> NewsArticlePage:
    page = written_article(HIDDEN["draft"], SOUGHT, slug=HIDDEN["draft"], live=False)
    page.save_revision(user=author)
    return page


def _taken() -> NewsArticlePage:
    page = written_article("Bài bị gỡ", f"{HIDDEN['taken']}: {SOUGHT}", slug="bai-bi-go")
    taken_down(page)
    return page


def _embargoed(author: User) -> tuple[NewsArticlePage, NewsArticlePage]:
    """Both languages are approved, and wait for the same hour."""
    page = written_article(HIDDEN["embargo"], SOUGHT, slug=HIDDEN["embargo"], live=False)
    page.go_live_at = SystemClock().now() + timedelta(hours=2)
    put_live(page, author=author)
    english = _in_english(page, HIDDEN["sunset"])
    english.go_live_at = page.go_live_at
    return page, put_live(english, author=author)


def _half_translated(author: User) -> None:
    """Vietnamese readers have the article, the English text waits."""
    page = written_article(FOUND, SOUGHT, slug="nua-bai")
    _in_english(page, HIDDEN["moonrise"]).save_revision(user=author)


def _in_english(page: NewsArticlePage, word: str) -> NewsArticlePage:
    words = NewsArticlePage(title=word, slug=word, lead=page.lead)
    return translate(page, Locale.objects.get(language_code="en"), words)


def _checks(home: HomePage, author: User) -> tuple[FactCheckPage, FactCheckPage]:
    index = list_of(home, FACT_CHECKS)
    pages = [_check(index, title, slug) for title, slug in (("Đúng", "dung"), (HIDDEN["check"], HIDDEN["check"]))]
    put_live(pages[0], author=author)
    pages[1].save_revision(user=author)
    return pages[0], pages[1]


def _check(index: FactCheckIndexPage, title: str, slug: str) -> FactCheckPage:
    sources = [("source", {"name": name, "address": "", "document": name, "says": title}) for name in ("A", "B")]
    check: FactCheckPage = index.add_child(
        instance=FactCheckPage(
            title=title,
            slug=slug,
            claim=title,
            appeared_in="Báo Ví Dụ",
            appeared_at="https://bao.example/tin/1",
            appeared_on=date(2022, 11, 1),
            verdict=Verdict.FALSE,
            explanation=f"<p>{SOUGHT}</p>",
            sources=sources,
            checked_on=date(2022, 11, 2),
            live=False,
        )
    )
    return check


def _albums(home: HomePage) -> tuple[AlbumPage, AlbumPage]:
    library, cover = list_of(home, PHOTO_LIBRARY), _picture()
    shown = {
        "held_on": date(2022, 10, 31),
        "cover": cover,
        "pictures": [("picture", {"picture": cover, "caption": ""})],
    }
    live = library.add_child(instance=AlbumPage(title="Hội trường", slug="hoi-truong", **shown))
    draft = library.add_child(instance=AlbumPage(title=HIDDEN["album"], slug=HIDDEN["album"], live=False, **shown))
    return live, draft


def _picture() -> NewsPicture:
    picture: NewsPicture = NewsPicture.objects.create(
        title="Hội trường", file=ContentFile(coded(drawn()), name="hoi-truong.jpg")
    )
    return picture


def _corrected(page: NewsArticlePage) -> None:
    at = SystemClock().now()
    made = Correction.objects.create(
        article_key=page.translation_key, drafted_at=at, made_at=at, state=CorrectionState.PUBLISHED
    )
    for language in ("vi", "en"):
        CorrectionText.objects.create(
            correction=made, language=language, wrong=page.title, right=page.title, reason="Nhầm"
        )
