# SPDX-License-Identifier: Apache-2.0
"""Numbers and dates as an English newspaper of the region writes them; the twin of `vietnamese_wording`."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from babel.dates import format_date
from babel.numbers import format_decimal

from diemcau.lib.vietnamese_wording import gmt_offset

_LOCALE = "en_GB"


def whole_number(value: int) -> str:
    """`1769` as `1,769`."""
    return format_decimal(value, locale=_LOCALE)


def rounded_number(value: int) -> str:
    """A count as a news report gives it: `1769` as `over 1,700`, by the rule of the Vietnamese page."""
    step = 100 if value >= 1000 else 10 if value >= 100 else 1  # noqa: PLR2004 - the rule of the docstring
    rounded = value - value % step
    return whole_number(value) if rounded == value else f"over {whole_number(rounded)}"


def short_date(day: date) -> str:
    """`31 October 2022`: a month in digits would be read in two ways."""
    return format_date(day, "d MMMM yyyy", locale=_LOCALE)


def long_date(day: date) -> str:
    """`31 October 2022`."""
    return short_date(day)


def weekday(day: date) -> str:
    """`Monday`."""
    return format_date(day, "EEEE", locale=_LOCALE)


def dateline(at: datetime, zone: tzinfo) -> str:
    """`Monday, 31 October 2022, 16:00 (GMT+7)`."""
    local = at.astimezone(zone)
    return f"{weekday(local)}, {short_date(local)}, {local:%H:%M} ({gmt_offset(local)})"
