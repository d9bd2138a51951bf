# SPDX-License-Identifier: Apache-2.0
"""The only file that speaks to the relay's library (Media over QUIC, `moq-rs`).

Owns the names and shapes under which the rest of Diemcau, simulated venues included, uses
it: origins, broadcasts, tracks, the relay and a client's connection. Knows nothing of
conferences, tokens or the journal.
"""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import parse_qs, urlsplit, urlunsplit

import moq

MoqError: type[Exception] = moq.Error
"""Base of every error that the library raises: refused, closed, cancelled, not media."""

Status = Literal[401, 403]
DEFAULT_MAX_AGE_MS = 2_000

BEAT_PATH, BEAT_TRACK, BEAT_S = "floor/beat", "beat", 1.0
"""An empty frame a second to every session. A relay that was killed says no good-bye, and QUIC
itself takes its silence for death only after a quarter to half a minute."""

SILENT_AFTER_S = 3.0
_LONGEST_END_MARK_BYTES = 9


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaFrame:
    """One encoded picture or packet of sound. `timestamp_us` is the publisher's own clock."""

    payload: bytes
    timestamp_us: int
    is_keyframe: bool


@dataclass(frozen=True, kw_only=True)
class VideoRendition:
    """One video track as its catalog tells. `source` is the library's own record."""

    name: str
    codec: str
    description: bytes | None
    width: int | None
    height: int | None
    bitrate_bps: int | None
    fps: float | None
    source: moq.Video = field(repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class AudioRendition:
    """One audio track as its catalog tells. `source` is the library's own record."""

    name: str
    codec: str
    description: bytes | None
    rate_hz: int
    channels: int
    bitrate_bps: int | None
    source: moq.Audio = field(repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """What a broadcast holds, by track name."""

    video: dict[str, VideoRendition]
    audio: dict[str, AudioRendition]


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """A broadcast appeared at `path`, or went away."""

    path: str
    is_active: bool


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
        self._broadcast = broadcast  # the library ends a broadcast whose last handle is dropped

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
    ) -> MediaTrack:
        """Create a track of H.264 access units in Annex B, parameter sets in band."""
        coded = moq.Dimensions(width=width, height=height) if width and height else None
        hint = moq.VideoHint(coded=coded, bitrate=bitrate_bps, framerate=fps, optimize_for_latency=True)
        return MediaTrack(self._inner.publish_video(moq.VideoFormat.AVC3, hint=hint, track=name), self._inner)

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


class Group:
    """One group of a track that somebody else publishes."""

    def __init__(self, inner: moq.GroupConsumer) -> None:
        self._inner = inner

    async def sizes(self) -> list[tuple[int, int]]:
        """Read it to its end: (timestamp in microseconds, size in bytes) of each frame of media."""
        return [
            (frame.timestamp_us, len(frame.payload))
            async for frame in self._inner
            if len(frame.payload) > _LONGEST_END_MARK_BYTES
        ]


class RemoteBroadcast:
    """A broadcast that somebody else publishes."""

    def __init__(self, inner: moq.BroadcastConsumer) -> None:
        self._inner = inner

    async def catalogs(self) -> AsyncGenerator[Catalog, None]:
        """Yield the catalog each time it changes, until the broadcast ends."""
        async with await self._inner.subscribe_catalog() as catalogs:
            async for catalog in catalogs:
                yield _catalog(catalog)

    async def media(
        self,
        rendition: VideoRendition | AudioRendition,
        *,
        priority: int = 0,
        max_age_ms: int = DEFAULT_MAX_AGE_MS,
    ) -> AsyncGenerator[MediaFrame, None]:
        """Yield a track's frames in decode order.

        Args:
            rendition: one that the catalog told.
            priority: 0 to 255; on a thin line higher ones are served first.
            max_age_ms: how long a late group is waited for before it is skipped.
        """
        wish = moq.Subscription(priority=priority, max_age_us=max_age_ms * 1_000)
        async with await self._inner.subscribe_media(rendition.name, rendition.source, wish) as frames:
            async for frame in frames:
                if not frame.payload:
                    continue  # the mark that tells how long a group's last frame lasts
                yield MediaFrame(payload=frame.payload, timestamp_us=frame.timestamp_us, is_keyframe=frame.keyframe)

    async def raw_groups(self, name: str, *, priority: int = 0) -> AsyncGenerator[AsyncIterator[bytes], None]:
        """Yield a raw track's groups, oldest first, skipping forward when behind."""
        wish = moq.Subscription(priority=priority)
        async with await self._inner.subscribe_track(name, wish) as groups:
            async for group in groups:
                yield _payloads(group)

    async def groups(self, name: str, *, max_age_ms: int) -> AsyncGenerator[Group, None]:
        """Yield a track's groups, oldest first, for a reader that takes each within `max_age_ms`."""
        wish = moq.Subscription(max_age_us=max_age_ms * 1_000)
        async with await self._inner.subscribe_track(name, wish) as groups:
            async for group in groups:
                yield Group(group)

    async def raw_frames(self, name: str, *, priority: int = 0) -> AsyncGenerator[bytes, None]:
        """Yield the first frame of each group of a raw track."""
        wish = moq.Subscription(priority=priority)
        async with await self._inner.subscribe_track(name, wish) as track:
            while (frame := await track.read_frame()) is not None:
                yield frame.payload

    async def json_values(self, name: str) -> AsyncGenerator[Any, None]:
        """Yield a JSON track's newest value each time it changes."""
        async with await self._inner.subscribe_json_snapshot(name) as values:
            async for value in values:
                yield value


class Origin:
    """A namespace of broadcasts: what one group of sessions publishes or may read.

    `native` is the library's own, for this file alone.
    """

    def __init__(self) -> None:
        self.native = moq.OriginProducer()
        self._consumer: moq.OriginConsumer = self.native.consume()

    def broadcast(self, path: str) -> Broadcast:
        """Create a broadcast at `path`; readers see it once it is announced."""
        return Broadcast(self.native.create_broadcast(path))

    async def announcements(self, prefix: str = "") -> AsyncGenerator[Announcement, None]:
        """Yield each broadcast under `prefix` as it comes and goes, those already here first.

        Paths are whole, `prefix` included.
        """
        async with self._consumer.announced(prefix) as updates:
            async for update in updates:
                yield Announcement(path=update.prefix, is_active=update.active)

    async def find(self, path: str) -> RemoteBroadcast:
        """Wait until a broadcast is announced at exactly `path`."""
        async with self._consumer.announced_broadcast(path) as announced:
            return RemoteBroadcast(await announced.available())


class Session:
    """One established connection. Whoever holds it keeps it open."""

    def __init__(self, inner: moq.Session) -> None:
        self._inner = inner

    async def closed(self) -> str:
        """Wait for the end; returns the library's word for why, empty for a local close."""
        try:
            await self._inner.closed()
        except MoqError as error:
            return reason(error)
        return ""

    def close(self, code: int = 0) -> None:
        """Close it; 0 is no error."""
        with contextlib.suppress(MoqError):
            self._inner.cancel(code)

    @property
    def epoch(self) -> int:
        """1 for the first connect, one more for each reconnect of a client."""
        return self._inner.epoch()

    @property
    def rtt_ms(self) -> float | None:
        """The line's round trip time; None when the transport doesn't tell."""
        rtt_us: int | None = getattr(self._inner.stats(), "rtt_us", None)
        return None if rtt_us is None else rtt_us / 1_000


class Request:
    """Somebody asks to come in. Answer with `accept` or `refuse`, once."""

    def __init__(self, inner: moq.Request) -> None:
        self._inner = inner

    @property
    def path(self) -> str:
        """The path of the request without its query and outer slashes."""
        return self._inner.path.strip("/")

    @property
    def token(self) -> str:
        """The `jwt` of the query, empty when there is none."""
        return parse_qs(self._inner.query or "").get("jwt", [""])[0]

    async def accept(self, *, reads: Origin, writes: Origin) -> Session:
        """Let the session in.

        Args:
            reads: everything that the session may see.
            writes: where its own broadcasts land; give each session one of its own.
        """
        self._inner.set_publish(reads.native)
        self._inner.set_consume(writes.native)
        return Session(await self._inner.accept())

    async def refuse(self, status: Status) -> None:
        """Turn the session away; one that has hung up already is no error."""
        with contextlib.suppress(MoqError):
            await self._inner.reject(status)


class Relay:
    """The listening side. Use as an async context manager, then iterate its requests."""

    def __init__(self, *, host: str, port: int, certificate: Path, key: Path) -> None:
        bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._inner = moq.Server(bind, tls_cert=[str(certificate)], tls_key=[str(key)])

    async def __aenter__(self) -> Self:
        await self._inner.__aenter__()  # type: ignore[no-untyped-call]  # the library's is bare
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._inner.__aexit__(kind, error, trace)

    @property
    def port(self) -> int:
        """The bound UDP port."""
        return int(self._inner.local_addr.rsplit(":", 1)[1])

    async def requests(self) -> AsyncGenerator[Request, None]:
        """Yield each incoming session until the relay closes."""
        async for request in self._inner:
            yield Request(request)


class Connection:
    """The dialling side: one session that the library redials by itself when asked to.

    With fingerprints the server's certificate is pinned; with `verifies=False` it isn't
    looked at, which is for loopback only.
    """

    def __init__(
        self,
        url: str,
        *,
        token: str = "",
        fingerprints: list[str] | None = None,
        verifies: bool = True,
        redials: bool = False,
        publish: Origin | None = None,
    ) -> None:
        self.published = publish or Origin()
        self.seen = Origin()
        self._inner = moq.Client(
            _with_token(url, token),
            tls_verify=verifies,
            tls_fingerprints=fingerprints or None,
            websocket_enabled=False,
            reconnect=redials,
            publish=self.published.native,
            subscribe=self.seen.native,
        )

    async def __aenter__(self) -> Self:
        await self._inner.__aenter__()  # type: ignore[no-untyped-call]  # the library's is bare
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._inner.__aexit__(kind, error, trace)

    @property
    def session(self) -> Session:
        """The established session."""
        if self._inner.session is None:
            raise RuntimeError("not connected; use the connection as an async context manager")
        return Session(self._inner.session)


async def went_silent(connection: Connection, *, after_s: float = SILENT_AFTER_S) -> None:
    """Return once the relay's beat stayed out: dial again, the library doesn't know yet."""
    with contextlib.suppress(MoqError, TimeoutError):
        async with asyncio.timeout(after_s):
            remote = await connection.seen.find(BEAT_PATH)
        beats = remote.raw_frames(BEAT_TRACK)
        async with contextlib.aclosing(beats):
            while True:
                async with asyncio.timeout(after_s):
                    if await anext(beats, None) is None:
                        return


def opus_head(*, rate_hz: int = 48_000, channels: int = 1) -> bytes:
    """The identification header that Opus needs as its init.

    Source: RFC 7845 §5.1.
    """
    return b"OpusHead" + struct.pack("<BBHIhB", 1, channels, 0, rate_hz, 0, 0)


def reason(error: BaseException) -> str:
    """The library's own words for an error, on one line."""
    details = moq.protocol_error(error)
    text = details.message if details is not None else str(error).strip("'\"")
    return " ".join(text.split()) or type(error).__name__


def is_refused(error: BaseException) -> bool:
    """Whether the other side won't have us with this token: dialling again won't help."""
    return moq.is_auth(error)


def is_garbage(error: BaseException) -> bool:
    """Whether the error tells that what somebody published isn't what it claims to be."""
    kinds = (moq.Error.Json, moq.Error.JsonTrack, moq.Error.Media, moq.Error.Mux, moq.Error.Codec, moq.Error.Video)
    return isinstance(error, kinds)


def is_ending(error: BaseException) -> bool:
    """Whether the error only tells that something was closed or cancelled on this side."""
    return moq.is_shutdown(error)


def _with_token(url: str, token: str) -> str:
    if not token:
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=f"jwt={token}"))


def _catalog(catalog: moq.Catalog) -> Catalog:
    return Catalog(
        video={rendition.name: rendition for rendition in _video_renditions(catalog)},
        audio={
            name: AudioRendition(
                name=name,
                codec=audio.codec,
                description=audio.description,
                rate_hz=audio.sample_rate,
                channels=audio.channel_count,
                bitrate_bps=audio.bitrate,
                source=audio,
            )
            for name, audio in catalog.audio.items()
        },
    )


def _video_renditions(catalog: moq.Catalog) -> Iterator[VideoRendition]:
    for name, video in catalog.video.items():
        yield VideoRendition(
            name=name,
            codec=video.codec,
            description=video.description,
            width=video.coded.width if video.coded else None,
            height=video.coded.height if video.coded else None,
            bitrate_bps=video.bitrate,
            fps=video.framerate,
            source=video,
        )


async def _payloads(group: moq.GroupConsumer) -> AsyncGenerator[bytes, None]:
    async for frame in group:
        yield frame.payload


__all__ = [
    "BEAT_PATH",
    "BEAT_S",
    "BEAT_TRACK",
    "DEFAULT_MAX_AGE_MS",
    "Announcement",
    "AudioRendition",
    "Broadcast",
    "Catalog",
    "Connection",
    "Group",
    "JsonTrack",
    "MediaFrame",
    "MediaTrack",
    "MoqError",
    "Origin",
    "RawTrack",
    "Relay",
    "RemoteBroadcast",
    "Request",
    "Session",
    "VideoRendition",
    "is_ending",
    "is_garbage",
    "is_refused",
    "opus_head",
    "reason",
    "went_silent",
]
