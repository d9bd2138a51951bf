# SPDX-License-Identifier: Apache-2.0
"""Copying a venue's media out of its private origin, and nowhere it wasn't routed to.

A route to the directors publishes `backstage/feed/<code>` in their origin; a route to
everyone publishes `floor/feed/<code>` in the floor's and in theirs. On any other route that
path stands ready: announced with its tracks and codecs, so that players can prepare, but
without a frame. One subscription feeds all copies. A copy begins with the running group of
pictures from its keyframe on, so that a cut doesn't wait for the next one. Knows no rules:
`core` decides the routes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field

import structlog

from diemcau.lib.clock import Clock
from diemcau.lib.supervision import Supervisor
from diemcau.stage.annexb import parameter_sets
from diemcau.stage.moq_port import (
    AudioRendition,
    Broadcast,
    Catalog,
    MediaFrame,
    MediaTrack,
    MoqError,
    Origin,
    RemoteBroadcast,
    VideoRendition,
    is_garbage,
    reason,
)
from diemcau.stage.outputs import Audience

LOG = structlog.get_logger(__name__)
AUDIO_GROUP_FRAMES = 5
"""100 ms of Opus a group: a relay opens one stream a group and subscriber, 10 a second."""

AUDIO_PRIORITY, VIDEO_PRIORITY = 200, 100
MOST_RENDITIONS = 4
MOST_BACKLOG_FRAMES = 300
MAX_AGE_MS = 1_000
READY_AGAIN_S = 0.3

Rendition = VideoRendition | AudioRendition


class FeedIsNotMedia(Exception):
    """What a venue publishes as its feed can't be passed on. The message says why."""


class FeedBroke(Exception):
    """A venue's media ended in a way that is no fault of ours; they are asked for again."""


@dataclass(frozen=True, kw_only=True)
class Exit:
    """One way out: a path in an origin, and whether frames may go there."""

    origin: Origin
    path: str
    flows: bool


@dataclass(frozen=True, kw_only=True)
class Exits:
    """The origins that media may go to."""

    floor: Origin
    directors: Origin

    def of(self, venue: str, audience: Audience) -> list[Exit]:
        """Where a venue's copies stand for an audience."""
        everyone = audience == "everyone"
        exits = [
            Exit(origin=origin, path=f"floor/feed/{venue}", flows=everyone) for origin in (self.floor, self.directors)
        ]
        if audience == "directors":
            exits.append(Exit(origin=self.directors, path=f"backstage/feed/{venue}", flows=True))
        return exits


@dataclass(kw_only=True)
class _Copy:
    """One broadcast that a venue's media are copied into; one that doesn't flow only stands ready."""

    broadcast: Broadcast
    flows: bool
    tracks: dict[str, MediaTrack] = field(default_factory=dict)

    def add(self, strand: _Strand) -> None:
        if self.flows or strand.is_known:
            self.tracks[strand.rendition.name] = _track(self.broadcast, strand.rendition, strand.parameters)

    def remove(self, name: str) -> None:
        track = self.tracks.pop(name, None)
        if track is not None:
            track.finish()

    def close(self) -> None:
        for name in list(self.tracks):
            self.remove(name)
        self.broadcast.close()


@dataclass(kw_only=True)
class _Strand:
    """One rendition on its way. `backlog` is its running group, pictures only, from the keyframe on.

    `parameters` are those of the last keyframe, empty until there was one.
    """

    rendition: Rendition
    parameters: bytes = b""
    backlog: list[MediaFrame] = field(default_factory=list)
    frames: int = 0

    @property
    def is_known(self) -> bool:
        """Whether players can be told how to decode it before they see a frame."""
        return isinstance(self.rendition, AudioRendition) or bool(self.rendition.description or self.parameters)

    def keep(self, frame: MediaFrame) -> None:
        self.frames += 1
        if isinstance(self.rendition, AudioRendition):
            return
        if frame.is_keyframe:
            self.backlog = [frame]
            self.parameters = parameter_sets(frame.payload) if self.rendition.description is None else b""
        elif self.backlog and len(self.backlog) < MOST_BACKLOG_FRAMES:
            self.backlog.append(frame)
        else:
            self.backlog = []

    def write(self, track: MediaTrack, frame: MediaFrame) -> None:
        track.write(frame.payload, frame.timestamp_us)
        if isinstance(self.rendition, AudioRendition) and self.frames % AUDIO_GROUP_FRAMES == 0:
            track.cut()


class VenueFeed:
    """One venue's media on their way from one session to one audience."""

    def __init__(self, *, venue: str, source: Origin, exits: Exits, clock: Clock) -> None:
        self.venue = venue
        self.frames = 0
        self.last_frame_at: float | None = None
        self._source = source
        self._exits = exits
        self._clock = clock
        self._audience: Audience | None = None
        self._taken_back_at = -READY_AGAIN_S
        self._copies: dict[tuple[int, str], _Copy] = {}
        self._strands: dict[str, _Strand] = {}

    def direct(self, audience: Audience | None) -> None:
        """Copy to this audience from now on; None: not at all. New copies begin before old ones end.

        What has flowed for everyone is taken back as a whole and stands ready anew a moment later:
        no reader is left with frames of the last time, and none that subscribes in this very moment
        to what is ending waits on the new broadcast for the old one's next group.
        """
        self._audience = audience
        exits = [] if audience is None else self._exits.of(self.venue, audience)
        wanted = {(id(one.origin), one.path): one for one in exits}
        for key, way in wanted.items():
            copy = self._copies.get(key)
            if copy is not None and way.flows and not copy.flows:
                self._let_flow(copy)
            elif copy is not None and copy.flows and not way.flows:
                self._copies.pop(key).close()
                self._taken_back_at = self._clock.monotonic()
            elif copy is None and (way.flows or self._may_stand_ready()):
                self._set_up(key, way)
        for key in self._copies.keys() - wanted.keys():
            self._copies.pop(key).close()

    async def run(self) -> None:
        """Copy until cancelled.

        Raises: FeedIsNotMedia: the venue sends something else. MoqError: its line broke.
        """
        try:
            while True:
                remote = await self._source.find(f"in/{self.venue}/feed")
                await self._copy(remote)
                self._reset()
        finally:
            self._reset()

    async def _copy(self, remote: RemoteBroadcast) -> None:
        tasks: dict[str, asyncio.Task[None]] = {}
        async with asyncio.TaskGroup() as group:
            try:
                async for catalog in _catalogs(remote):
                    wanted = _renditions(catalog)
                    for name in [one for one in tasks if not _is_same(wanted.get(one), self._strands[one].rendition)]:
                        tasks.pop(name).cancel()
                        self._drop(name)
                    for name in wanted.keys() - tasks.keys():
                        self._add(wanted[name])
                        tasks[name] = group.create_task(self._follow(remote, self._strands[name]))
                    self.direct(self._audience)
            finally:
                for task in tasks.values():
                    task.cancel()

    async def _follow(self, remote: RemoteBroadcast, strand: _Strand) -> None:
        is_sound = isinstance(strand.rendition, AudioRendition)
        priority = AUDIO_PRIORITY if is_sound else VIDEO_PRIORITY
        async for frame in remote.media(strand.rendition, priority=priority, max_age_ms=MAX_AGE_MS):
            self.last_frame_at = self._clock.monotonic()
            self.frames += 1
            strand.keep(frame)
            self._pass_on(strand, frame)
            if frame.is_keyframe and not is_sound:
                self._tell_of(strand)

    def _pass_on(self, strand: _Strand, frame: MediaFrame) -> None:
        name = strand.rendition.name
        try:
            for copy in self._copies.values():
                if copy.flows:
                    strand.write(copy.tracks[name], frame)
        except MoqError as error:
            raise FeedIsNotMedia(reason(error)) from error

    def _may_stand_ready(self) -> bool:
        is_known = all(strand.is_known for strand in self._strands.values())
        return is_known and self._clock.monotonic() - self._taken_back_at >= READY_AGAIN_S

    def _set_up(self, key: tuple[int, str], way: Exit) -> None:
        if not self._strands:
            return
        copy = self._copies[key] = _Copy(broadcast=way.origin.broadcast(way.path), flows=False)
        for strand in self._strands.values():
            copy.add(strand)
        if way.flows:
            self._let_flow(copy)
        copy.broadcast.announce()

    def _let_flow(self, copy: _Copy) -> None:
        """Begin with the running group; sound has nothing that is worth catching up on."""
        copy.flows = True
        for name, strand in self._strands.items():
            if name not in copy.tracks:
                copy.add(strand)
            for frame in strand.backlog:
                strand.write(copy.tracks[name], frame)

    def _add(self, rendition: Rendition) -> None:
        strand = self._strands[rendition.name] = _Strand(rendition=rendition)
        for copy in self._copies.values():
            copy.add(strand)

    def _tell_of(self, strand: _Strand) -> None:
        for copy in self._copies.values():
            if strand.rendition.name not in copy.tracks:
                copy.add(strand)
        self.direct(self._audience)

    def _drop(self, name: str) -> None:
        del self._strands[name]
        for copy in self._copies.values():
            copy.remove(name)

    def _reset(self) -> None:
        for copy in self._copies.values():
            copy.close()
        self._copies.clear()
        self._strands.clear()


class Feeds:
    """Every venue that is being copied, each in a supervised task of its own."""

    def __init__(
        self, *, exits: Exits, supervisor: Supervisor, clock: Clock, on_garbage: Callable[[str], None]
    ) -> None:
        self._exits = exits
        self._supervisor = supervisor
        self._clock = clock
        self._on_garbage = on_garbage
        self._running: dict[str, tuple[int, VenueFeed, asyncio.Task[None]]] = {}

    def route(self, venue: str, *, session: int, source: Origin, audience: Audience) -> None:
        """Copy a venue's media from a session's origin to an audience, from now on."""
        running = self._running.get(venue)
        if running is not None and running[0] == session:
            running[1].direct(audience)
            return
        self.stop(venue)
        feed = VenueFeed(venue=venue, source=source, exits=self._exits, clock=self._clock)
        feed.direct(audience)
        task = self._supervisor.forever("feed", lambda: self._run(feed), expected=(FeedBroke, MoqError), venue=venue)
        self._running[venue] = (session, feed, task)

    def stop(self, venue: str) -> None:
        """Copy nothing of this venue any more, from this very call on."""
        running = self._running.pop(venue, None)
        if running is not None:
            running[1].direct(None)
            running[2].cancel()

    def last_frames_at(self) -> dict[str, float | None]:
        """When each routed venue's last frame came, monotonic seconds; None for never."""
        return {venue: feed.last_frame_at for venue, (_, feed, _) in self._running.items()}

    async def _run(self, feed: VenueFeed) -> None:
        try:
            await feed.run()
        except ExceptionGroup as failures:
            garbage = failures.subgroup(FeedIsNotMedia)
            if garbage is not None:
                LOG.warning("feed refused", venue=feed.venue, reason=str(garbage.exceptions[0]))
                self._on_garbage(feed.venue)
            if failures.subgroup(_is_unforeseen) is not None:
                raise
            raise FeedBroke from None


def _is_unforeseen(error: Exception) -> bool:
    return not isinstance(error, FeedIsNotMedia | MoqError | ExceptionGroup)


async def _catalogs(remote: RemoteBroadcast) -> AsyncGenerator[Catalog, None]:
    try:
        async for catalog in remote.catalogs():
            yield catalog
    except MoqError as error:
        if is_garbage(error):
            raise FeedIsNotMedia(reason(error)) from error
        raise


def _is_same(one: Rendition | None, other: Rendition) -> bool:
    """Whether a track can go on as it is: its size and rate may change within it."""
    return one is not None and _form(one) == _form(other)


def _form(rendition: Rendition) -> tuple[object, ...]:
    sound = (rendition.rate_hz, rendition.channels) if isinstance(rendition, AudioRendition) else ()
    return (rendition.codec.split(".")[0], rendition.description, *sound)


def _renditions(catalog: Catalog) -> dict[str, Rendition]:
    renditions: dict[str, Rendition] = {**catalog.video, **catalog.audio}
    if len(renditions) > MOST_RENDITIONS:
        raise FeedIsNotMedia(f"{len(renditions)} tracks")
    for rendition in renditions.values():
        _require_known_codec(rendition)
    return renditions


def _require_known_codec(rendition: Rendition) -> None:
    known = ("avc1", "avc3") if isinstance(rendition, VideoRendition) else ("opus",)
    if not rendition.codec.startswith(known):
        raise FeedIsNotMedia(f"codec {rendition.codec}")


def _track(broadcast: Broadcast, rendition: Rendition, parameters: bytes) -> MediaTrack:
    if isinstance(rendition, AudioRendition):
        return broadcast.opus_track(rendition.name, rate_hz=rendition.rate_hz, channels=rendition.channels)
    if rendition.description is not None:
        return broadcast.avcc_track(rendition.name, rendition.description)
    return broadcast.h264_track(
        rendition.name,
        width=rendition.width,
        height=rendition.height,
        bitrate_bps=rendition.bitrate_bps,
        fps=rendition.fps,
        parameters=parameters,
    )
