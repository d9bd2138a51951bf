# SPDX-License-Identifier: Apache-2.0
"""The recording's one HLS playlist: written, read back, shortened, and used as a ruler of time. Pure.

A *take* is what was recorded in one go from one source: a cut, a source that comes back and
a recorder that comes back each begin a new one, with a discontinuity and an init segment of
its own. What was on air is the sum of the takes; what wasn't, while a holding picture was
up, is not in it at all.

Source: RFC 8216 §4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LONGEST_SEGMENT_S = 4
"""The playlist's target duration, which must not change while it grows."""


class PlaylistIsBroken(ValueError):
    """The text is no playlist of ours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """A file of the playlist and how long it lasts, in seconds."""

    name: str
    lasts_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Take:
    """What was recorded in one go. `starts_at` is the wall clock at its first picture, aware UTC."""

    init: str
    starts_at: datetime
    segments: tuple[Segment, ...] = ()

    @property
    def lasts_s(self) -> float:
        """The sum of its segments."""
        return sum(segment.lasts_s for segment in self.segments)


@dataclass(frozen=True, kw_only=True, slots=True)
class Playlist:
    """The takes in their order; `is_over` once nothing more will come.

    `first_segment` and `first_take` count what stands before them, when it was shortened.
    """

    takes: tuple[Take, ...] = ()
    is_over: bool = False
    first_segment: int = 0
    first_take: int = 0

    @property
    def segments(self) -> int:
        """How many files of media there are."""
        return sum(len(take.segments) for take in self.takes)

    @property
    def lasts_s(self) -> float:
        """How long the whole recording lasts, in seconds."""
        return sum(take.lasts_s for take in self.takes)

    def with_segment(self, segment: Segment, *, init: str, starts_at: datetime) -> Playlist:
        """The playlist after one more segment; `init` tells which take it is of."""
        if self.takes and self.takes[-1].init == init:
            last = self.takes[-1]
            grown = replace(last, segments=(*last.segments, segment))
            return replace(self, takes=(*self.takes[:-1], grown))
        return replace(self, takes=(*self.takes, Take(init=init, starts_at=starts_at, segments=(segment,))))

    def last(self, segments: int) -> Playlist:
        """The end of it, for screens that only want to know what is new."""
        kept: list[Take] = []
        left = segments
        for take in reversed(self.takes):
            if left <= 0:
                break
            dropped = take.segments[: max(0, len(take.segments) - left)]
            skipped = timedelta(seconds=sum(segment.lasts_s for segment in dropped))
            kept.insert(
                0, replace(take, segments=take.segments[len(dropped) :], starts_at=take.starts_at + skipped)
            )  # fmt: skip
            left -= len(kept[0].segments)
        shortened = replace(self, takes=tuple(kept))
        return replace(
            shortened,
            first_segment=self.first_segment + self.segments - shortened.segments,
            first_take=self.first_take + len(self.takes) - len(kept),
        )

    def offset_s(self, at: datetime) -> float:
        """Where in the recording an instant lies; one that wasn't recorded lies at the next picture."""
        before_s = 0.0
        for take in self.takes:
            since_s = (at - take.starts_at).total_seconds()
            if since_s < take.lasts_s:
                return before_s + max(0.0, since_s)
            before_s += take.lasts_s
        return before_s


def written(playlist: Playlist) -> str:
    """The playlist as a file."""
    return "\n".join([*_lines(playlist), ""])


def _lines(playlist: Playlist) -> Iterator[str]:
    yield from ("#EXTM3U", "#EXT-X-VERSION:7", f"#EXT-X-TARGETDURATION:{LONGEST_SEGMENT_S}")
    if playlist.first_segment:
        yield f"#EXT-X-MEDIA-SEQUENCE:{playlist.first_segment}"
        yield f"#EXT-X-DISCONTINUITY-SEQUENCE:{playlist.first_take}"
    else:
        yield "#EXT-X-PLAYLIST-TYPE:EVENT"
    for number, take in enumerate(playlist.takes):
        if number:
            yield "#EXT-X-DISCONTINUITY"
        yield f'#EXT-X-MAP:URI="{take.init}"'
        yield f"#EXT-X-PROGRAM-DATE-TIME:{take.starts_at.isoformat(timespec='milliseconds')}"
        for segment in take.segments:
            yield f"#EXTINF:{segment.lasts_s:.6f},"
            yield segment.name
    if playlist.is_over:
        yield "#EXT-X-ENDLIST"


def read(text: str) -> Playlist:
    """Read a playlist that :func:`written` wrote, whole or shortened.

    Raises: PlaylistIsBroken.
    """
    playlist = Playlist()
    init, starts_at, lasts_s = "", None, 0.0
    try:
        for line in _required(text):
            name, _, value = line.partition(":")
            match name:
                case "#EXT-X-MAP":
                    init = value.split('"')[1]
                case "#EXT-X-PROGRAM-DATE-TIME":
                    starts_at = datetime.fromisoformat(value)
                case "#EXTINF":
                    lasts_s = float(value.rstrip(","))
                case "#EXT-X-ENDLIST":
                    playlist = replace(playlist, is_over=True)
                case "#EXT-X-MEDIA-SEQUENCE":
                    playlist = replace(playlist, first_segment=int(value))
                case "#EXT-X-DISCONTINUITY-SEQUENCE":
                    playlist = replace(playlist, first_take=int(value))
                case _ if starts_at is not None and not line.startswith("#"):
                    segment = Segment(name=line, lasts_s=lasts_s)
                    playlist = playlist.with_segment(segment, init=init, starts_at=starts_at)
    except (IndexError, ValueError) as error:
        raise PlaylistIsBroken(str(error)) from error
    return playlist


def _required(text: str) -> list[str]:
    lines = text.splitlines()
    if lines[:1] != ["#EXTM3U"]:
        raise PlaylistIsBroken("it doesn't begin with #EXTM3U")
    return lines
