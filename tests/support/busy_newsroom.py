# SPDX-License-Identifier: Apache-2.0
"""A newsroom at work: whatever its people, its desk and the record do to pages, one thing after another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from django.conf import settings
from django.contrib.auth.models import User
from wagtail.models import Locale, Page, PageQuerySet

from diemcau.conference.models import Conference
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.correcting import publish_correction
from diemcau.newsroom.drift import follow_record
from diemcau.newsroom.keeping.emptying import drop_overlooked
from diemcau.newsroom.lists import FACT_CHECKS, PHOTO_LIBRARY, list_of
from diemcau.newsroom.models import (
    AlbumPage,
    Correction,
    CorrectionState,
    CorrectionText,
    FactCheckPage,
    FeedbackState,
    HomePage,
    NewsArticlePage,
    NewsPicture,
    ReaderFeedback,
    SectionPage,
    WebsiteLink,
    WebsiteLinkGroup,
)
from diemcau.newsroom.review.roles import EDITORS, REVIEWERS
from diemcau.newsroom.schedule import publish_due
from diemcau.newsroom.site import section_of
from diemcau.newsroom.verdicts import Verdict
from diemcau.recording.archive import SUMMARY, Summary, folder_of, summary_file
from factories.closed_conference import Played, planned_conference
from support.articles import put_live, stored_picture, taken_down
from support.newsroom_people import member

_BESIDE = ("/dinh-chinh/", "/en/corrections/", "/rss/", "/en/atom/", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt")
_PRINTED = {"vi": "ban-in/", "en": "print/"}
REPORTED_AT = datetime(2022, 10, 31, 9, 0, tzinfo=UTC)
EMBARGO = timedelta(seconds=2)
"""Of real time: Wagtail asks the machine's clock whether an hour has come."""


class BusyNewsroom:
    """A portal with a conference's report, an article by hand, an album, a check, links and feedback.

    Each method does one thing and commits. `dice` chooses what is done it to, and nothing else.
    """

    def __init__(self, dice: Random) -> None:
        self._dice, self._numbers = dice, count(1)
        self._now = datetime.now(UTC)
        self.played = _closed()
        self.report = publish_report(self.played.conference)
        self.home: HomePage = HomePage.objects.get(locale__language_code="vi")
        section_of(self.home, title="Tin trong tỉnh", title_en="In the province")
        self._editor: User = member("bien-tap", EDITORS)
        self._reviewer: User = member("duyet-bai", REVIEWERS)
        self._picture = stored_picture("hoi-truong")
        self.album: AlbumPage = _album(self.home, self._picture)
        self._links = {code: _links(code) for code in ("vi", "en")}
        self.write_article()

    def deeds(self) -> list[Callable[[], None]]:
        """All that can be done here, by name."""
        names = sorted(name for name in vars(type(self)) if not name.startswith("_"))
        return [getattr(self, name) for name in names if name not in {"deeds", "put_out", "addresses"}]

    def put_out(self, *, slug: str, section: SectionPage) -> NewsArticlePage:
        """An article by hand, before its readers."""
        return put_live(_drafted(slug, section))

    def addresses(self) -> list[str]:
        """Where readers may go now."""
        pages = Page.objects.live().filter(depth__gt=1)
        articles = NewsArticlePage.objects.live()
        below = [f"{article.url}{name}" for article in articles for name in ("history/", "history/1/")]
        printed = [f"{article.url}{_PRINTED[article.locale.language_code]}" for article in articles]
        return [*(page.url for page in pages), *below, *printed, *_BESIDE]

    # What editors do.

    def write_article(self) -> None:
        number = next(self._numbers)
        self.put_out(slug=f"tin-{number}", section=self._section())

    def edit_a_draft(self) -> None:
        draft = self._draft()
        draft.title = self._new("Bản nháp")
        draft.save_revision(user=self._editor)

    def publish_a_draft(self) -> None:
        draft = self._draft()
        draft.lead = self._new("Câu dẫn")
        put_live(draft)

    def rename_an_address(self) -> None:
        draft = self._draft()
        draft.slug = f"tin-moi-{next(self._numbers)}"
        put_live(draft)

    def illustrate(self) -> None:
        draft = self._draft()
        draft.photo = self._picture if draft.photo is None else None
        put_live(draft)

    def take_down(self) -> None:
        taken_down(self._article())

    def put_up_again(self) -> None:
        for article in NewsArticlePage.objects.filter(live=False):
            put_live(article.get_latest_revision_as_object())

    def move(self) -> None:
        article = self._article(locale__language_code="vi")
        elsewhere = self._sections().exclude(pk=article.get_parent().pk).get()
        article.move(elsewhere, pos="last-child")

    def throw_a_draft_away(self) -> None:
        _drafted(f"nhap-{next(self._numbers)}", self._section()).delete()

    def close_or_open_a_section(self) -> None:
        restrictions = self._sections().last().view_restrictions
        if not restrictions.exists():
            restrictions.create(restriction_type="login")
        else:
            restrictions.all().delete()

    def rename_a_section(self) -> None:
        section = self._section()
        section.title = self._new("Chuyên mục")
        section.save_revision().publish()

    def take_a_section_off_the_menu(self) -> None:
        section = self._sections().last()
        section.show_in_menus = not section.show_in_menus
        section.save_revision().publish()

    def say_who_speaks_here(self) -> None:
        home = HomePage.objects.get(pk=self.home.pk)
        home.organisation = self._new("Cơ quan")
        home.save_revision().publish()

    def publish_a_translation(self) -> None:
        draft = self._draft(locale__language_code="en")
        draft.title = self._new("English title")
        put_live(draft)

    def mend_a_pictures_words(self) -> None:
        self._picture.refresh_from_db()
        self._picture.caption, self._picture.description_en = self._new("Chú thích"), self._new("In words")
        self._picture.save()

    def add_to_the_album(self) -> None:
        album = AlbumPage.objects.get(pk=self.album.pk)
        album.pictures.append(("picture", {"picture": self._picture, "caption": self._new("Ảnh")}))
        album.save_revision().publish()

    def link_elsewhere(self) -> None:
        group = self._dice.choice(list(self._links.values()))
        address = f"https://lienket{next(self._numbers)}.example/"
        WebsiteLink.objects.create(group=group, title=self._new("Liên kết"), address=address, locale=group.locale)

    def link_no_longer(self) -> None:
        WebsiteLink.objects.order_by("?")[:1].get().delete()

    def check_a_claim(self) -> None:
        number = next(self._numbers)
        sources = [
            {"name": name, "document": document, "address": "", "says": "Có hơn."}
            for name, document in (("Biên bản", "Biên bản số 12"), ("Báo cáo", "Báo cáo số 3"))
        ]
        check = FactCheckPage(
            title=f"Kiểm chứng {number}",
            slug=f"kiem-chung-{number}",
            claim="Hội nghị chỉ có 500 đại biểu.",
            appeared_in="Báo Ví Dụ",
            appeared_at="https://bao.example/tin/1",
            appeared_on=date(2022, 11, 1),
            verdict=Verdict.FALSE,
            explanation="<p>Nhật ký ghi khác.</p>",
            sources=[("source", one) for one in sources],
            checked_on=date(2022, 11, 2),
            live=False,
        )
        put_live(list_of(self.home, FACT_CHECKS).add_child(instance=check))

    def correct(self) -> None:
        corrected = Correction.objects.create(article_key=self.report.translation_key, drafted_at=self._now)
        for language in ("vi", "en"):
            text = {"wrong": "Sai.", "right": self._new("Đúng"), "reason": "Nhầm số."}
            CorrectionText.objects.create(correction=corrected, language=language, **text)
        self._publish_correction(corrected)

    def retract_a_correction(self) -> None:
        published = Correction.objects.filter(state=CorrectionState.PUBLISHED).first()
        if published is not None:
            published.delete()

    # What readers and moderators do.

    def hear_from_a_reader(self) -> None:
        words = self._new("Ý kiến")
        ReaderFeedback.objects.create(page=self._article(), message=words, received_at=self._now, digest=words)

    def moderate(self) -> None:
        feedback = ReaderFeedback.objects.order_by("?").first()
        if feedback is not None:
            feedback.state = self._dice.choice(FeedbackState.values)
            feedback.answer = self._new("Trả lời")
            feedback.save()

    # What happens by itself: the record goes on, hours come, the recording is ready.

    def let_the_record_go_on(self) -> None:
        self.played.at(160 + next(self._numbers))
        self.played.walk_in(self._new("Người đến muộn"), venue="LD-673-2")
        follow_record(self.played.conference, now=self._now)

    def correct_after_the_record(self) -> None:
        drafted = Correction.objects.filter(state=CorrectionState.DRAFTED).exclude(seq=None).first()
        if drafted is not None:
            self._publish_correction(drafted)

    def put_under_embargo(self) -> None:
        draft = self._draft()
        draft.title = self._new("Có hẹn giờ")
        draft.go_live_at = datetime.now(UTC) + EMBARGO
        put_live(draft)

    def let_hours_come(self) -> None:
        publish_due(now=datetime.now(UTC))

    def let_an_article_expire(self) -> None:
        Page.objects.filter(pk=self._article().pk).update(expire_at=self._now - EMBARGO)
        publish_due(now=self._now)

    def finish_the_film(self) -> None:
        folder = folder_of(settings.RECORDINGS, self.played.conference.slug)
        folder.mkdir(parents=True, exist_ok=True)
        size = next(self._numbers) * 1_000_000
        (folder / SUMMARY).write_bytes(summary_file(Summary(segments=1, lasts_s=90.0, size_bytes=size, chapters=())))
        drop_overlooked(datetime.now(UTC), database=False)

    def rename_the_conference(self) -> None:
        Conference.objects.update(name_en=self._new("Conference"))

    def _sections(self) -> PageQuerySet:
        return SectionPage.objects.filter(locale__language_code="vi").order_by("pk")

    def _section(self) -> SectionPage:
        section: SectionPage = self._dice.choice(list(self._sections()))
        return section

    def _article(self, **where: object) -> NewsArticlePage:
        articles = list(NewsArticlePage.objects.live().filter(**where).order_by("pk"))
        if not articles:
            self.put_up_again()
            articles = list(NewsArticlePage.objects.live().filter(**where).order_by("pk"))
        article: NewsArticlePage = self._dice.choice(articles)
        return article

    def _draft(self, **where: object) -> NewsArticlePage:
        draft: NewsArticlePage = self._article(**where).get_latest_revision_as_object()
        draft.change_reason = "Sửa"
        return draft

    def _new(self, word: str) -> str:
        return f"{word} {next(self._numbers)}"

    def _publish_correction(self, correction: Correction) -> None:
        if NewsArticlePage.objects.live().filter(translation_key=correction.article_key).exists():
            publish_correction(correction, by=self._reviewer, at=self._now)


def _closed() -> Played:
    played = planned_conference()
    played.at(-10)
    played.connect("LD", "LD-673", "LD-673-1", "LD-673-2")
    played.tick("Nguyễn Văn Ấn")
    played.at(0)
    played.open()
    for number, minute in enumerate((0, 20, 90), start=1):
        played.at(minute)
        played.item(number)
    played.at(95)
    played.close()
    return played


def _drafted(slug: str, section: SectionPage) -> NewsArticlePage:
    article = NewsArticlePage(title=slug, slug=slug, lead="Tin.", reported_at=REPORTED_AT, live=False)
    added: NewsArticlePage = section.add_child(instance=article)
    return added


def _album(home: HomePage, picture: NewsPicture) -> AlbumPage:
    album = AlbumPage(title="Hội nghị", slug="hoi-nghi", held_on=date(2022, 10, 31), cover=picture, locale=home.locale)
    album.pictures = [("picture", {"picture": picture, "caption": ""})]
    added: AlbumPage = list_of(home, PHOTO_LIBRARY).add_child(instance=album)
    return added


def _links(language: str) -> WebsiteLinkGroup:
    locale = Locale.objects.get(language_code=language)
    group: WebsiteLinkGroup = WebsiteLinkGroup.objects.create(title="Trung ương", locale=locale)
    WebsiteLink.objects.create(group=group, title="Ban", address="https://ban.example/", locale=locale)
    return group
