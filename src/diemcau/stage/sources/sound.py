# SPDX-License-Identifier: Apache-2.0
"""AAC, as production desks and films have it, into the live plane's Opus: 48 kHz, stereo, 20 ms a packet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import av

RATE_HZ = 48_000
CHANNELS = 2
BITS_PER_SECOND = 96_000
PACKET_SAMPLES = RATE_HZ // 50
LEAST_JUMP_US = 100_000
"""Publishers round times to milliseconds and their clocks drift: less than this is no gap."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpusPacket:
    """20 ms of sound, heard from `at_us` on, on the clock of what went in."""

    at_us: int
    payload: bytes


class SoundIsBroken(ValueError):
    """What came isn't AAC of that configuration."""


class OpusFromAac:
    """Turns one publisher's AAC into Opus, frame by frame.

    `configuration` is its AudioSpecificConfig. Raises: SoundIsBroken.
    """

    def __init__(self, configuration: bytes) -> None:
        self._decoder = av.AudioCodecContext.create("aac", "r")
        self._decoder.extradata = configuration
        self._resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE_HZ, frame_size=PACKET_SAMPLES)
        self._encoder = av.AudioCodecContext.create("libopus", "w")
        self._encoder.sample_rate, self._encoder.layout, self._encoder.format = RATE_HZ, "stereo", "flt"
        self._encoder.bit_rate = BITS_PER_SECOND
        self._encoder.open()
        self._begun_us: int | None = None
        self._taken_us = 0.0
        self._samples_out = 0

    def push(self, payload: bytes, at_us: int) -> Iterator[OpusPacket]:
        """Take one AAC frame in; yields the packets that it completes.

        Raises: SoundIsBroken.
        """
        self._anchor(at_us)
        try:
            frames = self._decoder.decode(av.Packet(payload))
        except av.FFmpegError as error:
            raise SoundIsBroken(str(error)) from error
        for frame in frames:
            frame.pts = None
            self._taken_us += frame.samples * 1e6 / frame.sample_rate
            for resampled in self._resampler.resample(frame):
                yield from self._encode(resampled)

    def _anchor(self, at_us: int) -> None:
        """Keep to the samples' own count, until the publisher leaves something out."""
        if self._begun_us is None or abs(at_us - self._begun_us - self._taken_us) > LEAST_JUMP_US:
            held_us = self._taken_us - self._samples_out * 1e6 / RATE_HZ
            self._begun_us = at_us - int(held_us)
            self._taken_us, self._samples_out = held_us, 0

    def _encode(self, frame: av.AudioFrame) -> Iterator[OpusPacket]:
        frame.pts = None
        for packet in self._encoder.encode(frame):
            at_us = (self._begun_us or 0) + self._samples_out * 1_000_000 // RATE_HZ
            self._samples_out += PACKET_SAMPLES
            yield OpusPacket(at_us=at_us, payload=bytes(packet))
