# SPDX-License-Identifier: Apache-2.0
"""The RTMP port: many may knock, one program a conference is let in, and nobody holds the port up."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from diemcau.conference.stream_keys import holder_of_key
from diemcau.lib.clock import Clock
from diemcau.lib.refusal import Refusal
from diemcau.lib.supervision import Supervisor
from diemcau.stage.sources.chunks import NotRtmp
from diemcau.stage.sources.desk import Desk
from diemcau.stage.sources.line import RelayDoor
from diemcau.stage.sources.noticeboard import Noticeboard
from diemcau.stage.sources.refusals import (
    RtmpPortIsTaken,
    StreamIsBroken,
    StreamIsSilent,
    StreamKeyIsWrong,
    StreamKeyWasRenewed,
    StreamWasReplaced,
)
from diemcau.stage.sources.rtmp import Asked, Described, Ended, Event, Media, RtmpSession

LOG = structlog.get_logger(__name__)
READ_BYTES = 64 * 1024
ASKS_WITHIN_S = 10.0
SILENT_AFTER_S = 10.0
KEYS_POLL_S = 1.0
MOST_STRANGERS = 16
"""Connections that haven't shown a key; a program that publishes isn't counted among them."""

Keys = Callable[[], Awaitable[dict[str, str]]]


@dataclass(kw_only=True, eq=False)
class _Guest:
    """One connection. `slug` once its key was good; `expelled` why it was sent away."""

    peer: str
    task: asyncio.Task[None]
    slug: str | None = None
    key: str = ""
    expelled: Refusal | None = None

    def expel(self, refusal: Refusal) -> None:
        self.expelled = refusal
        self.task.cancel()


@dataclass(kw_only=True)
class Listener:
    """Awaits production desks on one TCP port. `keys` asks for the key of each conference, by slug."""

    host: str
    port: int
    keys: Keys
    door: RelayDoor
    noticeboard: Noticeboard
    supervisor: Supervisor
    clock: Clock
    silent_after_s: float = SILENT_AFTER_S
    _guests: set[_Guest] = field(default_factory=set)

    async def run(self, listening: Callable[[int], None] = lambda _port: None) -> None:
        """Serve until cancelled; `listening` is told the port once it is open.

        Raises: RtmpPortIsTaken.
        """
        try:
            server = await asyncio.start_server(self._receive, self.host, self.port)
        except OSError as error:
            refusal = RtmpPortIsTaken(host=self.host, port=self.port, why=error.strerror or str(error))
            self.noticeboard.tell(refusal)
            raise refusal from error
        async with server:
            port = int(server.sockets[0].getsockname()[1])
            self.noticeboard.open(port)
            listening(port)
            try:
                await self._follow_keys()
            finally:
                tasks = [guest.task for guest in self._guests]
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or sum(guest.slug is None for guest in self._guests) >= MOST_STRANGERS:
            writer.close()
            return
        guest = _Guest(peer=str(writer.get_extra_info("peername")[0]), task=task)
        self._guests.add(guest)
        session = RtmpSession()
        try:
            await self._converse(guest, session, reader, writer)
        except Refusal as refusal:
            await self._send_away(guest, session, refusal, writer)
        except asyncio.CancelledError:
            if guest.expelled is None:
                raise
            await self._send_away(guest, session, guest.expelled, writer)
        except (ConnectionError, TimeoutError) as error:
            LOG.info("rtmp connection ended", peer=guest.peer, cause=str(error))
        finally:
            self._guests.discard(guest)
            writer.close()

    async def _converse(
        self, guest: _Guest, session: RtmpSession, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        asked = await self._asked(guest, session, reader, writer)
        if asked is None:
            return
        slug = await self._holder(guest, asked)
        session.accept()
        await _flush(session, writer)
        desk = Desk(door=self.door, slug=slug, peer=guest.peer, supervisor=self.supervisor, clock=self.clock)
        LOG.info("production desk came", conference=slug, peer=guest.peer)
        try:
            async with desk:
                await self._pass_on(guest, desk, session, reader, writer)
        finally:
            LOG.info("production desk left", conference=slug, peer=guest.peer)

    async def _asked(
        self, guest: _Guest, session: RtmpSession, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> Asked | None:
        """What the program asks for; None when it hangs up first."""
        try:
            async with asyncio.timeout(min(ASKS_WITHIN_S, self.silent_after_s)):
                while content := await reader.read(READ_BYTES):
                    for event in _fed(guest, session, content):
                        if isinstance(event, Asked):
                            return event
                    await _flush(session, writer)
        except TimeoutError as error:
            raise StreamIsSilent(peer=guest.peer, seconds=int(self.silent_after_s)) from error
        return None

    async def _holder(self, guest: _Guest, asked: Asked) -> str:
        """Whose key it is; whoever sent with it before is sent away, as with venues."""
        slug = holder_of_key(await self.keys(), asked.key)
        if slug is None:
            raise StreamKeyIsWrong(peer=guest.peer)
        for other in [one for one in self._guests if one.slug == slug]:
            other.expel(StreamWasReplaced(peer=other.peer))
            await asyncio.wait([other.task])
        guest.slug, guest.key = slug, asked.key
        self.noticeboard.clear(slug)
        return slug

    async def _pass_on(
        self,
        guest: _Guest,
        desk: Desk,
        session: RtmpSession,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        while True:
            try:
                async with asyncio.timeout(self.silent_after_s):
                    content = await reader.read(READ_BYTES)
            except TimeoutError as error:
                raise StreamIsSilent(peer=guest.peer, seconds=int(self.silent_after_s)) from error
            if not content:
                return
            for event in _fed(guest, session, content):
                match event:
                    case Media():
                        desk.take(event)
                    case Described():
                        desk.describe(event.program)
                    case Ended():
                        return
            await _flush(session, writer)

    async def _send_away(
        self, guest: _Guest, session: RtmpSession, refusal: Refusal, writer: asyncio.StreamWriter
    ) -> None:
        LOG.warning("rtmp refused", peer=guest.peer, conference=guest.slug, code=refusal.code, why=str(refusal))
        if not isinstance(refusal, StreamWasReplaced):
            self.noticeboard.tell(refusal, slug=guest.slug)
        session.refuse(refusal.sentence("en"))
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(1.0):
                await _flush(session, writer)

    async def _follow_keys(self) -> None:
        """Cut off whoever's key was renewed."""
        while True:
            await self.clock.sleep(KEYS_POLL_S)
            senders = [guest for guest in self._guests if guest.slug is not None]
            keys = await self.keys() if senders else {}
            for guest in senders:
                if holder_of_key(keys, guest.key) != guest.slug:
                    guest.expel(StreamKeyWasRenewed(peer=guest.peer))


def _fed(guest: _Guest, session: RtmpSession, content: bytes) -> list[Event]:
    try:
        return list(session.feed(content))
    except NotRtmp as error:
        raise StreamIsBroken(peer=guest.peer, why=str(error)) from error


async def _flush(session: RtmpSession, writer: asyncio.StreamWriter) -> None:
    outgoing = session.take_outgoing()
    if outgoing:
        writer.write(outgoing)
        await writer.drain()
