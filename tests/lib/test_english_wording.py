# SPDX-License-Identifier: Apache-2.0
"""English wording of numbers and times, which follows the rules of the Vietnamese one."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.lib import english_wording as wording
from diemcau.lib import vietnamese_wording

AT = datetime(2022, 10, 31, 9, 0, tzinfo=UTC)


def test_dateline_gives_weekday_date_time_and_offset() -> None:
    assert wording.dateline(AT, ZoneInfo("Asia/Ho_Chi_Minh")) == "Monday, 31 October 2022, 16:00 (GMT+7)"


def test_a_date_names_its_month() -> None:
    assert wording.short_date(AT) == wording.long_date(AT) == "31 October 2022"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1769, "over 1,700"), (1700, "1,700"), (118, "over 110"), (110, "110"), (99, "99"), (0, "0")],
)
def test_rounded_number(value: int, expected: str) -> None:
    assert wording.rounded_number(value) == expected


@given(st.integers(min_value=0, max_value=10**9))
def test_both_languages_round_alike(value: int) -> None:
    vietnamese = vietnamese_wording.rounded_number(value)
    assert vietnamese.replace("trên ", "over ").replace(".", ",") == wording.rounded_number(value)
