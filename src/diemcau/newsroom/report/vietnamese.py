# SPDX-License-Identifier: Apache-2.0
"""The report as a Vietnamese editor writes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from diemcau.lib.vietnamese_wording import short_date
from diemcau.newsroom.report.parts import MOST_SPEAKING_VENUES, Telling, listed, who_came
from diemcau.outcome.outcome import Outcome
from diemcau.outcome.wording import tier_in_sentence

_NOON, _EVENING = 12, 18
_ATTENDED = "Tham dự hội nghị có"


def _lead(outcome: Outcome, zone: tzinfo) -> str:
    opened = outcome.opened_at.astimezone(zone)
    part = "Sáng" if opened.hour < _NOON else "Chiều" if opened.hour < _EVENING else "Tối"
    hub = outcome.venue(outcome.hub).name
    return (
        f"{part} {short_date(opened)}, tại {hub} đã diễn ra {outcome.name}, do {outcome.organiser} tổ chức, "
        "kết nối trực tuyến [[venues.took_part]] điểm cầu với [[~delegates.attended]] đại biểu tham dự."
    )


def _attendance(outcome: Outcome) -> str:
    tiers = listed([f"[[venues.{tier}]] {tier_in_sentence(tier)}" for tier in outcome.tiers], "và")
    delegates = f"[[~delegates.attended]] đại biểu tại [[venues.took_part]] điểm cầu, gồm {tiers}"
    return f"Cùng dự có {delegates}." if any(who_came(outcome)) else f"{_ATTENDED} {delegates}."


def _discussion(_outcome: Outcome, venues: Sequence[str]) -> str:
    more = "; và các điểm cầu khác" if len(venues) > MOST_SPEAKING_VENUES else ""
    return f"Các điểm cầu đã có [[turns.taken]] lượt phát biểu: {'; '.join(venues[:MOST_SPEAKING_VENUES])}{more}."


VIETNAMESE = Telling(
    headline=lambda outcome: outcome.name,
    lead=_lead,
    guests_came=f"{_ATTENDED}:",
    guest_post=lambda guest: guest.post,
    attendance=_attendance,
    discussion=_discussion,
    aim=lambda outcome: outcome.aim,
    source=lambda outcome: outcome.source,
    item_title=lambda item: item.title,
    item_post=lambda item: item.post,
    presented="Nội dung trình bày",
    from_the_venues="Phát biểu từ các điểm cầu",
    purpose="Mục đích",
)
