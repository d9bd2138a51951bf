# SPDX-License-Identifier: Apache-2.0
"""Which moments of a conference its report shows, with the words that the record has for them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from diemcau.newsroom.pictures.frames import Window
from diemcau.newsroom.pictures.words import Words
from diemcau.outcome.outcome import ItemOutcome, Outcome
from diemcau.recording.on_show import Showing

MOST_TURNS = 3
OPENING, KEYNOTE, CLOSING, TURN = "opening", "keynote", "closing", "turn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """Something that was on air: `key` is its own within the conference."""

    key: str
    windows: tuple[Window, ...]
    words: Words


def moments(outcome: Outcome, showings: Sequence[Showing]) -> Iterator[Moment]:
    """Opening, the longest talk, venues that took the floor, closing: those of which there was a picture."""
    run = [item for item in outcome.items if item.started_at]
    shown = {item.number: tuple(_within(showings, outcome.hub, item)) for item in run}
    talks = [item for item in run[1:-1] if item.speaker] or run[1:-1]
    chosen = [(OPENING, run[:1]), (KEYNOTE, _longest(talks, shown)), (CLOSING, run[1:][-1:])]
    for key, items in chosen:
        for item in items:
            if shown[item.number]:
                yield Moment(key=key, windows=shown[item.number], words=_item_words(outcome, item, key))
    yield from _turns(outcome, showings)


def _turns(outcome: Outcome, showings: Sequence[Showing]) -> Iterator[Moment]:
    seen: dict[str, list[Window]] = {}
    for turn in outcome.turns:
        until = turn.ended_at or outcome.closed_at
        seen.setdefault(turn.venue, []).extend(_overlaps(showings, turn.venue, turn.started_at, until))
    found = [(venue, windows) for venue, windows in seen.items() if windows]
    found.sort(key=lambda pair: max(window.length for window in pair[1]), reverse=True)
    for number, (venue, windows) in enumerate(found[:MOST_TURNS], start=1):
        yield Moment(key=f"{TURN}-{number}", windows=tuple(windows), words=_turn_words(outcome, venue))


def _longest(items: Sequence[ItemOutcome], shown: dict[int, tuple[Window, ...]]) -> list[ItemOutcome]:
    lengths = {item.number: sum(window.length.total_seconds() for window in shown[item.number]) for item in items}
    return [max(items, key=lambda item: lengths[item.number])] if items else []


def _within(showings: Sequence[Showing], venue: str, item: ItemOutcome) -> Iterator[Window]:
    if item.started_at and item.ended_at:
        yield from _overlaps(showings, venue, item.started_at, item.ended_at)


def _overlaps(showings: Sequence[Showing], venue: str, since: datetime, until: datetime) -> Iterator[Window]:
    for showing in showings:
        begins, ends = max(showing.since, since), min(showing.until, until)
        if showing.venue == venue and begins < ends:
            yield Window(since=begins, until=ends)


def _item_words(outcome: Outcome, item: ItemOutcome, key: str) -> Words:
    hub = outcome.venue(outcome.hub).name
    caption, caption_en = f"Quang cảnh hội nghị tại {hub}", f"The conference at {hub}"
    if item.speaker:
        does, does_en = _deed(item, key)
        caption = f"Đồng chí {_named(item.speaker, item.post)} {does}"
        caption_en = f"{_named(item.speaker, item.post_en or item.post)} {does_en}"
    return Words(
        caption=caption,
        caption_en=caption_en,
        alternative=f"Hình trên sóng của điểm cầu trung tâm, trong phần “{item.title}”",
        alternative_en=f"The hub on air during “{item.title_en or item.title}”",
        credit=outcome.source or outcome.organiser,
    )


def _deed(item: ItemOutcome, key: str) -> tuple[str, str]:
    title = item.title.casefold()
    if key == OPENING and "khai mạc" in title:
        return "phát biểu khai mạc", "opens the conference"
    if key == CLOSING and "bế mạc" in title:
        return "phát biểu bế mạc", "closes the conference"
    return f"trình bày “{item.title}”", f"speaks on “{item.title_en or item.title}”"


def _turn_words(outcome: Outcome, code: str) -> Words:
    name = outcome.full_name(code)
    venue = name if name.casefold().startswith("điểm cầu") else f"điểm cầu {name}"
    return Words(
        caption=f"Đại biểu tại {venue} phát biểu",
        caption_en=f"Delegates at {name} take the floor",
        alternative=f"Hình trên sóng của {venue}",
        alternative_en=f"The venue {name} on air",
        credit=outcome.source or outcome.organiser,
    )


def _named(speaker: str, post: str) -> str:
    return f"{speaker}, {post}," if post else speaker
