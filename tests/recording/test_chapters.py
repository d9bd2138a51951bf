# SPDX-License-Identifier: Apache-2.0
"""Chapters come from the journal, and lie where the recording shows them."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from diemcau.outcome.chronicle import Chronicle, ItemRun, Turn
from diemcau.recording.chapters import Chapter, Titles, chapters_of, webvtt
from support.recordings import EIGHT, playlist

TITLES = Titles(conference="Hội nghị", item=lambda number: f"Nội dung {number}", venue=lambda code: f"Điểm cầu {code}")


def after(seconds: float) -> datetime:
    return EIGHT + timedelta(seconds=seconds)


def starts(chronicle: Chronicle, *lengths_s: tuple[float, ...], gap_s: float = 0) -> list[tuple[float, str]]:
    chapters = chapters_of(chronicle, playlist(*lengths_s, gap_s=gap_s), TITLES)
    assert all(one.until_s == other.at_s for one, other in pairwise(chapters))
    return [(one.at_s, one.title) for one in chapters]


def test_items_and_turns_are_chapters_and_an_item_goes_on_after_a_turn() -> None:
    chronicle = Chronicle(
        runs=(ItemRun(item=1, started_at=after(10)), ItemRun(item=2, started_at=after(40))),
        turns=(Turn(venue="LD-673", item=1, started_at=after(20), ended_at=after(30)),),
    )
    assert starts(chronicle, (60.0,)) == [
        (0, "Hội nghị"),
        (10, "Nội dung 1"),
        (20, "Điểm cầu LD-673"),
        (30, "Nội dung 1"),
        (40, "Nội dung 2"),
    ]


def test_what_began_in_a_pause_begins_with_the_next_picture() -> None:
    chronicle = Chronicle(
        runs=(ItemRun(item=1, started_at=after(0)), ItemRun(item=2, started_at=after(50))),
        turns=(Turn(venue="LD-673", item=1, started_at=after(30), ended_at=after(45)),),
    )
    assert starts(chronicle, (20.0,), (20.0,), gap_s=100) == [(0, "Nội dung 1"), (20, "Nội dung 2")]


def test_one_turn_right_after_another_leaves_no_splinter_between_them() -> None:
    chronicle = Chronicle(
        runs=(ItemRun(item=1, started_at=after(0)),),
        turns=(
            Turn(venue="LD-673", item=1, started_at=after(10), ended_at=after(20)),
            Turn(venue="LD-674", item=1, started_at=after(20), ended_at=after(200)),
        ),
    )
    assert starts(chronicle, (60.0,)) == [(0, "Nội dung 1"), (10, "Điểm cầu LD-673"), (20, "Điểm cầu LD-674")]


def test_a_recording_without_entries_is_one_chapter_and_no_recording_none() -> None:
    assert starts(Chronicle(), (60.0,)) == [(0, "Hội nghị")]
    assert starts(Chronicle()) == []


def test_text_track_escapes_titles_and_counts_hours() -> None:
    track = webvtt([Chapter(at_s=3_661.5, until_s=7_200, title="Hỏi & đáp <1>\n--> hết")])
    assert track == "WEBVTT\n\n01:01:01.500 --> 02:00:00.000\nHỏi &amp; đáp &lt;1&gt; --&gt; hết\n"
