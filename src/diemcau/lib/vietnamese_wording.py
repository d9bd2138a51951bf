# SPDX-License-Identifier: Apache-2.0
"""Numbers, dates and lengths of time as a Vietnamese office writes them.

Owns wording alone: it knows no database and no settings, so every time zone is an argument.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from babel.dates import format_date
from babel.numbers import format_decimal

_LOCALE = "vi"
_MINUTE_S = 60


def whole_number(value: int) -> str:
    """`1769` as `1.769`."""
    return format_decimal(value, locale=_LOCALE)


def rounded_number(value: int) -> str:
    """A count as a news report gives it: `1769` as `trên 1.700`.

    Rounded down, never up: to hundreds from a thousand on, to tens from a hundred on. Smaller
    and already round counts are given as they are, without `trên`.
    """
    step = 100 if value >= 1000 else 10 if value >= 100 else 1  # noqa: PLR2004 - the rule of the docstring
    rounded = value - value % step
    return whole_number(value) if rounded == value else f"trên {whole_number(rounded)}"


def short_date(day: date) -> str:
    """`31/10/2022`."""
    return format_date(day, "dd/MM/yyyy", locale=_LOCALE)


def long_date(day: date) -> str:
    """`ngày 31 tháng 10 năm 2022`; days and the first two months with a leading zero, as offices write them."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - Decree 30/2020, annex I
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def weekday(day: date) -> str:
    """`Thứ Hai`."""
    return format_date(day, "EEEE", locale=_LOCALE)


def dateline(at: datetime, zone: tzinfo) -> str:
    """`Thứ Hai, ngày 31/10/2022, 16:00 (GMT+7)`."""
    local = at.astimezone(zone)
    return f"{weekday(local)}, ngày {short_date(local)}, {local:%H:%M} ({gmt_offset(local)})"


def clock_time(at: datetime, zone: tzinfo) -> str:
    """`08 giờ 05 phút`."""
    return f"{at.astimezone(zone):%H giờ %M phút}"


def gmt_offset(local: datetime) -> str:
    """`GMT+7`; `GMT+5:30` where the hour isn't whole."""
    offset = local.utcoffset() or timedelta()
    sign = "-" if offset < timedelta() else "+"
    hours, rest = divmod(int(abs(offset).total_seconds()), _MINUTE_S * _MINUTE_S)
    return f"GMT{sign}{hours}" + (f":{rest // _MINUTE_S:02d}" if rest else "")


def length_of_time(length: timedelta) -> str:
    """`1 giờ 05 phút`, `12 phút 05 giây`, `48 giây`; the part of a second is dropped."""
    minutes, seconds = divmod(int(length.total_seconds()), _MINUTE_S)
    hours, minutes = divmod(minutes, _MINUTE_S)
    if hours:
        return f"{hours} giờ {minutes:02d} phút"
    return f"{minutes} phút {seconds:02d} giây" if minutes else f"{seconds} giây"
