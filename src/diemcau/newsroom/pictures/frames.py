# SPDX-License-Identifier: Apache-2.0
"""Frames of a recording at instants of the clock, decoded from its segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import av
from PIL import Image

from diemcau.newsroom.pictures.sharpness import best
from diemcau.recording.film import opened_segment
from diemcau.recording.playlist import Playlist, Segment, Take

CANDIDATES = 6
# The recorder is a viewer: it sees a cut a moment after it was entered.
_SETTLES_S, _SETTLING_SHARE = 1.5, 0.35
_FRAMES_APART = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """A stretch of time, aware UTC."""

    since: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.until - self.since


def best_frame(folder: Path, playlist: Playlist, windows: Sequence[Window]) -> Image.Image | None:
    """The sharpest frame of these stretches that can be shown; None when nothing of them was recorded, or can be."""
    found = (_frames_at(folder, playlist, at) for at in instants(windows))
    return best(pair for pair in found if pair is not None)


def instants(windows: Sequence[Window]) -> list[datetime]:
    """A few instants spread over the longest of these stretches, none close to its beginning."""
    if not windows:
        return []
    longest = max(windows, key=lambda window: window.length)
    settling = min(timedelta(seconds=_SETTLES_S), longest.length * _SETTLING_SHARE)
    step = (longest.length - settling) / (CANDIDATES + 1)
    return [longest.since + settling + step * number for number in range(1, CANDIDATES + 1)]


def _frames_at(folder: Path, playlist: Playlist, at: datetime) -> tuple[Image.Image, Image.Image | None] | None:
    """The frame shown at an instant, and one shortly before it in the same segment."""
    place = _segment_at(playlist, at)
    if place is None:
        return None
    take, segment, into_s = place
    try:
        shown = list(_upright(folder, take, segment))
    except (OSError, av.FFmpegError):
        return None
    if not shown:
        return None
    index = min(len(shown) - 1, int(into_s / segment.lasts_s * len(shown)))
    return shown[index], shown[index - _FRAMES_APART] if index >= _FRAMES_APART else None


def _segment_at(playlist: Playlist, at: datetime) -> tuple[Take, Segment, float] | None:
    for take in playlist.takes:
        into_s = (at - take.starts_at).total_seconds()
        if 0 <= into_s < take.lasts_s:
            for segment in take.segments:
                if into_s < segment.lasts_s:
                    return take, segment, into_s
                into_s -= segment.lasts_s
    return None


def _upright(folder: Path, take: Take, segment: Segment) -> Iterator[Image.Image]:
    with opened_segment(folder, take, segment) as source:
        for frame in source.decode(video=0):
            image: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]  # the library's is bare
            yield image.rotate(frame.rotation, expand=True) if frame.rotation else image
