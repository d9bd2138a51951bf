# SPDX-License-Identifier: Apache-2.0
"""What the record says, as a news report: composed from an outcome, figures by name.

Pure: no table, no page. Whoever is named here was in the plan as a guest or a speaker.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from diemcau.lib.vietnamese_wording import short_date
from diemcau.outcome.figures import Figure, figures
from diemcau.outcome.outcome import Outcome
from diemcau.outcome.wording import tier_in_sentence

_NOON, _EVENING = 12, 18
_MOST_SPEAKING_VENUES = 8
Block = tuple[str, Any]


@dataclass(frozen=True, kw_only=True)
class Report:
    """An article before it is a page. `blocks` are (type, value) of the page's body."""

    headline: str
    reported_at: datetime
    lead: str
    blocks: tuple[Block, ...]
    byline: str
    source: str
    figures: tuple[Figure, ...]

    @property
    def digest(self) -> str:
        """Of the prose alone: the figures are apart."""
        return prose_digest(self.headline, self.lead, self.blocks)


def prose_digest(headline: str, lead: str, blocks: Sequence[Block]) -> str:
    """SHA-256 of an article's words, hexadecimal: tells whether somebody edited them."""
    words = json.dumps([headline, lead, [list(block) for block in blocks]], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def compose_report(outcome: Outcome, *, zone: tzinfo) -> Report:
    """Write the report of a closed conference; its date and time are the closing's."""
    return Report(
        headline=outcome.name,
        reported_at=outcome.closed_at,
        lead=_lead(outcome, zone),
        blocks=tuple(_blocks(outcome, zone)),
        byline=outcome.byline,
        source=outcome.source,
        figures=tuple(figures(outcome).values()),
    )


def _lead(outcome: Outcome, zone: tzinfo) -> str:
    opened = outcome.opened_at.astimezone(zone)
    part = "Sáng" if opened.hour < _NOON else "Chiều" if opened.hour < _EVENING else "Tối"
    hub = outcome.venue(outcome.hub).name
    return (
        f"{part} {short_date(opened)}, tại {hub} đã diễn ra {outcome.name}, do {outcome.organiser} tổ chức, "
        "kết nối trực tuyến [[venues.took_part]] điểm cầu với [[~delegates.attended]] đại biểu tham dự."
    )


def _blocks(outcome: Outcome, zone: tzinfo) -> Iterator[Block]:
    yield "paragraph", _attendance(outcome)
    introduced = {guest.name for guest in outcome.guests if guest.came}
    programme = [
        {
            "time": f"{item.started_at.astimezone(zone):%H:%M}",
            "title": item.title,
            "speaker": item.speaker if item.speaker in introduced else _named(item.speaker, item.post),
        }
        for item in outcome.items
        if item.started_at
    ]
    if programme:
        yield "heading", "Nội dung trình bày"
        yield "programme", programme
    if outcome.turns:
        yield "heading", "Phát biểu từ các điểm cầu"
        yield "paragraph", _discussion(outcome)
    if outcome.aim:
        yield "heading", "Mục đích"
        yield "paragraph", outcome.aim


def _attendance(outcome: Outcome) -> str:
    guests = "; ".join(_named(guest.name, guest.post, guest.organisation) for guest in outcome.guests if guest.came)
    tiers = [f"[[venues.{tier}]] {tier_in_sentence(tier)}" for tier in outcome.tiers]
    places = f"{', '.join(tiers[:-1])} và {tiers[-1]}" if len(tiers) > 1 else "".join(tiers)
    delegates = f"[[~delegates.attended]] đại biểu tại [[venues.took_part]] điểm cầu, gồm {places}"
    return f"Tham dự hội nghị có {guests}; cùng {delegates}." if guests else f"Tham dự hội nghị có {delegates}."


def _named(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _discussion(outcome: Outcome) -> str:
    spoke = list(dict.fromkeys(outcome.full_name(turn.venue) for turn in outcome.turns))
    named = "; ".join(spoke[:_MOST_SPEAKING_VENUES])
    more = "; và các điểm cầu khác" if len(spoke) > _MOST_SPEAKING_VENUES else ""
    return f"Các điểm cầu đã có [[turns.taken]] lượt phát biểu: {named}{more}."
