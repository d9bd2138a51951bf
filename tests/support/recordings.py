# SPDX-License-Identifier: Apache-2.0
"""Recordings for tests: a playlist told by lengths, real footage, and FFmpeg as the reader of a folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import av

from diemcau.cli.bench_media import Clip, record_clip, record_tone
from diemcau.recording.assembling import Arrival, Assembler
from diemcau.recording.footage import Footage
from diemcau.recording.muxing import muxed, record_card
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


def filmed(clip: Clip, *, seconds: float) -> list[Footage]:
    """Footage of a clip and a tone."""
    tone, assembler = record_tone(), Assembler(card=record_card())
    spacing_us = round(1e6 / clip.fps)
    frames = [
        Arrival(
            payload=clip.pictures[index % clip.fps],
            timestamp_us=index * spacing_us,
            arrived_us=index * spacing_us,
            is_picture=True,
            is_keyframe=index % clip.fps == 0,
        )
        for index in range(round(seconds * clip.fps))
    ]
    packets = [
        Arrival(payload=tone[index % 50], timestamp_us=index * 20_000, arrived_us=index * 20_000, is_picture=False)
        for index in range(round(seconds * 50))
    ]
    came = sorted([*frames, *packets], key=lambda one: one.arrived_us)
    return [*(done for one in came for done in assembler.give(one)), *assembler.end()]


def shelve(shelf: Shelf, footage: list[Footage], *, starts_at: datetime) -> None:
    """Put one take on a shelf."""
    later_us = round(shelf.playlist.lasts_s * 1e6)
    for place, one in enumerate(footage):
        files = muxed(one, number=shelf.next_segment, later_us=later_us)
        shelf.keep(files, lasts_s=one.lasts_s, starts_at=starts_at, begins_take=place == 0)


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
