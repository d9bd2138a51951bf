# SPDX-License-Identifier: Apache-2.0
"""The report in both languages: one article, two pages, the same figures."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation

from diemcau.conference.models import Conference
from diemcau.newsroom.actions import draft_report, publish_report
from diemcau.newsroom.foreign_names import marked
from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.report import Report, compose_report
from diemcau.outcome.queries import outcome_of
from factories.closed_conference import closed_conference
from support.articles import put_live

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def conference_in_english() -> Conference:
    conference = closed_conference()
    conference.name_en = "Training conference on external information work"
    conference.organiser_en = "Provincial Party Committee of Lâm Đồng"
    conference.section_en = "Information and education"
    conference.aim = "Giúp đại biểu nắm rõ hơn."
    conference.aim_en = "To help delegates understand more."
    conference.save()
    conference.invitations.filter(person__full_name="Phạm S").update(post_en="vice chairman of the People's Committee")
    conference.items.filter(number=1).update(title_en="Opening")
    return conference


def english_of(page: NewsArticlePage) -> NewsArticlePage:
    english: NewsArticlePage = page.get_translation(Locale.objects.get(language_code="en"))
    return english


def in_english(conference: Conference) -> Report:
    return compose_report(outcome_of(conference), zone=ZONE, language="en")


def text(page: BeautifulSoup, selector: str) -> str:
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text().split())


def test_the_english_report_reads_as_english() -> None:
    report = in_english(conference_in_english())
    assert report.headline == "Training conference on external information work"
    assert report.lead == (
        "On the morning of 31 October 2022, the Provincial Party Committee of Lâm Đồng held the conference “Training "
        "conference on external information work” at Trung tâm Hành chính tỉnh Lâm Đồng. It linked "
        "[[venues.took_part]] venues, and [[~delegates.attended]] delegates took part."
    )
    assert report.blocks[:3] == (
        ("paragraph", "The conference was attended by:"),
        (
            "guests",
            [
                {"name": "Lê Hải Bình", "post": "Phó Trưởng Ban Tuyên giáo Trung ương"},
                {"name": "Phạm S", "post": "vice chairman of the People's Committee"},
            ],
        ),
        (
            "paragraph",
            (
                "They were joined by [[~delegates.attended]] delegates at [[venues.took_part]] venues: [[venues.hub]] "
                "central venue, [[venues.district]] district-level venues and [[venues.commune]] commune-level venues."
            ),
        ),
    )
    assert ("paragraph", "Venues took the floor [[turns.taken]] time: Thành phố Bảo Lộc.") in report.blocks
    assert report.blocks[-1] == ("paragraph", "To help delegates understand more.")


def test_both_languages_have_the_same_blocks_and_figures() -> None:
    conference = conference_in_english()
    vietnamese, english = compose_report(outcome_of(conference), zone=ZONE), in_english(conference)
    assert [kind for kind, _ in vietnamese.blocks] == [kind for kind, _ in english.blocks]
    assert vietnamese.figures == english.figures
    assert vietnamese.digest != english.digest


def test_what_the_plan_has_in_vietnamese_alone_stays_so() -> None:
    report = in_english(closed_conference())
    assert report.headline == "Hội nghị tập huấn công tác Thông tin đối ngoại"
    assert "Tỉnh ủy Lâm Đồng held the conference" in report.lead
    assert report.source == "Ban Tuyên giáo Tỉnh ủy Lâm Đồng"


def test_the_draft_is_two_pages_of_one_article_and_nobody_reads_them_yet() -> None:
    conference = conference_in_english()
    page = draft_report(conference)
    english = english_of(page)
    assert (page.live, english.live) == (False, False)
    assert (page.title, english.title) == (conference.name, conference.name_en)
    assert english.bound_figures() == page.bound_figures()
    report = in_english(conference)
    assert (english.lead, english.words()) == (report.lead, list(report.blocks))
    assert english.get_parent().title == "Information and education"
    assert Client().get(page.url).status_code == Client().get(english.url).status_code == 404


def test_drafting_again_changes_nothing() -> None:
    conference = conference_in_english()
    first, second = draft_report(conference), draft_report(conference)
    assert (first.pk, first.latest_revision_id) == (second.pk, second.latest_revision_id)
    assert NewsArticlePage.objects.count() == 2


def test_publishing_puts_both_languages_out() -> None:
    page = publish_report(conference_in_english())
    english = english_of(page)
    assert (page.live, english.live) == (True, True)
    html = BeautifulSoup(Client().get(english.url).content, "html.parser")
    assert text(html, "h1") == "Training conference on external information work"
    assert text(html, ".dateline") == "Monday, 31 October 2022, 09:35 (GMT+7)"
    assert "6 venues, and 6 delegates took part" in text(html, ".lead")
    assert {link["hreflang"] for link in html.select('head link[rel="alternate"][hreflang]')} == {
        "vi",
        "en",
        "x-default",
    }


def test_vietnamese_names_on_the_english_page_are_marked_as_such() -> None:
    page = publish_report(conference_in_english())
    html = BeautifulSoup(Client().get(english_of(page).url).content, "html.parser")
    named = {str(span.get_text()) for span in html.select('article span[lang="vi"]')}
    assert named == {
        "Trung tâm Hành chính tỉnh Lâm Đồng",
        "Lê Hải Bình",
        "Phó Trưởng Ban Tuyên giáo Trung ương",
        "Phạm S",
        "Quan điểm mới về đối ngoại",
        "Bế mạc",
        "Thành phố Bảo Lộc",
        "Hoàng Khôi",
        "Ban Tuyên giáo Tỉnh ủy Lâm Đồng",
    }
    assert html.select("span[lang] span[lang], h1 span[lang]") == []
    assert BeautifulSoup(Client().get(page.url).content, "html.parser").select("article span[lang]") == []
    printed = BeautifulSoup(Client().get(f"{english_of(page).url}print/").content, "html.parser")
    assert {str(span.get_text()) for span in printed.select('article span[lang="vi"]')} == named


def test_a_name_is_marked_whole_in_texts_and_never_within_a_tag() -> None:
    html = marked('<a title="Xã An">Xã An Bình &amp; Xã An, Xã Anh</a>', ["Xã An", "Xã An Bình & Xã An"])
    assert html == '<a title="Xã An"><span lang="vi">Xã An Bình &amp; Xã An</span>, Xã Anh</a>'


def test_an_editors_words_stay_in_the_language_in_which_they_were_changed() -> None:
    conference = conference_in_english()
    english = english_of(publish_report(conference))
    english.lead = "There were [[delegates.attended]] of them."
    put_live(english, reason="Shorter")
    conference.name, conference.name_en = "Hội nghị tập huấn", "Training"
    conference.save()
    page = publish_report(conference)
    assert page.title == "Hội nghị tập huấn"
    english = english_of(page)
    assert (english.title, english.lead) == (
        "Training conference on external information work",
        "There were [[delegates.attended]] of them.",
    )


def test_the_record_gives_translators_its_own_english_in_their_screens() -> None:
    conference = conference_in_english()
    page = draft_report(conference)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    all_of_them, done = translation.get_progress()
    assert done == all_of_them
    told = {entry.msgctxt: entry.msgstr for entry in translation.export_po()}
    assert told["title"] == conference.name_en
    assert "[[~delegates.attended]]" in told["lead"]


def test_a_translators_file_comes_back_with_its_figures_bound() -> None:
    page = draft_report(conference_in_english())
    translation = Translation.objects.get(source__object_id=page.translation_key)
    catalogue = translation.export_po()
    for entry in catalogue:
        if entry.msgctxt == "lead":
            entry.msgstr = "There were [[~delegates.attended]] delegates."
    assert translation.import_po(catalogue) == []
    translation.save_target(publish=False)
    english = english_of(page).get_latest_revision_as_object()
    assert english.lead == "There were [[~delegates.attended]] delegates."
    assert english.bound_figures() == page.bound_figures()
    english.full_clean()


def test_a_live_translation_keeps_its_words_until_the_new_ones_are_published() -> None:
    page = publish_report(conference_in_english())
    before = english_of(page)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    catalogue = translation.export_po()
    for entry in catalogue:
        entry.msgstr = "Other words" if entry.msgctxt in {"title", "lead"} else entry.msgstr
    translation.import_po(catalogue)
    translation.save_target(publish=False)
    after = english_of(page)
    assert (after.title, after.lead) == (before.title, before.lead)
    assert after.get_latest_revision_as_object().title == "Other words"


def test_what_changed_in_the_source_waits_for_its_translation() -> None:
    page = publish_report(conference_in_english())
    page.lead = "Đã có [[delegates.attended]] đại biểu dự."
    put_live(page)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    translation.source.update_from_db()
    all_of_them, done = translation.get_progress()
    assert done == all_of_them - 1
