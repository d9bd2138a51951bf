# SPDX-License-Identifier: Apache-2.0
"""Films as organisers send them, good and bad, made on the spot."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np

FPS = 25
RATE_HZ = 44_100


@cache
def film(
    *,
    seconds: float = 2.0,
    b_frames: int = 0,
    coding: str = "libx264",
    sound: str | None = "aac",
    size: tuple[int, int] = (320, 180),
    form: str = "mp4",
    keyframe_every: int = 25,
) -> bytes:
    """A film of moving stripes and a tone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"film.{form}"
        with av.open(path, "w", format=form) as made:
            video = made.add_stream(coding, rate=FPS)
            assert isinstance(video, av.VideoStream)
            video.width, video.height, video.pix_fmt = *size, "yuv420p"
            if coding == "libx264":
                x264 = f"keyint={keyframe_every}:min-keyint={keyframe_every}:scenecut=0:b-adapt=0:bframes={b_frames}"
                video.codec_context.options = {"preset": "ultrafast", "x264-params": x264}
            audio = made.add_stream(sound, rate=RATE_HZ) if sound else None
            if isinstance(audio, av.AudioStream):
                audio.layout = "stereo"
            for number in range(round(seconds * FPS)):
                frame = av.VideoFrame.from_ndarray(_picture(number, size), format="rgb24")
                frame.pts, frame.time_base = number, Fraction(1, FPS)
                made.mux(video.encode(frame))
            made.mux(video.encode(None))
            if isinstance(audio, av.AudioStream):
                _add_tone(made, audio, seconds)
        return path.read_bytes()


def _picture(number: int, size: tuple[int, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    picture = np.zeros((size[1], size[0], 3), dtype=np.uint8)
    picture[:, :, 1] = (np.arange(size[0]) + 4 * number) % 256
    return picture


def _add_tone(made: av.container.OutputContainer, audio: av.AudioStream, seconds: float) -> None:
    size = audio.codec_context.frame_size or 1024
    for first in range(0, round(seconds * RATE_HZ), size):
        wave = 0.3 * np.sin(2 * np.pi * 440 * (first + np.arange(size)) / RATE_HZ)
        frame = av.AudioFrame.from_ndarray(np.vstack([wave, wave]).astype(np.float32), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, first, Fraction(1, RATE_HZ)
        made.mux(audio.encode(frame))
    made.mux(audio.encode(None))
