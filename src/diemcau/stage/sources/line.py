# SPDX-License-Identifier: Apache-2.0
"""A source's way into the relay: a session with a token like any venue's, and what it publishes there."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Awaitable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

import structlog

from diemcau.board.live import VenueStatus
from diemcau.lib.backoff import Backoff
from diemcau.lib.clock import Clock
from diemcau.stage.admission import issue_token
from diemcau.stage.feeds import AUDIO_GROUP_FRAMES
from diemcau.stage.moq_port import Connection, MediaTrack, MoqError, Origin, reason, went_silent

LOG = structlog.get_logger(__name__)
LIFETIME = dt.timedelta(days=1)
"""Its token never leaves the machine, and a film must not break off when one ends."""

LONGEST_PAUSE_S = 2.0
STATUS_EVERY_S = 1.0
STATUSES_A_STILL = 2


@dataclass(frozen=True, kw_only=True)
class RelayDoor:
    """Where the relay of this machine is, and the secret that its tokens are signed with."""

    url: str
    secret: bytes

    def dial(self, *, slug: str, source: str, publish: Origin, now: dt.datetime) -> Connection:
        """A connection for a source of a conference, not yet entered."""
        token = issue_token(
            self.secret, slug=slug, role="venue", venue=source, link=_link(source), now=now, lifetime=LIFETIME
        )
        # On this machine nobody stands between; the certificate may be any domain's.
        return Connection(f"{self.url}/{slug}", token=token, verifies=False, publish=publish)


class SourceLine:
    """One source's session, dialled again for ever while `run` runs. What is published outlives each session."""

    def __init__(self, *, door: RelayDoor, slug: str, source: str, clock: Clock) -> None:
        self.slug = slug
        self.source = source
        self.origin = Origin()
        self._door = door
        self._clock = clock
        self._log = LOG.bind(conference=slug, source=source)

    async def run(self) -> None:
        """Stay connected until cancelled."""
        backoff = Backoff(cap_s=LONGEST_PAUSE_S)
        while True:
            now = self._clock.now()
            connection = self._door.dial(slug=self.slug, source=self.source, publish=self.origin, now=now)
            try:
                async with connection:
                    backoff.reset()
                    await _first_of(went_silent(connection), connection.session.closed())
            except MoqError as error:
                self._log.info("relay not reached", reason=reason(error))
            await self._clock.sleep(backoff.next_delay_s())


class Feed:
    """A source's picture and sound on their way into its line; readers see it from its first picture on."""

    def __init__(self, line: SourceLine) -> None:
        self._broadcast = line.origin.broadcast(f"in/{line.source}/feed")
        self._picture: MediaTrack | None = None
        self._sound: MediaTrack | None = None
        self._packets = 0

    def picture(self, access_unit: bytes, at_us: int) -> None:
        """Send one picture: H.264 in Annex B, the first one a keyframe. Raises: MoqError."""
        if self._picture is None:
            self._picture = self._broadcast.h264_track("video")
            self._broadcast.announce()
        self._picture.write(access_unit, at_us)

    def sound(self, packet: bytes, at_us: int, *, channels: int) -> None:
        """Send 20 ms of Opus. Raises: MoqError."""
        if self._sound is None:
            self._sound = self._broadcast.opus_track("audio", channels=channels)
        if self._packets % AUDIO_GROUP_FRAMES == 0:
            self._sound.cut()
        self._sound.write(packet, at_us)
        self._packets += 1

    def close(self) -> None:
        """Take the broadcast back."""
        for track in (self._picture, self._sound):
            if track is not None:
                track.finish()
        self._broadcast.close()


class Pulse:
    """A source's still and status, by which the stage knows that it is there and well."""

    def __init__(self, line: SourceLine, *, clock: Clock) -> None:
        self.still: bytes | None = None
        self._broadcast = line.origin.broadcast(f"in/{line.source}/pulse")
        self._still = self._broadcast.raw_track("still")
        self._status = self._broadcast.raw_track("status.json")
        self._broadcast.announce()
        self._clock = clock
        self.is_seen = False
        self.is_heard = False
        self.program = ""

    async def run(self) -> None:
        """Beat until cancelled, then take the broadcast back."""
        beat = 0
        try:
            while True:
                if beat % STATUSES_A_STILL == 0 and self.still is not None:
                    self._still.write(self.still)
                self._status.write(json.dumps(self._says()).encode())
                beat += 1
                await self._clock.sleep(STATUS_EVERY_S)
        finally:
            self._still.finish()
            self._status.finish()
            self._broadcast.close()

    def _says(self) -> VenueStatus:
        return VenueStatus(
            viewing=None,
            painted_fps=0.0,
            heard_db=None,
            rendition=None,
            loss=None,
            delay_ms=None,
            camera="ok" if self.is_seen else "off",
            microphone="ok" if self.is_heard else "off",
            browser=self.program,
        )


def _link(source: str) -> UUID:
    """No link lets a source in; the name stands where a link's would, and is never revoked."""
    return uuid5(NAMESPACE_URL, f"diemcau:{source}")


async def _first_of(*waits: Awaitable[object]) -> None:
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
