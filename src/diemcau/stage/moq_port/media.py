# SPDX-License-Identifier: Apache-2.0
"""What a broadcast holds, as its catalog tells, and one frame of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import moq


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaFrame:
    """One encoded picture or packet of sound. `timestamp_us` is the publisher's own clock."""

    payload: bytes
    timestamp_us: int
    is_keyframe: bool


@dataclass(frozen=True, kw_only=True)
class VideoRendition:
    """One video track as its catalog tells. `source` is the library's own record."""

    name: str
    codec: str
    description: bytes | None
    width: int | None
    height: int | None
    bitrate_bps: int | None
    fps: float | None
    source: moq.Video = field(repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class AudioRendition:
    """One audio track as its catalog tells. `source` is the library's own record."""

    name: str
    codec: str
    description: bytes | None
    rate_hz: int
    channels: int
    bitrate_bps: int | None
    source: moq.Audio = field(repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """What a broadcast holds, by track name."""

    video: dict[str, VideoRendition]
    audio: dict[str, AudioRendition]


def catalog_of(catalog: moq.Catalog) -> Catalog:
    """The library's catalog in our words."""
    return Catalog(
        video={rendition.name: rendition for rendition in _video_renditions(catalog)},
        audio={
            name: AudioRendition(
                name=name,
                codec=audio.codec,
                description=audio.description,
                rate_hz=audio.sample_rate,
                channels=audio.channel_count,
                bitrate_bps=audio.bitrate,
                source=audio,
            )
            for name, audio in catalog.audio.items()
        },
    )


def _video_renditions(catalog: moq.Catalog) -> Iterator[VideoRendition]:
    for name, video in catalog.video.items():
        yield VideoRendition(
            name=name,
            codec=video.codec,
            description=video.description,
            width=video.coded.width if video.coded else None,
            height=video.coded.height if video.coded else None,
            bitrate_bps=video.bitrate,
            fps=video.framerate,
            source=video,
        )
