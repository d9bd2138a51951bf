# SPDX-License-Identifier: Apache-2.0
"""The load of the live benches: real H.264 and Opus, encoded once and looped with fresh timestamps."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np

from diemcau.stage.moq_port import MediaTrack

OPUS_PACKET_US = 20_000
SILENT_OPUS_RATE_HZ = 48_000


@dataclass(frozen=True, kw_only=True)
class Clip:
    """One second of pictures that joins its own end: access units in Annex B, a keyframe first."""

    fps: int
    pictures: tuple[bytes, ...]

    @property
    def bits_per_second(self) -> int:
        """The clip's own rate."""
        return 8 * sum(map(len, self.pictures))


def record_clip(
    *, bits_per_second: int, fps: int, width: int = 640, height: int = 360, group_frames: int | None = None
) -> Clip:
    """Encode one second of a picture too lively to be smaller than asked for.

    Args:
        bits_per_second: as the encoder is told.
        fps: pictures a second.
        width: pixels.
        height: pixels.
        group_frames: from one keyframe to the next; None for the whole second.
    """
    context = av.VideoCodecContext.create("libx264", "w")
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.framerate, context.time_base = Fraction(fps), Fraction(1, fps)
    context.bit_rate = bits_per_second
    kilobits, group = bits_per_second // 1_000, group_frames or fps
    context.options = {
        "profile": "baseline",
        "preset": "veryfast",
        "tune": "zerolatency",
        "x264-params": (
            f"keyint={group}:min-keyint={group}:scenecut=0:repeat-headers=1:annexb=1:threads=1"
            f":vbv-maxrate={kilobits}:vbv-bufsize={kilobits // 2}"
        ),
    }
    packets: list[bytes] = []
    for index in range(fps):
        frame = av.VideoFrame.from_ndarray(_picture(index, width=width, height=height), format="rgb24")
        frame.pts = index
        packets += [bytes(packet) for packet in context.encode(frame)]
    packets += [bytes(packet) for packet in context.encode(None)]
    return Clip(fps=fps, pictures=tuple(packets))


def _picture(index: int, *, width: int, height: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    grain = np.random.default_rng(index).integers(0, 48, (height, width, 3), dtype=np.uint8)
    slope = (np.arange(width, dtype=np.uint16) * 200 // width + 7 * index) % 200
    return grain + slope.astype(np.uint8)[None, :, None]


def record_tone() -> tuple[bytes, ...]:
    """Encode one second of Opus, 20 ms a packet."""
    context = av.AudioCodecContext.create("libopus", "w")
    context.sample_rate, context.layout, context.format = SILENT_OPUS_RATE_HZ, "mono", "flt"
    context.bit_rate = 32_000
    context.open()
    size = SILENT_OPUS_RATE_HZ * OPUS_PACKET_US // 1_000_000
    packets: list[bytes] = []
    for index in range(1_000_000 // OPUS_PACKET_US):
        instants = (index * size + np.arange(size)) / SILENT_OPUS_RATE_HZ
        wave = (0.2 * np.sin(2 * np.pi * 440 * instants)).astype(np.float32).reshape(1, size)
        frame = av.AudioFrame.from_ndarray(wave, format="flt", layout="mono")
        frame.sample_rate, frame.pts = SILENT_OPUS_RATE_HZ, index * size
        packets += [bytes(packet) for packet in context.encode(frame)]
    return tuple(packets)


async def play(track: MediaTrack, packets: tuple[bytes, ...], *, spacing_us: float, group_frames: int = 0) -> None:
    """Write packets for ever, each stamped with the monotonic clock at which it is due.

    Both ends of a bench are on one machine, so that a frame's age at its subscriber is the
    reader's monotonic clock less the frame's timestamp.

    Args:
        track: where to.
        packets: looped.
        spacing_us: between two packets.
        group_frames: begin a new group after this many packets; 0 leaves it to the track.
    """
    begun_us = time.monotonic_ns() // 1_000
    number = 0
    while True:
        due_us = begun_us + int(number * spacing_us)
        await asyncio.sleep(max(0.0, (due_us - time.monotonic_ns() // 1_000) / 1e6))
        track.write(packets[number % len(packets)], due_us)
        number += 1
        if group_frames and number % group_frames == 0:
            track.cut()
