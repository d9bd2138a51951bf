# SPDX-License-Identifier: Apache-2.0
"""Which language's hand writes numbers, dates and tiers."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from diemcau.newsroom.prose import prose_text
from diemcau.newsroom.wording import wording_of
from diemcau.outcome.wording import ENGLISH_TIERS, TIERS
from newsroom.test_prose import FIGURES, TEXT


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("vi", 11, "điểm cầu cấp huyện"),
        ("en", 11, "district-level venues"),
        ("en", 1, "district-level venue"),
        ("en-gb", 1, "district-level venue"),
        (None, 1, "điểm cầu cấp huyện"),
    ],
)
def test_tiers_follow_their_number(language: str | None, count: int, expected: str) -> None:
    assert wording_of(language).tier("district", count) == expected


def test_a_tier_of_the_organisers_own_keeps_its_label() -> None:
    assert wording_of("en").tier("parish", 2) == wording_of("vi").tier("parish", 2) == "parish"
    assert ENGLISH_TIERS.keys() == TIERS.keys()


def test_figures_in_prose_are_written_in_the_language_of_the_page() -> None:
    with override("en"):
        assert prose_text(TEXT, FIGURES) == "Có over 1,700 đại biểu, đúng ra là 1,769."
