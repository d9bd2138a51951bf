# SPDX-License-Identifier: Apache-2.0
"""Notices of incidents: what is news, how it is drafted, and what readers and machines are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import extruct
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from diemcau.conference.events import ConferenceClosed, ConferenceOpened
from diemcau.conference.models import Conference
from diemcau.floor.events import IncidentNoted, VenueConnected, VenueLost
from diemcau.journal.events import Event
from diemcau.lib.clock import SystemClock
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.desk import catch_up
from diemcau.newsroom.models import IncidentNoticePage
from diemcau.newsroom.notices.drafting import draft_notices
from diemcau.newsroom.notices.mishaps import Mishap, mishaps
from diemcau.newsroom.notices.numbers import MOST, entries_in, written
from diemcau.newsroom.notices.refusals import EntriesAreUnreadable, NoticeIsSilent, TooManyEntries
from diemcau.newsroom.notices.telling import ENGLISH, VIETNAMESE, Told, tell
from diemcau.newsroom.review.approving import Reviewer, approve, publish_records_draft, submit
from diemcau.newsroom.review.refusals import ArticleIsNotReviewed, AuthorMayNotReview
from diemcau.outcome.chronicle import CHRONICLE_FOLD, Incident
from factories.closed_conference import Played, closed_conference, planned_conference
from support.articles import REVIEWER
from support.records import FIRST_AT, record
from support.schema_org import faults

Happening = tuple[float, Event]
CUT, TOLD_AT = "LD-674-1", "Phường 1, Huyện Đam Rông"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def lost(venue: str) -> VenueLost:
    return VenueLost(venue=venue, cause="timeout")


def back(venue: str) -> VenueConnected:
    return VenueConnected(venue=venue)


def noted(text: str | None, venue: str | None = None) -> IncidentNoted:
    return IncidentNoted(venue=venue, text=text)


def held(*happenings: Happening, closes_s: float = 3600) -> tuple[Mishap, ...]:
    """The mishaps of a conference that opens at entry 1, second 0. What happens is at its second."""
    order = sorted([(0, ConferenceOpened()), *happenings, (closes_s, ConferenceClosed())], key=lambda one: one[0])
    entries = (
        record(event, seq=seq, at=FIRST_AT + timedelta(seconds=second)) for seq, (second, event) in enumerate(order, 1)
    )
    return mishaps(CHRONICLE_FOLD.over(entries))


def one(began_s: float, settled_s: float | None, cut_off: Sequence[str], *entries: int, **more: Any) -> Mishap:
    settled = None if settled_s is None else FIRST_AT + timedelta(seconds=settled_s)
    began = FIRST_AT + timedelta(seconds=began_s)
    return Mishap(began_at=began, settled_at=settled, cut_off=tuple(cut_off), entries=entries, **more)


def incident(seq: int, second: float, text: str, venue: str | None = None) -> Incident:
    return Incident(seq=seq, at=FIRST_AT + timedelta(seconds=second), venue=venue, text=text)


def test_a_line_down_for_a_minute_is_news_and_for_less_is_none() -> None:
    assert held((10, lost("A")), (70, back("A"))) == (one(10, 70, "A", 2, 3),)
    assert held((10, lost("A")), (69.9, back("A"))) == ()


def test_a_line_that_comes_and_goes_is_one_mishap() -> None:
    blinking = [(10.0, lost("A")), (30.0, back("A")), (50.0, lost("A")), (75.0, back("A"))]
    assert held(*blinking) == (one(10, 75, "A", 2, 3, 4, 5),)


def test_a_line_that_was_steady_for_a_minute_fell_twice() -> None:
    twice = [(10.0, lost("A")), (80.0, back("A")), (140.0, lost("A")), (300.0, back("A"))]
    assert held(*twice) == (one(10, 80, "A", 2, 3), one(140, 300, "A", 4, 5))


def test_lines_that_fall_together_are_one_mishap_until_the_last_is_back() -> None:
    fell = [(10.0, lost("A")), (12.0, lost("B")), (71.9, lost("C")), (80.0, back("B")), (90.0, back("A"))]
    assert held(*fell, (200, back("C"))) == (one(10, 200, "ABC", 2, 3, 4, 5, 6, 7),)


def test_whoever_is_back_within_seconds_is_not_named_among_those_cut_off() -> None:
    restart = [(10.0, lost("A")), (10.5, lost("B")), (13.0, back("A")), (100.0, back("B"))]
    assert held(*restart) == (one(10.5, 100, "B", 3, 5),)


def test_a_long_cut_does_not_swallow_one_that_begins_later() -> None:
    apart = [(10.0, lost("A")), (70.0, lost("B")), (150.0, back("B")), (900.0, back("A"))]
    assert held(*apart) == (one(10, 900, "A", 2, 5), one(70, 150, "B", 3, 4))


def test_a_line_that_is_down_at_the_closing_is_not_settled() -> None:
    assert held((3540, lost("A"))) == (one(3540, None, "A", 2),)
    assert held((3541, lost("A"))) == ()
    assert held((3540, lost("A")), (9000, back("A"))) == (one(3540, 9000, "A", 2, 4),)


def test_what_falls_before_the_opening_or_after_the_closing_is_no_news() -> None:
    assert held((-600, lost("A")), (600, back("A")), (4000, lost("B")), (5000, back("B"))) == ()


def test_a_note_makes_news_of_the_venues_short_cut() -> None:
    note = incident(3, 15, "mất điện", "A")
    assert held((10, lost("A")), (15, noted("mất điện", "A")), (20, back("A"))) == (
        one(10, 20, "A", 2, 3, 4, notes=(note,)),
    )


def test_a_note_that_is_about_something_else_stands_alone() -> None:
    assert held((10, lost("A")), (15, noted("đọc nhầm số liệu")), (20, back("A"))) == (
        one(15, None, (), 3, notes=(incident(3, 15, "đọc nhầm số liệu"),)),
    )
    late = incident(4, 90, "mất điện", "A")
    assert held((10, lost("A")), (20, back("A")), (90, noted("mất điện", "A"))) == (
        one(90, None, (), 4, notes=(late,)),
    )


def test_a_note_after_the_closing_is_news_and_a_shredded_one_is_none() -> None:
    assert held((4000, noted("đọc nhầm"))) == (one(4000, None, (), 3, notes=(incident(3, 4000, "đọc nhầm"),)),)
    assert held((10, noted(None))) == ()


def test_a_conference_that_is_not_closed_has_no_mishaps() -> None:
    assert mishaps(CHRONICLE_FOLD.over([record(ConferenceOpened()), record(noted("mất điện"), seq=2)])) == ()


SECONDS = st.integers(-300, 4500)
HAPPENINGS = st.lists(st.tuples(SECONDS, st.sampled_from("ABC"), st.booleans()), max_size=40)


@given(HAPPENINGS)
def test_no_entry_is_told_twice_and_whoever_stayed_away_is_told(happenings: list[tuple[int, str, bool]]) -> None:
    down: dict[str, int] = {}
    played: list[Happening] = []
    for second, venue, falls in sorted(happenings):
        if falls and venue not in down:
            played.append((second, lost(venue)))
            down[venue] = second
        elif not falls and down.pop(venue, None) is not None:
            played.append((second, back(venue)))
    found = held(*played)
    told = [seq for mishap in found for seq in mishap.entries]
    assert len(told) == len(set(told))
    stayed_away = {venue for venue, second in down.items() if 0 < second <= 3540}
    assert stayed_away <= {venue for mishap in found if mishap.settled_at is None for venue in mishap.cut_off}


def test_the_draft_says_who_was_cut_off_from_when_to_when() -> None:
    assert tell(one(1920, 2010, "A", 2, 3), VIETNAMESE, names={"A": "Phường 1"}, zone=ZONE) == Told(
        title="Điểm cầu Phường 1 mất kết nối",
        what_happened="Lúc 08:32, đường truyền của điểm cầu Phường 1 bị gián đoạn.",
        what_was_done="Điểm cầu tự động kết nối lại; đường truyền có trở lại từ 08:33.",
    )
    many = one(1920, None, [f"V{number}" for number in range(14)], 2)
    names = "; ".join(f"V{number}" for number in range(12))
    assert tell(many, ENGLISH, names={}, zone=ZONE) == Told(
        title="14 venues cut off together",
        what_happened=f"From 08:32 on the lines to 14 venues went down: {names}; and others.",
        what_was_done="",
    )


def test_the_draft_of_a_note_leaves_to_editors_what_was_done() -> None:
    about_all = one(0, None, (), 2, notes=(incident(2, 0, "đọc nhầm {số liệu}"),))
    assert tell(about_all, VIETNAMESE, names={}, zone=ZONE) == Told(
        title="Sự cố trong hội nghị", what_happened="Ghi nhận tại hội nghị: “đọc nhầm {số liệu}”.", what_was_done=""
    )
    at_venue = one(0, None, (), 2, notes=(incident(2, 0, "mất điện", "A"),))
    assert tell(at_venue, ENGLISH, names={"A": "Ward 1"}, zone=ZONE).title == "Incident at Ward 1"


@given(st.sets(st.integers(1, 300), min_size=1))
def test_numbers_are_read_as_they_are_written(seqs: set[int]) -> None:
    assert entries_in(written(seqs)) == tuple(sorted(seqs))


def test_numbers_are_written_in_runs_and_read_as_people_type_them() -> None:
    assert written([235, 217, 230, 231, 232]) == "217, 230–232, 235"
    assert entries_in(" 9,7 - 8") == (7, 8, 9)


@pytest.mark.parametrize("text", ["", "1,", "0", "9-7", "mục 3", "-5", "1.5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(EntriesAreUnreadable):
        entries_in(text)


@pytest.mark.parametrize("text", [f"1-{MOST + 1}", "1-999999999", f"1-600, 700-{700 + 600}"])
def test_more_entries_than_a_notice_may_have_are_refused(text: str) -> None:
    with pytest.raises(TooManyEntries):
        entries_in(text)


def drafted() -> list[IncidentNoticePage]:
    return draft_notices(closed_conference())


def published() -> IncidentNoticePage:
    """The notice of the venue that was cut off, as the record drafted it."""
    notice = next(page for page in drafted() if page.settled_at)
    for page in notice.get_translations(inclusive=True):
        publish_records_draft(page, page.latest_revision, reviewer=REVIEWER)
    notice.refresh_from_db()
    return notice


def soup(url: str) -> BeautifulSoup:
    answer = Client().get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.django_db
def test_the_desk_drafts_notices_in_both_languages_and_publishes_none() -> None:
    conference = closed_conference()
    catch_up(conference.uuid, SystemClock())
    catch_up(conference.uuid, SystemClock())
    pages = IncidentNoticePage.objects.order_by("locale_id", "began_at", "pk")
    assert [(page.title, page.what_was_done, page.live) for page in pages] == [
        ("Sự cố tại điểm cầu Huyện Đam Rông", "", False),
        (
            f"Điểm cầu {TOLD_AT} mất kết nối",
            "Điểm cầu tự động kết nối lại; đường truyền có trở lại từ 08:34.",
            False,
        ),
        ("Incident at Huyện Đam Rông", "", False),
        (f"Venue cut off: {TOLD_AT}", "The venue redialled by itself; its line was up again from 08:34.", False),
    ]
    assert {page.translation_key for page in pages if page.settled_at} == {pages[1].translation_key}


@pytest.mark.django_db
def test_the_draft_rests_on_the_journals_own_entries() -> None:
    cut = next(page for page in drafted() if page.settled_at)
    fell, came_back = cut.evidence
    assert (fell["kind"], fell["venue"]) == ("venue.lost", TOLD_AT)
    assert (came_back["kind"], came_back["at"]) == ("venue.connected", "2022-10-31T01:34:00+00:00")
    assert entries_in(cut.entries) == (fell["seq"], came_back["seq"])
    english = cut.get_translation(Locale.objects.get(language_code="en"))
    assert (english.entries, english.evidence) == (cut.entries, cut.evidence)


@pytest.mark.django_db
def test_a_draft_that_editors_deleted_stays_deleted_and_late_notes_are_drafted() -> None:
    played = closed_at_once()
    played.note("đọc nhầm số liệu")
    (first,) = draft_notices(played.conference)
    first.delete()
    assert draft_notices(played.conference) == []
    played.at(120)
    played.note("thông báo sai giờ họp")
    (second,) = draft_notices(played.conference)
    assert second.what_happened == "Ghi nhận tại hội nghị: “thông báo sai giờ họp”."


def closed_at_once() -> Played:
    played = planned_conference()
    played.open()
    played.at(95)
    played.close()
    return played


@pytest.mark.django_db
def test_no_notice_is_drafted_before_the_closing() -> None:
    played = planned_conference()
    played.open()
    played.note("mất điện")
    assert draft_notices(played.conference) == []


@pytest.mark.django_db
def test_nobody_publishes_a_notice_that_nobody_reviewed_or_that_is_silent() -> None:
    silent, told = drafted()
    with pytest.raises(ArticleIsNotReviewed):
        told.latest_revision.publish()
    with pytest.raises(NoticeIsSilent):
        approve(submit(silent, user=None), reviewer=REVIEWER)
    assert Client().get(told.url).status_code == 404


def test_who_edited_a_notice_does_not_approve_it(editor: User) -> None:
    silent, _ = drafted()
    silent.what_was_done = "Điểm cầu chạy máy phát điện."
    silent.save_revision(user=editor)
    with pytest.raises(AuthorMayNotReview):
        approve(submit(silent, user=editor), reviewer=Reviewer(user=editor))
    approve(submit(silent, user=editor), reviewer=REVIEWER)
    assert "chạy máy phát điện" in soup(silent.url).get_text()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("entries", "sentence"),
    [("9999", "không có mục số 9999"), ("mục 3", "không phải là số mục"), ("1-5000", "nhiều nhất 1000 mục")],
)
def test_an_editor_is_told_which_entry_is_wrong(entries: str, sentence: str) -> None:
    notice = drafted()[0]
    notice.entries = entries
    with override("vi"), pytest.raises(ValidationError, match=sentence):
        notice.full_clean()


@pytest.mark.django_db
def test_a_notice_is_not_settled_before_it_begins() -> None:
    notice = drafted()[0]
    notice.settled_at = notice.began_at - timedelta(seconds=1)
    with override("en"), pytest.raises(ValidationError, match="settled before it began"):
        notice.full_clean()


@pytest.mark.django_db
def test_readers_see_what_happened_since_when_it_is_settled_and_the_entries() -> None:
    notice = published()
    page = soup(notice.url)
    words = page.select_one(".report")
    assert words is not None
    text = words.get_text(" ", strip=True)
    for told in (TOLD_AT, "Thứ Hai, ngày 31/10/2022, 08:32 (GMT+7)", "08:34 (GMT+7)", "Đã khắc phục", "kết nối lại"):
        assert told in text
    (button,) = page.select("button.source-of")
    assert notice.entries in button.get_text()
    entries = page.select(f"#{button['popovertarget']} li")
    assert [entry.get_text(" ", strip=True).split(": ")[1] for entry in entries] == [
        f"{TOLD_AT}, mất đường truyền",
        f"{TOLD_AT}, có đường truyền",
    ]
    english = soup(f"/en/notices/{notice.get_translation(Locale.objects.get(language_code='en')).slug}/")
    assert "Monday, 31 October 2022, 08:32 (GMT+7)" in english.get_text()
    assert {link["hreflang"] for link in english.select("head link[hreflang]")} == {"vi", "en", "x-default"}


@pytest.mark.django_db
def test_a_notice_is_listed_at_home_on_its_list_and_on_its_conferences_report() -> None:
    notice = published()
    report = publish_report(Conference.objects.get(slug="lamdong-2022"))
    for url in ("/", "/thong-bao-su-co/", report.url):
        assert [link["href"] for link in soup(url).select(".notices a")] == [notice.url]
    (conference,) = soup(notice.url).select(".course a")
    assert conference["href"] == report.url


@pytest.mark.django_db
def test_feeds_and_sitemap_tell_of_a_notice() -> None:
    notice = published()
    for path in ("/rss/", "/thong-bao-su-co/rss/"):
        entries = BeautifulSoup(Client().get(path).content, "xml").select("item")
        told = [(entry.find("title"), entry.find("link"), entry.find("description")) for entry in entries]
        assert [[part.get_text() for part in parts if part] for parts in told] == [
            [notice.title, notice.full_url, f"{notice.what_happened} {notice.what_was_done}"]
        ]
    assert notice.full_url in Client().get("/sitemap.xml").content.decode()


@pytest.mark.django_db
def test_search_finds_a_notice() -> None:
    notice = published()
    assert [link["href"] for link in soup("/tim-kiem/?q=dam+rong").select(".hits a")] == [notice.url]


@pytest.mark.django_db
def test_machines_read_a_news_article_about_the_conference() -> None:
    notice = published()
    html = Client().get(notice.url).content.decode()
    found: dict[str, Any] = extruct.extract(html, base_url=notice.full_url, syntaxes=["json-ld"])
    nodes = found["json-ld"][0]["@graph"]
    assert [fault for node in nodes for fault in faults(node)] == []
    article = next(node for node in nodes if node["@type"] == "NewsArticle")
    assert article["headline"] == notice.title
    assert article["temporalCoverage"] == "2022-10-31T08:32:30+07:00/2022-10-31T08:34:00+07:00"
    assert article["about"]["name"] == "Hội nghị tập huấn công tác Thông tin đối ngoại"
