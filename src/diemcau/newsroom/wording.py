# SPDX-License-Identifier: Apache-2.0
"""Numbers, dates and tiers as the language of a page writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.utils.translation import get_language

from diemcau.lib import english_wording, vietnamese_wording
from diemcau.outcome.wording import english_tier, tier_in_sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """One language's hand. `tier` is what follows a tier's number, which it is given: `11 district-level venues`."""

    whole_number: Callable[[int], str]
    rounded_number: Callable[[int], str]
    short_date: Callable[[date], str]
    long_date: Callable[[date], str]
    weekday: Callable[[date], str]
    dateline: Callable[[datetime, tzinfo], str]
    tier: Callable[[str, int], str]


_VIETNAMESE = Wording(
    whole_number=vietnamese_wording.whole_number,
    rounded_number=vietnamese_wording.rounded_number,
    short_date=vietnamese_wording.short_date,
    long_date=vietnamese_wording.long_date,
    weekday=vietnamese_wording.weekday,
    dateline=vietnamese_wording.dateline,
    tier=lambda tier, _count: tier_in_sentence(tier),
)
_ENGLISH = Wording(
    whole_number=english_wording.whole_number,
    rounded_number=english_wording.rounded_number,
    short_date=english_wording.short_date,
    long_date=english_wording.long_date,
    weekday=english_wording.weekday,
    dateline=english_wording.dateline,
    tier=english_tier,
)


def wording_of(language: str | None) -> Wording:
    """The wording of a language by its code; what isn't English is Vietnamese."""
    return _ENGLISH if (language or "").startswith("en") else _VIETNAMESE


def wording_here() -> Wording:
    """The wording of the language that is being spoken: on a page, its own."""
    return wording_of(get_language())
