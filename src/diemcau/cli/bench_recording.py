# SPDX-License-Identifier: Apache-2.0
"""A recording as the recorder leaves it, made of a clip and a tone: segments, playlist and film of one conference."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from diemcau.cli.bench_media import Clip, record_clip, record_tone
from diemcau.recording.assembling import Arrival, Assembler
from diemcau.recording.footage import Footage
from diemcau.recording.muxing import muxed, record_card
from diemcau.recording.shelf import Shelf

BITS_PER_SECOND = 1_500_000


def record(folder: Path, *, starts_at: datetime, seconds: float) -> None:
    """Record a whole conference, closed already, and make its film, with posters and stills of a hub's size."""
    from diemcau.recording.finishing import finish, titled_chapters

    shelf = Shelf(folder, reserve_bytes=0)
    clip = record_clip(bits_per_second=BITS_PER_SECOND, fps=30, width=1280, height=720)
    shelve(shelf, filmed(clip, seconds=seconds), starts_at=starts_at)
    shelf.end()
    name, chapters = titled_chapters(folder.name, shelf.playlist)
    finish(folder, shelf.playlist, name=name, chapters=chapters)


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
