# SPDX-License-Identifier: Apache-2.0
"""A mishap in the words of a notice. Pure. What the journal doesn't know is left to the editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from diemcau.newsroom.notices.mishaps import Mishap

MOST_NAMED = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """One language's sentences, with places for the venue or venues, their count, the time of day and a note's text."""

    incident: str
    incident_at: str
    one_cut_off: str
    many_cut_off: str
    one_fell: str
    many_fell: str
    one_is_back: str
    many_are_back: str
    noted: str
    others: str


VIETNAMESE = Words(
    incident="Sự cố trong hội nghị",
    incident_at="Sự cố tại điểm cầu {venue}",
    one_cut_off="Điểm cầu {venue} mất kết nối",
    many_cut_off="{count} điểm cầu cùng mất kết nối",
    one_fell="Lúc {time}, đường truyền của điểm cầu {venue} bị gián đoạn.",
    many_fell="Từ {time}, đường truyền của {count} điểm cầu bị gián đoạn: {venue}.",
    one_is_back="Điểm cầu tự động kết nối lại; đường truyền có trở lại từ {time}.",
    many_are_back="Các điểm cầu tự động kết nối lại; đường truyền có trở lại ở tất cả các điểm cầu từ {time}.",
    noted="Ghi nhận tại hội nghị: “{text}”.",
    others="và các điểm cầu khác",
)
ENGLISH = Words(
    incident="Incident during the conference",
    incident_at="Incident at {venue}",
    one_cut_off="Venue cut off: {venue}",
    many_cut_off="{count} venues cut off together",
    one_fell="At {time} the line to {venue} went down.",
    many_fell="From {time} on the lines to {count} venues went down: {venue}.",
    one_is_back="The venue redialled by itself; its line was up again from {time}.",
    many_are_back="The venues redialled by themselves; all lines were up again from {time}.",
    noted="Noted at the conference: “{text}”.",
    others="and others",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A notice before it is a page. `what_was_done` is empty where the journal doesn't know."""

    title: str
    what_happened: str
    what_was_done: str


def tell(mishap: Mishap, words: Words, *, names: Mapping[str, str], zone: tzinfo) -> Told:
    """Write the draft of a notice; `names` are the venues' by code. Times alone: the page tells the day."""
    notes = [words.noted.format(text=note.text) for note in mishap.notes]
    if not mishap.cut_off:
        place = next((names.get(note.venue, note.venue) for note in mishap.notes if note.venue), None)
        title = words.incident_at.format(venue=place) if place else words.incident
        return Told(title=title, what_happened=" ".join(notes), what_was_done="")
    is_one = len(mishap.cut_off) == 1
    title, fell, back = (
        (words.one_cut_off, words.one_fell, words.one_is_back)
        if is_one
        else (words.many_cut_off, words.many_fell, words.many_are_back)
    )
    venue, count = _listed(mishap.cut_off, words, names), len(mishap.cut_off)
    happened = fell.format(venue=venue, count=count, time=f"{mishap.began_at.astimezone(zone):%H:%M}")
    return Told(
        title=title.format(venue=venue, count=count),
        what_happened=" ".join([happened, *notes]),
        what_was_done=back.format(time=f"{mishap.settled_at.astimezone(zone):%H:%M}") if mishap.settled_at else "",
    )


def _listed(venues: tuple[str, ...], words: Words, names: Mapping[str, str]) -> str:
    named = [names.get(venue, venue) for venue in venues[:MOST_NAMED]]
    return "; ".join(named if len(venues) <= MOST_NAMED else [*named, words.others])
