# SPDX-License-Identifier: Apache-2.0
"""Reading a film that was made ready: H.264 without B-frames and Opus, in MP4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from diemcau.stage.sources.h264 import Coding, NotH264, read_coding


class FilmIsUnreadable(Exception):
    """The file is gone, or isn't what was made of it. The message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FilmPacket:
    """A picture (H.264 in Annex B) or 20 ms of Opus, due `at_s` seconds after the film's start."""

    is_picture: bool
    is_keyframe: bool
    at_s: float
    payload: bytes


def film_packets(path: Path, *, from_s: float) -> Iterator[FilmPacket]:
    """The film's packets in the order of the file, from the last keyframe before `from_s` on.

    Raises: FilmIsUnreadable.
    """
    try:
        with av.open(path) as film:
            picture = film.streams.video[0]
            coding = read_coding(picture.codec_context.extradata or b"")
            streams: list[av.VideoStream | av.AudioStream] = [picture, *film.streams.audio[:1]]
            if from_s > 0 and picture.time_base is not None:
                film.seek(int(from_s / picture.time_base), stream=picture)
            for packet in film.demux(*streams):
                if packet.size and packet.pts is not None:
                    yield _packet(packet, coding, is_picture=packet.stream is picture)
    except (av.FFmpegError, NotH264, OSError, IndexError) as error:
        raise FilmIsUnreadable(str(error)) from error


def film_has_sound(path: Path) -> bool:
    """Whether anything is heard in the film. Raises: FilmIsUnreadable."""
    try:
        with av.open(path) as film:
            return bool(film.streams.audio)
    except (av.FFmpegError, OSError) as error:
        raise FilmIsUnreadable(str(error)) from error


def _packet(packet: av.Packet[Any], coding: Coding, *, is_picture: bool) -> FilmPacket:
    is_keyframe = is_picture and packet.is_keyframe
    payload = coding.annex_b(bytes(packet), is_keyframe=is_keyframe) if is_picture else bytes(packet)
    at_s = float((packet.pts or 0) * packet.time_base)
    return FilmPacket(is_picture=is_picture, is_keyframe=is_keyframe, at_s=at_s, payload=payload)
