# SPDX-License-Identifier: Apache-2.0
"""A small picture out of a keyframe, as the wall takes it from every venue: JPEG, 160 x 90, at most 4 kB."""

from __future__ import annotations

import io

import av
from PIL import Image

from diemcau.stage.wall import STILL_LIMIT_BYTES

WIDTH, HEIGHT = 160, 90
_QUALITIES = (70, 55, 40, 25, 10)


def still_of(keyframe: bytes) -> bytes | None:
    """Decode one access unit (Annex B, parameter sets in band) and make it small; None when it can't be decoded."""
    decoder = av.VideoCodecContext.create("h264", "r")
    decoder.thread_count = 1
    try:
        frames = [*decoder.decode(av.Packet(keyframe)), *decoder.decode(None)]
    except av.FFmpegError:
        return None
    return _jpeg(frames[0].to_image()) if frames else None  # type: ignore[no-untyped-call]  # PyAV's is bare


def _jpeg(picture: Image.Image) -> bytes | None:
    small = Image.new("RGB", (WIDTH, HEIGHT))
    picture.thumbnail((WIDTH, HEIGHT))
    small.paste(picture, ((WIDTH - picture.width) // 2, (HEIGHT - picture.height) // 2))
    for quality in _QUALITIES:
        coded = io.BytesIO()
        small.save(coded, "JPEG", quality=quality, optimize=True)
        if coded.tell() <= STILL_LIMIT_BYTES:
            return coded.getvalue()
    return None
