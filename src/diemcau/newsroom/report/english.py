# SPDX-License-Identifier: Apache-2.0
"""The report in English. What the plan says in Vietnamese alone stays so: names aren't ours to translate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from diemcau.lib.english_wording import short_date
from diemcau.newsroom.report.parts import MOST_SPEAKING_VENUES, Telling, listed, who_came
from diemcau.outcome.figures import figures
from diemcau.outcome.outcome import Outcome
from diemcau.outcome.wording import english_tier

_NOON, _EVENING = 12, 18
_ATTENDED = "The conference was attended by"


def _lead(outcome: Outcome, zone: tzinfo) -> str:
    opened = outcome.opened_at.astimezone(zone)
    part = "morning" if opened.hour < _NOON else "afternoon" if opened.hour < _EVENING else "evening"
    name = outcome.name_en or outcome.name
    delegates = _after("delegates.attended", outcome, "delegate", "delegates")
    return (
        f"On the {part} of {short_date(opened)}, {_the(outcome.organiser_en) or outcome.organiser} held the conference "
        f"“{name}” at {outcome.venue(outcome.hub).name}. It linked [[venues.took_part]] "
        f"{_after('venues.took_part', outcome, 'venue', 'venues')}, and [[~delegates.attended]] {delegates} took part."
    )


def _attendance(outcome: Outcome) -> str:
    places = listed(
        [f"[[venues.{tier}]] {english_tier(tier, _count(f'venues.{tier}', outcome))}" for tier in outcome.tiers], "and"
    )
    delegates = (
        f"[[~delegates.attended]] {_after('delegates.attended', outcome, 'delegate', 'delegates')} at "
        f"[[venues.took_part]] {_after('venues.took_part', outcome, 'venue', 'venues')}: {places}"
    )
    return f"They were joined by {delegates}." if any(who_came(outcome)) else f"{_ATTENDED} {delegates}."


def _discussion(outcome: Outcome, venues: Sequence[str]) -> str:
    times = _after("turns.taken", outcome, "time", "times")
    more = "; and others" if len(venues) > MOST_SPEAKING_VENUES else ""
    return f"Venues took the floor [[turns.taken]] {times}: {'; '.join(venues[:MOST_SPEAKING_VENUES])}{more}."


def _the(name: str) -> str:
    """An English name in the middle of a sentence."""
    return name if not name or name.startswith(("the ", "The ")) else f"the {name}"


def _after(name: str, outcome: Outcome, one: str, many: str) -> str:
    """The noun after a figure, which isn't typed."""
    return one if _count(name, outcome) == 1 else many


def _count(name: str, outcome: Outcome) -> int:
    return figures(outcome)[name].value


ENGLISH = Telling(
    headline=lambda outcome: outcome.name_en or outcome.name,
    lead=_lead,
    guests_came=f"{_ATTENDED}:",
    guest_post=lambda guest: guest.post_en or guest.post,
    attendance=_attendance,
    discussion=_discussion,
    aim=lambda outcome: outcome.aim_en or outcome.aim,
    source=lambda outcome: outcome.source_en or outcome.source,
    item_title=lambda item: item.title_en or item.title,
    item_post=lambda item: item.post_en or item.post,
    presented="What was presented",
    from_the_venues="From the venues",
    purpose="Purpose",
)
