# SPDX-License-Identifier: Apache-2.0
"""The writer puts footage on the shelf, stops where there is no space, goes on when there is, and tells of it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from diemcau.cli.bench_recording import filmed
from diemcau.recording.footage import Footage, Picture
from diemcau.recording.shelf import PLAYLIST, Shelf, read_playlist
from diemcau.stage.recorder.writing import MOST_WAITING, Writer
from support.live_processes import CLOCK
from support.recordings import clip_of, decoded

SEGMENTS = 2


class ToldNotes:
    """A journal that is a list of what it was told."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def note_started(self, *, segment: int) -> None:
        self.told.append(segment)

    def note_ended(self, *, segments: int, cause: str) -> None:
        self.told.append((segments, cause))


@pytest.fixture(scope="module")
def footage() -> list[Footage]:
    return filmed(clip_of(320, 180), seconds=4)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path, reserve_bytes=0)


@pytest.fixture
def notes() -> ToldNotes:
    return ToldNotes()


@pytest.fixture
async def writer(shelf: Shelf, notes: ToldNotes) -> AsyncIterator[Writer]:
    writer = Writer(shelf=shelf, notes=notes, clock=CLOCK)
    running = asyncio.create_task(writer.run())
    yield writer
    running.cancel()


async def write(writer: Writer, footage: list[Footage]) -> None:
    for one in footage:
        writer.take(one)
    await writer.written()


async def test_a_full_disk_ends_the_recording_and_space_begins_it_anew(
    writer: Writer, shelf: Shelf, notes: ToldNotes, footage: list[Footage]
) -> None:
    await write(writer, footage)
    shelf._reserve_bytes = 10**18
    await write(writer, footage)
    shelf._reserve_bytes = 0
    await write(writer, footage)
    await writer.close()

    assert notes.told == [1, (SEGMENTS, "no_space"), SEGMENTS + 1, (2 * SEGMENTS, "closed")]
    assert [len(take.segments) for take in shelf.playlist.takes] == [SEGMENTS, SEGMENTS]
    assert read_playlist(shelf.folder).is_over
    assert len(decoded(shelf.folder / PLAYLIST)[0]) == 2 * 4 * 15


async def test_a_folder_that_cannot_be_written_is_told_once(
    writer: Writer, shelf: Shelf, notes: ToldNotes, footage: list[Footage]
) -> None:
    await write(writer, footage[:1])
    shelf.folder = shelf.folder / PLAYLIST  # a file where a folder should be
    await write(writer, footage)
    assert notes.told == [1, (1, "failed")]


async def test_what_is_no_picture_is_left_out_and_the_rest_written(
    writer: Writer, shelf: Shelf, notes: ToldNotes, footage: list[Footage]
) -> None:
    first = footage[0]
    garbage = Footage(
        head=type(first.head)(started_us=0, keyframe=b"garbage", channels=1),
        from_us=0,
        until_us=1_000_000,
        pictures=(Picture(at_us=0, payload=b"garbage", is_keyframe=True),),
        sounds=first.sounds,
    )
    await write(writer, [garbage, *footage])
    assert notes.told == [1]
    assert shelf.playlist.segments == SEGMENTS


async def test_a_disk_that_hangs_costs_segments_and_no_memory(
    shelf: Shelf, notes: ToldNotes, footage: list[Footage]
) -> None:
    idle = Writer(shelf=shelf, notes=notes, clock=CLOCK)
    for _ in range(2 * MOST_WAITING):
        idle.take(footage[0])
    assert idle._waiting.qsize() == MOST_WAITING


async def test_a_recording_of_nothing_is_not_ended(writer: Writer, shelf: Shelf, notes: ToldNotes) -> None:
    await writer.close()
    assert notes.told == []
    assert math.isclose(shelf.playlist.lasts_s, 0)
