# SPDX-License-Identifier: Apache-2.0
"""Typed numbers held against the record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.contradictions import contradictions
from diemcau.newsroom.refusals import NumberContradictsRecord
from diemcau.outcome.figures import Figure
from factories.eventful_conference import eventful_conference
from support.articles import put_live

AT = datetime(2022, 10, 31, 9, 35, tzinfo=UTC)
VALUES = {"delegates.attended": 1769, "venues.took_part": 118, "venues.commune": 106, "delegates.absent": 12}
FIGURES = {name: Figure(name=name, seq=4812, value=value, at=AT) for name, value in VALUES.items()}


def wrong(prose: str) -> list[tuple[str, str]]:
    return [(found.words, found.token) for found in contradictions(prose, FIGURES)]


@pytest.mark.parametrize(
    "prose",
    [
        "Có 1.769 đại biểu tại 118 điểm cầu.",
        "Có 1,769 delegates at 118 venues, 106 commune-level venues among them.",
        "Có trên 1.700 đại biểu; over 1,700 delegates; hơn 1 700 đại biểu.",
        "Ngày 31/10/2022, lúc 16:00, 25 bài trình bày; 12 người vắng mặt.",
        "Có [[~delegates.attended]] đại biểu tại [[venues.took_part]] điểm cầu.",
        "Đạt 98% đại biểu; 3 lượt phát biểu.",
    ],
)
def test_what_the_record_bears_out_or_does_not_count_passes(prose: str) -> None:
    assert wrong(prose) == []


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("Có 1.770 đại biểu.", [("1.770 đại biểu", "[[delegates.attended]]")]),
        ("Có trên 1.800 đại biểu.", [("trên 1.800 đại biểu", "[[~delegates.attended]]")]),
        ("Có trên 1.500 đại biểu.", [("trên 1.500 đại biểu", "[[~delegates.attended]]")]),
        ("Có 107 điểm cầu cấp xã.", [("107 điểm cầu cấp xã", "[[venues.commune]]")]),
        ("Có 13 đại biểu vắng.", [("13 đại biểu vắng", "[[delegates.absent]]")]),
        ("At 119 venues.", [("119 venues", "[[venues.took_part]]")]),
    ],
)
def test_what_the_record_contradicts_is_found_with_its_token(prose: str, found: list[tuple[str, str]]) -> None:
    assert wrong(prose) == found


@pytest.mark.django_db
def test_a_contradiction_stops_the_publication_and_not_the_draft() -> None:
    page = publish_report(eventful_conference().conference)
    page.lead = "Hội nghị có 9 đại biểu tham dự."
    page.save_revision()
    with pytest.raises(NumberContradictsRecord) as refused:
        put_live(page)
    told = refused.value.sentence("vi")
    assert "“9 đại biểu”" in told
    assert "[[delegates.attended]]" in told
    page.refresh_from_db()
    assert "9 đại biểu" not in page.lead
