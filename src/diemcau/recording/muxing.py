# SPDX-License-Identifier: Apache-2.0
"""From footage to files: fragmented MP4 (CMAF), written in memory. The recorder's own use of FFmpeg.

Each segment is written by a muxer of its own, so that nothing is kept open between two of
them and a broken one harms no other. Costs about a millisecond.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from diemcau.recording.assembling import decode_times_us
from diemcau.recording.footage import Footage

MICROSECONDS = Fraction(1, 1_000_000)
SOUND_HZ = 48_000
_CARD_SIZE = (640, 360)
_CARD_COLOUR = (22, 32, 46)
_OPTIONS = {
    "movflags": "empty_moov+default_base_moof+frag_discont+frag_custom+skip_trailer+negative_cts_offsets",
    "use_editlist": "0",
    "avoid_negative_ts": "disabled",
    "video_track_timescale": "90000",
}
_HEADER_BOXES = frozenset({b"ftyp", b"moov"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """A segment as two files: the init that a take's segments share, and the media."""

    init: bytes
    media: bytes


def muxed(footage: Footage, *, number: int, later_us: int) -> Files:
    """Write a segment.

    Args:
        footage: with at least one picture and one sound.
        number: the segment's, from 1, for its header.
        later_us: where in the recording its take begins. Times run on across takes: some readers,
            FFmpeg's own among them, lose pictures where they start again.
    Raises: av.FFmpegError: the pictures are no H.264.
    """
    buffer = io.BytesIO()
    later_us += footage.delay_us
    options = {**_OPTIONS, "fragment_index": str(number)}
    with av.open(buffer, "w", format="mp4", options=options) as out:
        picture = out.add_stream_from_template(_picture_form(footage.head.keyframe).streams.video[0], opaque=True)
        sound = out.add_stream_from_template(_sound_form(footage.head.channels).streams.audio[0], opaque=True)
        for packet in (*_pictures(footage, picture, later_us), *_sounds(footage, sound, later_us)):
            out.mux(packet)
    header, media = io.BytesIO(), io.BytesIO()
    for kind, box in boxes(buffer.getvalue()):
        (header if kind in _HEADER_BOXES else media).write(box)
    return Files(init=header.getvalue(), media=media.getvalue())


def boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The outermost boxes of an MP4 file: kind and whole box."""
    at = 0
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        yield content[at + 4 : at + 8], content[at : at + size]
        at += max(size, 8)


def record_card() -> bytes:
    """Encode the plain card that stands in where a source has no picture: one keyframe."""
    context = av.VideoCodecContext.create("libx264", "w")
    context.width, context.height = _CARD_SIZE
    context.pix_fmt, context.time_base, context.framerate = "yuv420p", Fraction(1, 1), Fraction(1)
    context.options = {"profile": "baseline", "x264-params": "annexb=1:repeat-headers=1:threads=1"}
    frame = av.VideoFrame(*_CARD_SIZE, "rgb24")
    frame.planes[0].update(bytes(_CARD_COLOUR) * (frame.planes[0].buffer_size // 3))
    frame.pts = 0
    packets = [*context.encode(frame), *context.encode(None)]
    return b"".join(bytes(packet) for packet in packets)


def _pictures(footage: Footage, stream: VideoStream, later_us: int) -> Iterator[av.Packet[Any]]:
    decoded = decode_times_us(footage.pictures)
    ends = [*decoded[1:], footage.until_us]
    for picture, decoded_us, ends_us in zip(footage.pictures, decoded, ends, strict=True):
        packet = _packet(picture.payload, stream)
        packet.pts = picture.at_us + later_us
        packet.dts = min(decoded_us + later_us - footage.delay_us, packet.pts)
        packet.duration = max(1, ends_us - decoded_us)
        packet.is_keyframe = picture.is_keyframe
        yield packet


def _sounds(footage: Footage, stream: AudioStream, later_us: int) -> Iterator[av.Packet[Any]]:
    for sound in footage.sounds:
        packet = _packet(sound.payload, stream)
        packet.pts = packet.dts = sound.at_us + later_us
        packet.duration = sound.lasts_us
        packet.is_keyframe = True
        yield packet


def _packet(payload: bytes, stream: VideoStream | AudioStream) -> av.Packet[Any]:
    packet: av.Packet[Any] = av.Packet(payload)
    packet.stream, packet.time_base = stream, MICROSECONDS
    return packet


@lru_cache(maxsize=8)
def _picture_form(keyframe: bytes) -> InputContainer:
    """A file whose stream knows the picture's size and parameter sets."""
    return av.open(io.BytesIO(keyframe), "r", format="h264")


@lru_cache(maxsize=2)
def _sound_form(channels: int) -> InputContainer:
    """A file with a stream of Opus with its header, read off a breath of silence."""
    layout = "mono" if channels == 1 else "stereo"
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="ogg") as out:
        stream = out.add_stream("libopus", rate=SOUND_HZ, layout=layout)
        frame = av.AudioFrame(format="s16", layout=layout, samples=SOUND_HZ // 50)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts = SOUND_HZ, 0
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            out.mux(packet)
    buffer.seek(0)
    return av.open(buffer, "r")
