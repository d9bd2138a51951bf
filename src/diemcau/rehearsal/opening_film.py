# SPDX-License-Identifier: Apache-2.0
"""The example's film, drawn and sounded by this program: `python -m diemcau.rehearsal.opening_film FILE`.

Morning over the hills in three seconds, H.264 and AAC as a video editor gives them. Owns what
is seen and heard in it. Its file is kept beside the example, so that loading needs no drawing.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image, ImageDraw

from diemcau.rehearsal.pictures import FILM_NUMBER, HEIGHT, STRIP_TOP, WIDTH, draw_number, font_of, readable

SECONDS, FPS = 3, 25
SOUND_HZ, FRAME_SAMPLES = 44_100, 1024
NIGHT, MORNING, SUN, PAPER = (13, 27, 52), (226, 158, 104), (250, 222, 170), (244, 241, 234)
RIDGES = (((38, 62, 84), 215, 26, 190, 0.10), ((28, 52, 60), 250, 22, 130, 0.22), ((18, 38, 42), 290, 16, 90, 0.45))
"""Of each ridge, the farthest first: colour, height of its line, how high and how long its waves are, its pace."""
CHORD_HZ = (392.0, 493.88, 587.33, 783.99)
TITLE, LINE = "Lâm Đồng", "118 điểm cầu, một hội nghị"
X264 = f"keyint={2 * FPS}:bframes=0:crf=29"


def write_film(path: Path) -> None:
    """Write the film as MP4."""
    with av.open(path, "w", format="mp4") as film:
        picture = film.add_stream("libx264", rate=FPS)
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        picture.codec_context.options = {"preset": "veryslow", "x264-params": X264}
        sound = film.add_stream("aac", rate=SOUND_HZ)
        sound.layout, sound.bit_rate = "mono", 64_000
        for number, image in enumerate(_images()):
            frame = av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            film.mux(picture.encode(frame))
        film.mux(picture.encode(None))
        for samples in _sounds():
            film.mux(sound.encode(samples))
        film.mux(sound.encode(None))


def _images() -> Iterator[Image.Image]:
    count = SECONDS * FPS
    for number in range(count):
        phase = number / count
        image = _sky(phase)
        draw = ImageDraw.Draw(image)
        height = 250 - 150 * phase
        draw.circle((450, height), 34, fill=SUN)
        for colour, top, wave, length, pace in RIDGES:
            draw.polygon(_ridge(top, wave, length, 60 * pace * phase), fill=colour)
        draw.text((40, 64), readable(TITLE), font=font_of(54), fill=PAPER)
        draw.text((42, 136), readable(LINE), font=font_of(22), fill=PAPER)
        draw_number(draw, FILM_NUMBER)
        yield image


def _sky(phase: float) -> Image.Image:
    """From night above to morning below, the lighter the later."""
    share = np.linspace(0, 0.35 + 0.65 * phase, STRIP_TOP)[:, np.newaxis]
    column = np.array(NIGHT) * (1 - share) + np.array(MORNING) * share
    sky = np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8)
    sky[:STRIP_TOP] = column.astype(np.uint8)[:, np.newaxis, :]
    return Image.fromarray(sky)


def _ridge(top: int, wave: int, length: int, moved: float) -> list[tuple[float, float]]:
    xs = range(0, WIDTH + 8, 8)
    line = [(x, top - wave * math.sin((x + moved) / length * 2) - wave * 0.6 * math.sin((x + moved) / 31)) for x in xs]
    return [(0, STRIP_TOP - 1), *line, (WIDTH, STRIP_TOP - 1)]


def _sounds() -> Iterator[av.AudioFrame]:
    """A chord that comes in note by note and dies away."""
    at_s = np.arange(SECONDS * SOUND_HZ) / SOUND_HZ
    wave = sum((_note(at_s - 0.35 * place, hz) for place, hz in enumerate(CHORD_HZ)), np.zeros_like(at_s))
    for first in range(0, len(wave), FRAME_SAMPLES):
        samples = wave[np.newaxis, first : first + FRAME_SAMPLES].astype(np.float32)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SOUND_HZ, first, Fraction(1, SOUND_HZ)
        yield frame


def _note(since_s: np.ndarray[Any, np.dtype[Any]], hz: float) -> np.ndarray[Any, np.dtype[Any]]:
    sounding = np.clip(since_s, 0, None)
    swell = np.minimum(sounding / 0.02, 1.0) * np.exp(-1.6 * sounding)
    note: np.ndarray[Any, np.dtype[Any]] = 0.16 * swell * np.sin(2 * np.pi * hz * sounding)
    return note


if __name__ == "__main__":
    write_film(Path(sys.argv[1]))
