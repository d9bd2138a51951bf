# SPDX-License-Identifier: Apache-2.0
"""A camera's and a microphone's media without either: a moving picture and a tone for each venue.

Both are encoded once into a loop of whole groups, then replayed with fresh timestamps, so
that a hundred venues cost two cores next to nothing. Knows no network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np

from diemcau.rehearsal.pictures import HEIGHT, WIDTH, Label, pictures

FRAMES_PER_SECOND = 15
# A cut begins with the running group: a short one keeps a hundred readers' burst small.
FRAMES_A_GROUP = 6
LOOP_S = 4
BITS_PER_SECOND = 600_000
SAMPLES_PER_SECOND = 48_000


@dataclass(frozen=True, kw_only=True)
class Packet:
    """One encoded frame of a loop, `at_us` after the loop's start."""

    at_us: int
    payload: bytes
    keyframe: bool


@dataclass(frozen=True, kw_only=True)
class Loop:
    """Encoded media that joins its own end."""

    lasts_us: int
    packets: tuple[Packet, ...]

    def played(self, *, from_us: int) -> Iterator[Packet]:
        """The loop again and again, stamped from `from_us` on. Never ends."""
        start_us = from_us
        while True:
            for packet in self.packets:
                yield Packet(at_us=start_us + packet.at_us, payload=packet.payload, keyframe=packet.keyframe)
            start_us += self.lasts_us


@dataclass(frozen=True, kw_only=True)
class Rendition:
    """One size of a picture, as a venue's page sends two of."""

    name: str
    width: int
    height: int
    bits_per_second: int


HD = Rendition(name="video/hd", width=WIDTH, height=HEIGHT, bits_per_second=BITS_PER_SECOND)
SD = Rendition(name="video/sd", width=WIDTH // 2, height=HEIGHT // 2, bits_per_second=BITS_PER_SECOND // 4)


def record_picture(label: Label, rendition: Rendition = HD) -> Loop:
    """Encode a venue's moving picture: H.264 baseline, Annex B, short groups, no reordering."""
    context = av.VideoCodecContext.create("libx264", "w")
    context.width, context.height = rendition.width, rendition.height
    context.pix_fmt = "yuv420p"
    context.framerate = Fraction(FRAMES_PER_SECOND)
    context.time_base = Fraction(1, FRAMES_PER_SECOND)
    context.bit_rate = rendition.bits_per_second
    context.options = _x264_options(rendition.bits_per_second // 1_000)
    encoded: list[av.Packet[av.VideoStream]] = []
    for index, image in enumerate(pictures(label, count=FRAMES_PER_SECOND * LOOP_S)):
        drawn = av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24")
        frame = drawn.reformat(width=rendition.width, height=rendition.height, format="yuv420p")
        frame.pts = index
        encoded.extend(context.encode(frame))
    encoded.extend(context.encode(None))
    packets = tuple(
        Packet(
            at_us=index * 1_000_000 // FRAMES_PER_SECOND,
            payload=bytes(packet),
            keyframe=packet.is_keyframe,
        )
        for index, packet in enumerate(encoded)
    )
    return Loop(lasts_us=LOOP_S * 1_000_000, packets=packets)


def record_tone(label: Label) -> Loop:
    """Encode a venue's tone: Opus, mono, 20 ms a packet, each venue at a pitch of its own."""
    context = av.AudioCodecContext.create("libopus", "w")
    context.sample_rate, context.layout, context.format = SAMPLES_PER_SECOND, "mono", "flt"
    context.bit_rate = 32_000
    context.open()
    size = context.frame_size or SAMPLES_PER_SECOND // 50
    encoded: list[av.Packet[av.AudioStream]] = []
    for index in range(SAMPLES_PER_SECOND * LOOP_S // size):
        frame = av.AudioFrame.from_ndarray(_tone(label, index * size, size), format="flt", layout="mono")
        frame.sample_rate, frame.pts = SAMPLES_PER_SECOND, index * size
        encoded.extend(context.encode(frame))
    # Flushing would add the encoder's tail, which belongs after the end that a loop hasn't got.
    spacing_us = size * 1_000_000 // SAMPLES_PER_SECOND
    packets = tuple(
        Packet(at_us=index * spacing_us, payload=bytes(packet), keyframe=True) for index, packet in enumerate(encoded)
    )
    return Loop(lasts_us=len(packets) * spacing_us, packets=packets)


def _x264_options(kilobits: int) -> dict[str, str]:
    return {
        "profile": "baseline",
        "preset": "veryfast",
        "tune": "zerolatency",
        "x264-params": (
            f"keyint={FRAMES_A_GROUP}:min-keyint={FRAMES_A_GROUP}:scenecut=0:repeat-headers=1:annexb=1"
            f":vbv-maxrate={kilobits}:vbv-bufsize={kilobits}:threads=1"
        ),
    }


def _tone(label: Label, first: int, size: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    # Whole hertz over whole seconds: the loop's end meets its start without a click.
    pitch_hz = 220 + 5 * (label.number % 60)
    instants = (first + np.arange(size)) / SAMPLES_PER_SECOND
    wave = 0.12 * np.sin(2 * np.pi * pitch_hz * instants) * (0.6 + 0.4 * np.sin(2 * np.pi * instants))
    return wave.astype(np.float32).reshape(1, size)
