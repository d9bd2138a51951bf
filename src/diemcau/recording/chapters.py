# SPDX-License-Identifier: Apache-2.0
"""The recording's chapters, from the journal: items of the programme and turns on air. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from diemcau.outcome.chronicle import Chronicle
from diemcau.recording.playlist import Playlist

SHORTEST_S = 1.0
"""What is shorter is no chapter: a cut that was taken back, an item begun by mistake."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A part of the recording, from `at_s` to `until_s` seconds of it."""

    at_s: float
    until_s: float
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Titles:
    """What the chapters are called. `conference` is for what was on air before the first item."""

    conference: str
    item: Callable[[int], str]
    venue: Callable[[str], str]


def chapters_of(chronicle: Chronicle, playlist: Playlist, titles: Titles) -> tuple[Chapter, ...]:
    """The chapters, without a gap from the recording's beginning to its end."""
    total_s = playlist.lasts_s
    begun = [(0.0, titles.conference)]
    for at, title in sorted(_marks(chronicle, titles), key=lambda mark: mark[0]):
        at_s = playlist.offset_s(at)
        if at_s >= total_s - SHORTEST_S:
            break
        if at_s - begun[-1][0] < SHORTEST_S:
            at_s, _ = begun.pop()
        if not begun or begun[-1][1] != title:
            begun.append((at_s, title))
    ends = [*(at_s for at_s, _ in begun[1:]), total_s]
    return tuple(
        Chapter(at_s=at_s, until_s=until_s, title=title)
        for (at_s, title), until_s in zip(begun, ends, strict=True)
        if until_s > at_s
    )


def _marks(chronicle: Chronicle, titles: Titles) -> Iterator[tuple[datetime, str]]:
    """When what began. After a turn the item goes on that it was part of."""
    for run in chronicle.runs:
        yield run.started_at, titles.item(run.item)
    for turn in chronicle.turns:
        if turn.ended_at is not None:
            yield turn.ended_at, _item_at(chronicle, turn.ended_at, titles)
    for turn in chronicle.turns:
        yield turn.started_at, titles.venue(turn.venue)


def _item_at(chronicle: Chronicle, at: datetime, titles: Titles) -> str:
    running = [run for run in chronicle.runs if run.started_at <= at]
    return titles.item(running[-1].item) if running else titles.conference


def webvtt(chapters: Sequence[Chapter]) -> str:
    """The chapters as a text track of a page's player.

    Source: WebVTT, W3C.
    """
    cues = [f"{_clock(one.at_s)} --> {_clock(one.until_s)}\n{_escaped(one.title)}" for one in chapters]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def position(at_s: float) -> str:
    """A place in the recording, or its length, as players write it: `4:07`, `1:04:07`."""
    minutes, seconds = divmod(round(at_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _clock(at_s: float) -> str:
    thousandths = round(at_s * 1_000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1_000:02}.{rest % 1_000:03}"


def _escaped(title: str) -> str:
    return " ".join(title.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
