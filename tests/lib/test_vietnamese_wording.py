# SPDX-License-Identifier: Apache-2.0
"""Wording of numbers and times."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.lib import vietnamese_wording as wording

HO_CHI_MINH = ZoneInfo("Asia/Ho_Chi_Minh")
AT = datetime(2022, 10, 31, 9, 0, tzinfo=UTC)


def test_dateline_gives_weekday_date_time_and_offset() -> None:
    assert wording.dateline(AT, HO_CHI_MINH) == "Thứ Hai, ngày 31/10/2022, 16:00 (GMT+7)"


def test_dateline_takes_the_day_of_the_zone() -> None:
    late = datetime(2022, 10, 29, 17, 30, tzinfo=UTC)
    assert wording.dateline(late, HO_CHI_MINH) == "Chủ Nhật, ngày 30/10/2022, 00:30 (GMT+7)"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Kolkata", "GMT+5:30"), ("UTC", "GMT+0"), ("America/St_Johns", "GMT-2:30")],
)
def test_gmt_offset_of_other_zones(zone: str, expected: str) -> None:
    assert wording.gmt_offset(AT.astimezone(ZoneInfo(zone))) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 10, 31), "ngày 31 tháng 10 năm 2022"),
        (date(2023, 2, 3), "ngày 03 tháng 02 năm 2023"),
        (date(2023, 3, 9), "ngày 09 tháng 3 năm 2023"),
    ],
)
def test_long_date_follows_the_offices_leading_zeros(day: date, expected: str) -> None:
    assert wording.long_date(day) == expected


def test_clock_time_is_local() -> None:
    assert wording.clock_time(datetime(2022, 10, 31, 1, 5, tzinfo=UTC), HO_CHI_MINH) == "08 giờ 05 phút"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1769, "trên 1.700"), (1700, "1.700"), (118, "trên 110"), (110, "110"), (99, "99"), (0, "0")],
)
def test_rounded_number(value: int, expected: str) -> None:
    assert wording.rounded_number(value) == expected


@given(st.integers(min_value=0, max_value=10**9))
def test_rounded_number_never_says_more_than_there_are(value: int) -> None:
    said = int(wording.rounded_number(value).removeprefix("trên ").replace(".", ""))
    assert said <= value
    assert value - said < 100


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(seconds=48.9), "48 giây"),
        (timedelta(minutes=12, seconds=5), "12 phút 05 giây"),
        (timedelta(hours=1, minutes=5, seconds=9), "1 giờ 05 phút"),
    ],
)
def test_length_of_time(length: timedelta, expected: str) -> None:
    assert wording.length_of_time(length) == expected
