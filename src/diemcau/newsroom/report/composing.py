# SPDX-License-Identifier: Apache-2.0
"""The order in which a report tells: who came, what was presented, who spoke, what for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from diemcau.newsroom.report.english import ENGLISH
from diemcau.newsroom.report.parts import Block, Report, Telling, named, who_came
from diemcau.newsroom.report.vietnamese import VIETNAMESE
from diemcau.outcome.figures import figures
from diemcau.outcome.outcome import Guest, ItemOutcome, Outcome


def compose_report(outcome: Outcome, *, zone: tzinfo, language: str = "vi") -> Report:
    """Write the report of a closed conference."""
    telling = ENGLISH if language == "en" else VIETNAMESE
    return Report(
        headline=telling.headline(outcome),
        closed_at=outcome.closed_at,
        lead=telling.lead(outcome, zone),
        blocks=tuple(_blocks(telling, outcome, zone)),
        byline=outcome.byline,
        source=telling.source(outcome),
        figures=tuple(figures(outcome).values()),
    )


def _blocks(telling: Telling, outcome: Outcome, zone: tzinfo) -> Iterator[Block]:
    guests = [_guest(telling, guest) for guest in who_came(outcome)]
    if guests:
        yield "paragraph", telling.guests_came
        yield "guests", guests
    yield "paragraph", telling.attendance(outcome)
    introduced = {guest["name"] for guest in guests}
    programme = [_item(telling, item, introduced, zone) for item in outcome.items if item.started_at]
    if programme:
        yield "heading", telling.presented
        yield "programme", programme
    if outcome.turns:
        spoke = list(dict.fromkeys(outcome.full_name(turn.venue) for turn in outcome.turns))
        yield "heading", telling.from_the_venues
        yield "paragraph", telling.discussion(outcome, spoke)
    if outcome.aim:
        yield "heading", telling.purpose
        yield "paragraph", telling.aim(outcome)


def _guest(telling: Telling, guest: Guest) -> dict[str, str]:
    return {"name": guest.name, "post": named(telling.guest_post(guest), guest.organisation)}


def _item(telling: Telling, item: ItemOutcome, introduced: set[str], zone: tzinfo) -> dict[str, str]:
    post = "" if item.speaker in introduced else telling.item_post(item)
    return {
        "time": f"{item.started_at.astimezone(zone):%H:%M}" if item.started_at else "",
        "title": telling.item_title(item),
        "speaker": named(item.speaker, post),
    }
