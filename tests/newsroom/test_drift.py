# SPDX-License-Identifier: Apache-2.0
"""The record goes on after the publication: editors are told, and the page stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from diemcau.newsroom.actions import draft_report, publish_report
from diemcau.newsroom.desk import catch_up
from diemcau.newsroom.drift import bind_anew, follow_record, open_drifts
from diemcau.newsroom.models import Correction, CorrectionState, NewsArticlePage, RecordDrift
from factories.closed_conference import Played, SteppingClock, planned_conference
from factories.eventful_conference import eventful_conference, late_marks
from support.articles import put_live

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 10, 31, 4, 0, tzinfo=UTC)


def changed_after_publication() -> tuple[Played, NewsArticlePage]:
    played = eventful_conference()
    page = publish_report(played.conference)
    late_marks(played)
    follow_record(played.conference, now=NOW)
    return played, page


def told(page: NewsArticlePage) -> dict[str, tuple[int, int]]:
    return {drift.name: (drift.stated, drift.now) for drift in open_drifts(page)}


def test_each_figure_that_changed_is_noticed() -> None:
    _, page = changed_after_publication()
    assert told(page) == {
        "delegates.attended": (8, 10),
        "delegates.present": (6, 8),
        "delegates.absent": (1, 0),
        "venues.took_part": (4, 5),
        "venues.commune": (1, 2),
    }


def test_readers_see_what_was_published_until_somebody_corrects_it() -> None:
    _, page = changed_after_publication()
    page.refresh_from_db()
    assert page.bound_figures()["delegates.attended"].value == 8
    assert page.revisions.count() == 1
    assert 'value="8" data-query="delegates.attended"' in Client().get(page.url).content.decode()


def test_a_correction_is_drafted_in_both_languages() -> None:
    _, page = changed_after_publication()
    correction = Correction.objects.get()
    texts = {text.language: text for text in correction.texts.all()}
    assert (correction.article_key, correction.state, correction.author) == (
        page.translation_key,
        CorrectionState.DRAFTED,
        None,
    )
    assert texts["vi"].wrong.startswith("Đại biểu tham dự: 8; ")
    assert texts["vi"].right.startswith("Đại biểu tham dự: 10; ")
    assert texts["en"].right.startswith("Delegates who attended: 10; ")
    assert str(correction.seq) in texts["en"].reason


def test_following_again_changes_nothing() -> None:
    played, _ = changed_after_publication()
    before = list(RecordDrift.objects.values()), list(Correction.objects.values("pk", "seq", "drafted_at"))
    catch_up(played.conference.uuid, SteppingClock(NOW.replace(hour=9)))
    assert (list(RecordDrift.objects.values()), list(Correction.objects.values("pk", "seq", "drafted_at"))) == before


def test_a_further_change_rewrites_the_records_own_draft() -> None:
    played, page = changed_after_publication()
    played.at(160)
    played.walk_in("Thêm Một Người", venue="LD-673-2")
    follow_record(played.conference, now=NOW)
    assert told(page)["delegates.attended"] == (8, 11)
    assert "Đại biểu tham dự: 11" in Correction.objects.get().texts.get(language="vi").right


def test_a_change_that_is_taken_back_settles_itself() -> None:
    played = eventful_conference()
    page = publish_report(played.conference)
    played.at(160)
    played.tick("Hồ Thị Yến")
    follow_record(played.conference, now=NOW)
    assert "delegates.attended" in told(page)
    played.at(170)
    played.withdraw("Hồ Thị Yến")
    played.at(171)
    played.excuse("Hồ Thị Yến")
    follow_record(played.conference, now=NOW)
    assert told(page) == {}
    assert set(RecordDrift.objects.values_list("settled_at", flat=True)) == {NOW}


def test_binding_anew_settles_what_was_noticed_and_a_second_publication_keeps_it() -> None:
    played, page = changed_after_publication()
    page.refresh_from_db()
    bind_anew(page)
    put_live(page)
    follow_record(played.conference, now=NOW)
    assert told(page) == {}
    page = publish_report(played.conference)
    figures = page.bound_figures()
    assert figures["delegates.attended"].value == 10
    assert figures["delegates.invited"].seq < figures["delegates.attended"].seq


def test_the_closing_writes_a_draft_that_nobody_sees_yet_and_only_once() -> None:
    conference = eventful_conference().conference
    clock = SteppingClock(NOW)
    catch_up(conference.uuid, clock)
    catch_up(conference.uuid, clock)
    page = NewsArticlePage.objects.filter(conference=conference).order_by("pk").first()
    assert page is not None
    assert not page.live
    assert page.latest_revision is not None
    assert page.bound_figures()["delegates.attended"].value == 8
    assert draft_report(conference).pk == page.pk
    assert publish_report(conference).live


def test_a_conference_that_is_not_closed_asks_for_nothing() -> None:
    catch_up(planned_conference().conference.uuid, SteppingClock(NOW))
    assert not NewsArticlePage.objects.exists()
