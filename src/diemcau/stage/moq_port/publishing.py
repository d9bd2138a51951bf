# SPDX-License-Identifier: Apache-2.0
"""The publishing side: broadcasts and the tracks in them."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import AsyncGenerator
from typing import Any

import moq

from diemcau.stage.moq_port.errors import MoqError


class MediaTrack:
    """One encoded track that is being published."""

    def __init__(self, inner: moq.MediaProducer, broadcast: moq.BroadcastProducer) -> None:
        self._inner = inner
        self._broadcast = broadcast  # the library ends a broadcast whose last handle is dropped

    def write(self, payload: bytes, timestamp_us: int) -> None:
        """Publish one frame; a video keyframe begins a new group by itself.

        Raises: MoqError: the payload isn't what the track promised, or the track ended.
        """
        self._inner.write_frame(payload, timestamp_us)

    def cut(self) -> None:
        """Begin a new group at the next frame. Audio has no other boundaries."""
        self._inner.cut()

    def finish(self) -> None:
        """End the track; a second call does nothing."""
        with contextlib.suppress(MoqError):
            self._inner.finish()


class RawTrack:
    """A track of plain bytes that is being published."""

    def __init__(self, inner: moq.TrackProducer, broadcast: moq.BroadcastProducer) -> None:
        self._inner = inner
        self._demand = inner.demand()
        self._broadcast = broadcast  # the library ends a broadcast whose last handle is dropped

    @property
    def name(self) -> str:
        """What readers ask for."""
        return str(self._inner.name)

    @property
    def is_read(self) -> bool:
        """Whether anybody reads it now; for an instant it may say no when it was just asked for."""
        return bool(self._demand.is_used())

    async def until_read(self) -> None:
        """Wait until somebody reads it. Raises: MoqError: the track has ended."""
        await self._demand.used()

    def write(self, payload: bytes) -> None:
        """Publish one frame in a group of its own."""
        self._inner.write_frame(payload)

    def write_group(self, payloads: list[bytes]) -> None:
        """Publish frames that belong together as one finished group."""
        group = self._inner.append_group()
        for payload in payloads:
            group.write_frame(payload)
        group.finish()

    def finish(self) -> None:
        """End the track; a second call does nothing."""
        with contextlib.suppress(MoqError):
            self._inner.finish()


class JsonTrack:
    """A JSON value that is being published: readers see the newest one."""

    def __init__(self, inner: moq.JsonSnapshotProducer, broadcast: moq.BroadcastProducer) -> None:
        self._inner = inner
        self._broadcast = broadcast  # the library ends a broadcast whose last handle is dropped

    def update(self, value: Any) -> None:
        """Publish a new value; one equal to the last is not sent."""
        self._inner.update(value)

    def finish(self) -> None:
        """End the track; a second call does nothing."""
        with contextlib.suppress(MoqError):
            self._inner.finish()


class Broadcast:
    """A broadcast that is being published. It is invisible until announced."""

    def __init__(self, inner: moq.BroadcastProducer) -> None:
        self._inner = inner

    def announce(self) -> None:
        """Let readers find it. Create its tracks first."""
        self._inner.announce()

    def raw_track(self, name: str, *, priority: int = 127) -> RawTrack:
        """Create a track of plain bytes."""
        return RawTrack(self._inner.publish_track(name, moq.TrackInfo(priority=priority)), self._inner)

    async def asked_tracks(self, *, priority: int) -> AsyncGenerator[RawTrack, None]:
        """Yield a track of plain bytes whenever a reader asks for one that isn't there, for ever.

        When its last reader has left, writing to it raises MoqError; asked for again, it is
        another one. Begin before the broadcast is announced.
        """
        async with self._inner.dynamic() as asked:
            async for request in asked:
                yield RawTrack(request.accept(moq.TrackInfo(priority=priority)), self._inner)

    def json_track(self, name: str) -> JsonTrack:
        """Create a track that holds one JSON value."""
        return JsonTrack(self._inner.publish_json_snapshot(name), self._inner)

    def h264_track(
        self,
        name: str,
        *,
        width: int | None = None,
        height: int | None = None,
        bitrate_bps: int | None = None,
        fps: float | None = None,
        parameters: bytes = b"",
    ) -> MediaTrack:
        """Create a track of H.264 access units in Annex B, parameter sets in band.

        With `parameters`, those sets behind start codes, the catalog tells the codec before the
        first frame; without them it waits for a keyframe.
        """
        coded = moq.Dimensions(width=width, height=height) if width and height else None
        hint = moq.VideoHint(coded=coded, bitrate=bitrate_bps, framerate=fps, optimize_for_latency=True)
        track = self._inner.publish_video(moq.VideoFormat.AVC3, parameters, hint=hint, track=name)
        return MediaTrack(track, self._inner)

    def avcc_track(self, name: str, description: bytes) -> MediaTrack:
        """Create a track of length-prefixed H.264 with its AVCDecoderConfigurationRecord."""
        return MediaTrack(self._inner.publish_video(moq.VideoFormat.AVC1, description, track=name), self._inner)

    def opus_track(self, name: str, *, rate_hz: int = 48_000, channels: int = 1) -> MediaTrack:
        """Create a track of Opus packets."""
        head = opus_head(rate_hz=rate_hz, channels=channels)
        return MediaTrack(self._inner.publish_audio(moq.AudioFormat.OPUS, head, track=name), self._inner)

    def close(self) -> None:
        """Retract the broadcast for good."""
        with contextlib.suppress(MoqError):
            self._inner.close()


def opus_head(*, rate_hz: int = 48_000, channels: int = 1) -> bytes:
    """The identification header that Opus needs as its init.

    Source: RFC 7845 §5.1.
    """
    return b"OpusHead" + struct.pack("<BBHIhB", 1, channels, 0, rate_hz, 0, 0)
