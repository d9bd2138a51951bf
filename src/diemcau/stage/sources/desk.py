# SPDX-License-Identifier: Apache-2.0
"""The production desk as a source: what its program sends by RTMP, on its way into the relay.

H.264 passes as it is, AAC becomes Opus. Knows no socket: whoever holds the connection brings
its media.
"""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from diemcau.floor.sources import RTMP
from diemcau.lib.clock import Clock
from diemcau.lib.supervision import Supervisor
from diemcau.stage.moq_port import MoqError, reason
from diemcau.stage.sources.chunks import NotRtmp
from diemcau.stage.sources.flv import CodedPicture, Configuration, UnknownCodec, read_picture, read_sound
from diemcau.stage.sources.h264 import Coding, NotH264, read_coding
from diemcau.stage.sources.line import Feed, Pulse, RelayDoor, SourceLine
from diemcau.stage.sources.refusals import StreamCodecIsUnknown, StreamIsBroken, StreamIsReordered
from diemcau.stage.sources.rtmp import Media
from diemcau.stage.sources.sound import CHANNELS, OpusFromAac, SoundIsBroken
from diemcau.stage.sources.stills import still_of

STILL_EVERY_S = 2.0
LATE_AFTER_S = 2.0
LOOK_EVERY_S = 0.5


class Desk:
    """One publishing program. Use as an async context manager; leaving it takes the source away."""

    def __init__(self, *, door: RelayDoor, slug: str, peer: str, supervisor: Supervisor, clock: Clock) -> None:
        self._line = SourceLine(door=door, slug=slug, source=RTMP, clock=clock)
        self._feed = Feed(self._line)
        self._pulse = Pulse(self._line, clock=clock)
        self._pulse.program = "RTMP"
        self._peer = peer
        self._supervisor = supervisor
        self._clock = clock
        self._tasks: list[asyncio.Task[None]] = []
        self._coding: Coding | None = None
        self._has_begun = False
        self._opus: OpusFromAac | None = None
        self._begun_us: int | None = None
        self._shown_ms = 0
        self._picture_at: float | None = None
        self._sound_at: float | None = None
        self._still_at: float | None = None

    async def __aenter__(self) -> Self:
        fields = {"conference": self._line.slug, "source": RTMP}
        self._tasks = [
            self._supervisor.once(name, work, **fields)
            for name, work in (("source line", self._line.run), ("pulse", self._pulse.run), ("signs", self._look))
        ]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._feed.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def describe(self, program: str) -> None:
        """Note the program's own name."""
        self._pulse.program = program

    def take(self, media: Media) -> None:
        """Pass one tag on.

        Raises: StreamCodecIsUnknown, StreamIsReordered, StreamIsBroken.
        """
        try:
            if media.is_picture:
                self._take_picture(media)
            else:
                self._take_sound(media)
        except UnknownCodec as error:
            raise StreamCodecIsUnknown(peer=self._peer, codec=str(error)) from error
        except MoqError as error:
            raise StreamIsBroken(peer=self._peer, why=reason(error)) from error
        except (NotRtmp, NotH264, SoundIsBroken) as error:
            raise StreamIsBroken(peer=self._peer, why=str(error)) from error

    def _take_picture(self, media: Media) -> None:
        part = read_picture(media.tag)
        if isinstance(part, Configuration):
            self._coding = read_coding(part.record)
        elif part is not None and self._coding is not None:
            self._pass_picture(part, self._coding, media.at_ms)

    def _pass_picture(self, picture: CodedPicture, coding: Coding, at_ms: int) -> None:
        shown_ms = at_ms + picture.delay_ms
        if self._has_begun and shown_ms < self._shown_ms:
            raise StreamIsReordered(peer=self._peer)
        self._has_begun = self._has_begun or picture.is_keyframe
        if not self._has_begun:
            return
        self._shown_ms = shown_ms
        self._picture_at = self._clock.monotonic()
        access_unit = coding.annex_b(picture.units, is_keyframe=picture.is_keyframe)
        self._feed.picture(access_unit, self._our_time_us(shown_ms))
        if picture.is_keyframe:
            self._take_still(access_unit)

    def _take_sound(self, media: Media) -> None:
        part = read_sound(media.tag)
        if isinstance(part, Configuration):
            self._opus = OpusFromAac(part.record)
        elif part is not None and self._opus is not None:
            for packet in self._opus.push(part.payload, self._our_time_us(media.at_ms)):
                self._sound_at = self._clock.monotonic()
                self._feed.sound(packet.payload, packet.at_us, channels=CHANNELS)

    def _our_time_us(self, at_ms: int) -> int:
        if self._begun_us is None:
            self._begun_us = int(self._clock.monotonic() * 1e6) - at_ms * 1_000
        return self._begun_us + at_ms * 1_000

    def _take_still(self, keyframe: bytes) -> None:
        now = self._clock.monotonic()
        if self._still_at is None or now - self._still_at >= STILL_EVERY_S:
            self._still_at = now
            self._supervisor.once("still", lambda: self._make_still(keyframe))

    async def _make_still(self, keyframe: bytes) -> None:
        self._pulse.still = await asyncio.to_thread(still_of, keyframe) or self._pulse.still

    async def _look(self) -> None:
        while True:
            self._pulse.is_seen = self._is_recent(self._picture_at)
            self._pulse.is_heard = self._is_recent(self._sound_at)
            await self._clock.sleep(LOOK_EVERY_S)

    def _is_recent(self, at: float | None) -> bool:
        return at is not None and self._clock.monotonic() - at < LATE_AFTER_S
