# SPDX-License-Identifier: Apache-2.0
"""A process of its own that makes a film ready to be played out: H.264 without B-frames, Opus, in MP4.

FFmpeg may crash on a hostile or broken file; here that ends this process and no other. Pictures
that every room can play as they are stay as they are; others are coded anew. Knows neither
Django nor the plan: told a file and where to put the ready one, it says what it made on
standard output.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import av
import numpy as np
from av.container import InputContainer, OutputContainer

LONGEST_S = 3600
MOST_BITS_PER_SECOND = 4_000_000
"""What is played as it is; 118 rooms take 118 times as much."""

LARGEST_AS_IT_IS = (1920, 1080)
LARGEST_CODED = (1280, 720)
LONGEST_GROUP_S = 4.0
"""A screen that comes in between waits until the next keyframe."""

CODED_BITS_PER_SECOND = 2_000_000
SOUND_HZ, SOUND_BITS_PER_SECOND = 48_000, 96_000
PACKET_SAMPLES = SOUND_HZ // 50
PIXELS = ("yuv420p", "yuvj420p")
LEAST_PICTURES = 2
MOST_FPS = 30
MOST_MEMORY_BYTES = 4 << 30
MOST_CPU_S = 600


class FaultyFilm(Exception):
    """A file that can't be a film of ours: the message names the refusal."""


@dataclass(frozen=True, kw_only=True)
class _Survey:
    """What a look at every packet of the pictures told.

    `rotation` is by how many degrees the telephone was turned that took them.
    """

    duration_s: float
    is_fit: bool
    rotation: int


def prepare(source: Path, target: Path) -> dict[str, Any]:
    """Make the film ready. Returns: its duration, size in dots, whether its pictures stayed. Raises: FaultyFilm."""
    survey = _surveyed(source)
    try:
        with av.open(source) as given, av.open(target, "w", format="mp4") as made:
            width, height = _write(given, made, survey)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise FaultyFilm("damaged") from error
    return {"duration_s": round(survey.duration_s, 3), "width": width, "height": height, "as_it_is": survey.is_fit}


def _surveyed(source: Path) -> _Survey:
    try:
        with av.open(source) as container:
            if not container.streams.video:
                raise FaultyFilm("no_picture")
            return _survey_of(container, container.streams.video[0])
    except av.FFmpegError as error:
        raise FaultyFilm("unknown") from error


def _survey_of(container: InputContainer, stream: av.VideoStream) -> _Survey:
    times, keys, size_bytes = [], [], 0
    for packet in container.demux(stream):
        if packet.pts is not None:
            times.append(float(packet.pts * packet.time_base))
            size_bytes += packet.size
            if packet.is_keyframe:
                keys.append(times[-1])
    if len(times) < LEAST_PICTURES or not keys:
        raise FaultyFilm("no_picture")
    shown_s = max(times) - min(times)
    duration_s = shown_s + shown_s / (len(times) - 1)
    if duration_s > LONGEST_S:
        raise FaultyFilm("too_long")
    gaps_s = [after - before for before, after in pairwise([*keys, max(times)])]
    is_fit = (
        stream.codec_context.name == "h264"
        and stream.codec_context.pix_fmt in PIXELS
        and times == sorted(times)
        and max(gaps_s) <= LONGEST_GROUP_S
        and size_bytes * 8 / duration_s <= MOST_BITS_PER_SECOND
        and (stream.width, stream.height) <= LARGEST_AS_IT_IS
    )
    container.seek(0)
    first = next(container.decode(video=0), None)
    rotation = first.rotation if first is not None else 0
    return _Survey(duration_s=duration_s, is_fit=is_fit and not rotation, rotation=rotation)


def _write(given: InputContainer, made: OutputContainer, survey: _Survey) -> tuple[int, int]:
    picture = given.streams.video[0]
    pictures = _Copy(made, picture) if survey.is_fit else _Pictures(made, picture, rotation=survey.rotation)
    ways: dict[int, Way] = {picture.index: pictures}
    streams: list[av.VideoStream | av.AudioStream] = [picture]
    if given.streams.audio:
        sound = given.streams.audio[0]
        ways[sound.index] = _Sound(made)
        streams.append(sound)
    for packet in given.demux(*streams):
        made.mux(ways[packet.stream.index].take(packet))
    for way in ways.values():
        made.mux(way.end())
    written = made.streams.video[0]
    return written.width, written.height


class Way(Protocol):
    """From the packets of one stream to those of the film that is made."""

    def take(self, packet: av.Packet[Any]) -> list[av.Packet[Any]]:
        """What a packet gives; the last one of a stream is empty."""
        ...

    def end(self) -> list[av.Packet[Any]]:
        """What is still to come."""
        ...


class _Copy:
    """Pictures as they are."""

    def __init__(self, made: OutputContainer, picture: av.VideoStream) -> None:
        self._stream = made.add_stream_from_template(picture)

    def take(self, packet: av.Packet[Any]) -> list[av.Packet[Any]]:
        if not packet.size:
            return []
        packet.stream = self._stream
        return [packet]

    def end(self) -> list[av.Packet[Any]]:
        return []


class _Pictures:
    """Pictures coded anew: upright, no larger than a projector needs, a keyframe every other second."""

    def __init__(self, made: OutputContainer, picture: av.VideoStream, *, rotation: int) -> None:
        self._turns = round(rotation / 90) % 4
        sides = (picture.height, picture.width) if self._turns % 2 else (picture.width, picture.height)
        scale = min(1.0, *(most / side for most, side in zip(LARGEST_CODED, sides, strict=True)))
        self._rate = min(picture.average_rate or Fraction(MOST_FPS), Fraction(MOST_FPS))
        self._stream = made.add_stream("libx264", rate=self._rate)
        self._stream.width, self._stream.height = (round(side * scale / 2) * 2 for side in sides)
        self._stream.pix_fmt = PIXELS[0]
        self._stream.bit_rate = CODED_BITS_PER_SECOND
        self._stream.codec_context.options = {
            "preset": "veryfast",
            "x264-params": f"bframes=0:keyint={round(self._rate * 2)}:vbv-maxrate=2500:vbv-bufsize=2500",
        }
        self._count = 0

    def take(self, packet: av.Packet[Any]) -> list[av.Packet[Any]]:
        return [coded for frame in packet.decode() for coded in self._coded(frame)]

    def end(self) -> list[av.Packet[Any]]:
        return self._stream.encode(None)

    def _coded(self, frame: av.VideoFrame) -> list[av.Packet[Any]]:
        """One picture at the film's own steady pace: shown again, or left out, where the given one isn't steady."""
        due = round((frame.time or 0.0) * self._rate)
        picture = self._upright(frame) if due >= self._count else None
        coded: list[av.Packet[Any]] = []
        while picture is not None and self._count <= due:
            picture.pts, picture.time_base = self._count, 1 / self._rate
            coded += self._stream.encode(picture)
            self._count += 1
        return coded

    def _upright(self, frame: av.VideoFrame) -> av.VideoFrame:
        if self._turns:
            turned = np.rot90(frame.to_ndarray(format="rgb24"), k=self._turns)
            upright = np.ascontiguousarray(turned, dtype=np.uint8)
            frame = av.VideoFrame.from_ndarray(upright, format="rgb24")
        return frame.reformat(width=self._stream.width, height=self._stream.height, format=PIXELS[0])


class _Sound:
    """Sound of any coding as Opus."""

    def __init__(self, made: OutputContainer) -> None:
        self._stream = made.add_stream("libopus", rate=SOUND_HZ)
        self._stream.layout, self._stream.format = "stereo", "flt"
        self._stream.bit_rate = SOUND_BITS_PER_SECOND
        self._resampler = av.AudioResampler(format="flt", layout="stereo", rate=SOUND_HZ, frame_size=PACKET_SAMPLES)
        self._samples: int | None = None

    def take(self, packet: av.Packet[Any]) -> list[av.Packet[Any]]:
        coded: list[av.Packet[Any]] = []
        for frame in packet.decode():
            if not isinstance(frame, av.AudioFrame):
                continue
            if self._samples is None:
                self._samples = max(0, round((frame.time or 0.0) * SOUND_HZ))
            frame.pts = None
            coded += self._coded(self._resampler.resample(frame))
        return coded

    def end(self) -> list[av.Packet[Any]]:
        return [*self._coded(self._resampler.resample(None)), *self._stream.encode(None)]

    def _coded(self, frames: list[av.AudioFrame]) -> list[av.Packet[Any]]:
        coded: list[av.Packet[Any]] = []
        for frame in frames:
            frame.pts, frame.time_base = self._samples or 0, Fraction(1, SOUND_HZ)
            self._samples = (self._samples or 0) + frame.samples
            coded += self._stream.encode(frame)
        return coded


def main(source: Path, target: Path) -> None:
    """Make ready, and tell what was made, or the fault, as JSON."""
    os.nice(10)  # a conference that is running on this machine comes first
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
    try:
        print(json.dumps(prepare(source, target)))  # noqa: T201 - this process's answer
    except FaultyFilm as faulty:
        print(json.dumps({"fault": str(faulty)}))  # noqa: T201 - as above


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
