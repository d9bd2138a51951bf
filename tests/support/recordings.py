# SPDX-License-Identifier: Apache-2.0
"""Recordings for tests: a playlist told by lengths, real footage, and FFmpeg as the reader of a folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import av

from diemcau.cli.bench_media import Clip, record_clip
from diemcau.cli.bench_recording import filmed, shelve
from diemcau.recording.playlist import Playlist, Segment, Take, written
from diemcau.recording.shelf import PLAYLIST, Shelf, read_playlist

EIGHT = datetime(2022, 10, 31, 1, 0, tzinfo=UTC)


def playlist(*lengths_s: tuple[float, ...], gap_s: float = 60.0, is_over: bool = False) -> Playlist:
    """Takes of these segments, each so long after the one before it."""
    takes, starts_at, number = [], EIGHT, 0
    for index, lengths in enumerate(lengths_s, start=1):
        segments = tuple(
            Segment(name=f"segment-{number + place:06}.m4s", lasts_s=length)
            for place, length in enumerate(lengths, start=1)
        )
        number += len(lengths)
        takes.append(Take(init=f"take-{index:04}.mp4", starts_at=starts_at, segments=segments))
        starts_at += timedelta(seconds=sum(lengths) + gap_s)
    return Playlist(takes=tuple(takes), is_over=is_over)


def recording(folder: Path, *, starts_at: datetime = EIGHT) -> Shelf:
    """Three takes of five seconds in two sizes, half a minute of holding picture after the second."""
    shelf = Shelf(folder, reserve_bytes=0)
    hub, guest = clip_of(320, 180), clip_of(640, 360)
    for clip, after_s in ((hub, 0), (guest, 5), (hub, 40)):
        shelve(shelf, filmed(clip, seconds=5), starts_at=starts_at + timedelta(seconds=after_s))
    shelf.end()
    return shelf


def clip_of(width: int, height: int) -> Clip:
    """A clip of this size, 15 pictures a second."""
    return record_clip(bits_per_second=200_000, fps=15, width=width, height=height)


def decoded(path: Path) -> tuple[list[tuple[float, int]], int]:
    """FFmpeg's view of a playlist or a film: time and width of each picture, and samples of sound.

    A playlist that still grows is read as if it were over.
    """
    if path.name == PLAYLIST:
        ended = path.with_name(f"read-{PLAYLIST}")
        ended.write_text(written(replace(read_playlist(path.parent), is_over=True)), "utf-8")
        path = ended
    with av.open(path, "r") as source:
        pictures = [(float(frame.time or 0), frame.width) for frame in source.decode(video=0)]
    with av.open(path, "r") as source:
        samples = sum(frame.samples for frame in source.decode(audio=0))
    return pictures, samples
