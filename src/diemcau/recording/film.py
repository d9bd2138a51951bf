# SPDX-License-Identifier: Apache-2.0
"""The film: the segments of a recording as one MP4 with chapters, without transcoding; and a still of it.

A cut changes size and parameter sets of the picture. Each keyframe in the segments carries
its own, so the film has one sample entry that says so (avc3), and plays across cuts in
FFmpeg and in browsers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer, OutputContainer
from PIL import Image

from diemcau.recording.chapters import Chapter
from diemcau.recording.playlist import Playlist, Segment, Take
from diemcau.recording.refusals import NothingWasRecorded

MICROSECONDS = Fraction(1, 1_000_000)
THOUSANDTHS = Fraction(1, 1_000)
POSTER_SIZE = (1280, 720)
POSTER_QUALITY = 82


def write_film(folder: Path, playlist: Playlist, chapters: Sequence[Chapter], out: Path, *, title: str) -> None:
    """Join the segments in one file.

    Args:
        folder: where the segments are.
        playlist: which, and in what order.
        chapters: for the player's menu.
        out: the file; it appears when it is whole, in place of an earlier one.
        title: for the player's head line.
    Raises: NothingWasRecorded. OSError: a file can't be read, or the film can't be written.
    """
    if not playlist.segments:
        raise NothingWasRecorded(slug=folder.name)
    unfinished = out.with_name(f".{out.name}.part")
    try:
        with av.open(unfinished, "w", format="mp4", options={"movflags": "faststart"}) as film:
            film.metadata["title"] = title
            film.set_chapters([_marker(number, one) for number, one in enumerate(chapters)])
            _join(folder, playlist, film)
        unfinished.replace(out)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def poster(folder: Path, playlist: Playlist) -> bytes:
    """A still from the middle of the longest take, as JPEG.

    Raises: NothingWasRecorded. OSError: its segment can't be read or decoded.
    """
    if not playlist.segments:
        raise NothingWasRecorded(slug=folder.name)
    take = max(playlist.takes, key=lambda one: one.lasts_s)
    with opened_segment(folder, take, take.segments[len(take.segments) // 2]) as source:
        image: Image.Image = next(source.decode(video=0)).to_image()  # type: ignore[no-untyped-call]  # the library's is bare
    image.thumbnail(POSTER_SIZE)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=POSTER_QUALITY, optimize=True, progressive=True)
    return buffer.getvalue()


def _join(folder: Path, playlist: Playlist, film: OutputContainer) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(opened_segment(folder, playlist.takes[0], playlist.takes[0].segments[0]))
        streams = {
            "video": film.add_stream_from_template(first.streams.video[0], opaque=True, codec_tag="avc3"),
            "audio": film.add_stream_from_template(first.streams.audio[0], opaque=True),
        }
        last = dict.fromkeys(streams, -1)
        for take in playlist.takes:
            for segment in take.segments:
                with opened_segment(folder, take, segment) as source:
                    for packet in _packets(source):
                        medium, decoded_us = packet.stream.type, packet.dts or 0
                        # A take's last sound may reach a little into the next take.
                        if decoded_us > last[medium]:
                            last[medium] = decoded_us
                            packet.stream = streams[medium]
                            film.mux(packet)


def _packets(source: InputContainer) -> Iterator[av.Packet[Any]]:
    """A segment's packets in order of decoding, in microseconds of the whole recording."""
    for packet in source.demux():
        if packet.dts is None or packet.pts is None or packet.time_base is None:
            continue
        scale = packet.time_base / MICROSECONDS
        packet.pts, packet.dts = round(packet.pts * scale), round(packet.dts * scale)
        packet.duration = round((packet.duration or 0) * scale)
        packet.time_base = MICROSECONDS
        yield packet


def opened_segment(folder: Path, take: Take, segment: Segment) -> InputContainer:
    """One segment as a file that can be read by itself."""
    content = (folder / take.init).read_bytes() + (folder / segment.name).read_bytes()
    return av.open(io.BytesIO(content), "r", format="mp4")


def _marker(number: int, chapter: Chapter) -> av.container.Chapter:
    return {
        "id": number,
        "start": round(chapter.at_s / THOUSANDTHS),
        "end": round(chapter.until_s / THOUSANDTHS),
        "time_base": THOUSANDTHS,
        "metadata": {"title": chapter.title},
    }
