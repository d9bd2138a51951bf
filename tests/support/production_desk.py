# SPDX-License-Identifier: Apache-2.0
"""A production desk as FFmpeg is one: `python -m support.production_desk rtmp://…` sends until it is killed.

A process of its own: FFmpeg blocks while it waits for an answer.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

FPS = 25
RATE_HZ = 44_100
WIDTH, HEIGHT = 320, 180
SENDS_FOR_S = 60.0


def send(address: str, *, picture: str, sound: str, b_frames: int) -> None:
    """Send a moving picture and a tone in real time."""
    with av.open(address, "w", format="flv") as output:
        video = output.add_stream(picture, rate=FPS)
        assert isinstance(video, av.VideoStream)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.codec_context.options = (
            {"x264-params": f"keyint=25:scenecut=0:b-adapt=0:bframes={b_frames}"} if picture == "libx264" else {}
        )
        audio = output.add_stream(sound, rate=RATE_HZ)
        assert isinstance(audio, av.AudioStream)
        audio.layout = "stereo"
        audio.codec_context.open()
        size = audio.codec_context.frame_size
        begun = time.monotonic()
        samples = 0
        for number in range(int(SENDS_FOR_S * FPS)):
            time.sleep(max(0.0, begun + number / FPS - time.monotonic()))
            frame = av.VideoFrame.from_ndarray(_picture(number), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            output.mux(video.encode(frame))
            while samples / RATE_HZ < number / FPS:
                tone = av.AudioFrame.from_ndarray(_tone(samples, size), format="fltp", layout="stereo")
                tone.sample_rate, tone.pts, tone.time_base = RATE_HZ, samples, Fraction(1, RATE_HZ)
                output.mux(audio.encode(tone))
                samples += size


def _picture(number: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    picture = np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8)
    picture[:, :, 1] = (np.arange(WIDTH) + 4 * number) % 256
    return picture


def _tone(first: int, size: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    wave = 0.3 * np.sin(2 * np.pi * 440 * (first + np.arange(size)) / RATE_HZ)
    return np.vstack([wave, wave]).astype(np.float32)


@asynccontextmanager
async def production_desk(
    address: str, *, picture: str = "libx264", sound: str = "aac", b_frames: int = 0
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A running production desk; it is killed at the end, as a machine that loses its power."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "support.production_desk", address,
        "--picture", picture, "--sound", sound, "--b-frames", str(b_frames),
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--picture", default="libx264")
    parser.add_argument("--sound", default="aac")
    parser.add_argument("--b-frames", type=int, default=0)
    given = parser.parse_args()
    send(given.address, picture=given.picture, sound=given.sound, b_frames=given.b_frames)
