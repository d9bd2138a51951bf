# SPDX-License-Identifier: Apache-2.0
"""A publisher's RTMP session as the server sees it: bytes in, events and bytes out. Pure.

Owns the handshake and the few commands by which OBS, vMix and FFmpeg publish. Whoever drives
it answers `Asked`; what the media hold is `flv`'s business.

Source: Adobe, RTMP specification 1.0, §5.2 and §7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from diemcau.stage.sources.amf import NotAmf, read_values, write_values
from diemcau.stage.sources.chunks import (
    ACKNOWLEDGEMENT,
    COMMAND,
    COMMAND_AMF3,
    DATA,
    PEER_BANDWIDTH,
    PICTURE,
    SOUND,
    WINDOW_SIZE,
    ChunkReader,
    Message,
    NotRtmp,
    chunked,
)

VERSION = 3
HANDSHAKE_BYTES = 1536
WINDOW_BYTES = 2_500_000
LONGEST_NAME = 80
_CONTROL_LANE, _COMMAND_LANE, _STREAM_LANE = 2, 3, 5
_STREAM = 1
_DYNAMIC = b"\x02"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The publisher asks to send under this key. Answer with `accept` or `refuse`."""

    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """The publisher names its program."""

    program: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Media:
    """A tag of picture or sound; `at_ms` is the publisher's clock."""

    is_picture: bool
    at_ms: int
    tag: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """The publisher says that it is done."""


Event = Asked | Described | Media | Ended


@dataclass(kw_only=True)
class RtmpSession:
    """One connection. `outgoing` is what is to be sent; take it away with `take_outgoing`."""

    is_publishing: bool = False
    _outgoing: bytearray = field(default_factory=bytearray)
    _greeting: bytearray | None = field(default_factory=bytearray)
    _greeted: bool = False
    _chunks: ChunkReader = field(default_factory=ChunkReader)
    _acknowledged: int = 0

    def feed(self, content: bytes) -> Iterator[Event]:
        """Take bytes in; yields what they say.

        Raises: NotRtmp.
        """
        if self._greeting is not None:
            self._greeting += content
            content = self._greet(self._greeting)
        if content:
            for message in self._chunks.feed(content):
                yield from self._take(message)
        self._acknowledge()

    def accept(self) -> None:
        """Let the publisher send."""
        self.is_publishing = True
        self._tell_status("status", "NetStream.Publish.Start", "")

    def refuse(self, sentence: str) -> None:
        """Turn the publisher away; publishing programs show such an answer as a wrong key."""
        self.is_publishing = False
        self._tell_status("error", "NetStream.Publish.BadName", sentence)

    def take_outgoing(self) -> bytes:
        """What is to be sent since the last call."""
        taken = bytes(self._outgoing)
        self._outgoing.clear()
        return taken

    def _greet(self, greeting: bytearray) -> bytes:
        """Answer as much of the handshake as is here; returns what came after its end."""
        if greeting[:1] not in (b"", bytes([VERSION])):
            raise NotRtmp("handshake")
        if not self._greeted and len(greeting) >= 1 + HANDSHAKE_BYTES:
            theirs = bytes(greeting[1 : 1 + HANDSHAKE_BYTES])
            self._outgoing += bytes([VERSION]) + bytes(HANDSHAKE_BYTES) + theirs
            self._greeted = True
        whole = 1 + 2 * HANDSHAKE_BYTES
        if len(greeting) < whole:
            return b""
        self._greeting = None
        return bytes(greeting[whole:])

    def _take(self, message: Message) -> Iterator[Event]:
        if message.kind in (PICTURE, SOUND):
            if self.is_publishing and message.payload:
                yield Media(is_picture=message.kind == PICTURE, at_ms=message.at_ms, tag=message.payload)
        elif message.kind in (COMMAND, COMMAND_AMF3):
            # A command of AMF3 is one of AMF0 behind a byte that says so.
            yield from self._command(message.payload[1 if message.kind == COMMAND_AMF3 else 0 :])
        elif message.kind == DATA:
            yield from _described(message.payload)

    def _command(self, payload: bytes) -> Iterator[Event]:
        name, number, *fields = [*_values(payload), None, None, None, None][:5]
        if not isinstance(name, str) or not isinstance(number, float):
            raise NotRtmp("command")
        if name == "connect":
            self._connect(number)
        elif name == "createStream":
            self._answer(number, None, float(_STREAM))
        elif name == "publish":
            # Some programs hang parameters on the key as on an address.
            key = fields[1].partition("?")[0] if isinstance(fields[1], str) else ""
            yield Asked(key=key)
        elif name in ("deleteStream", "FCUnpublish", "closeStream"):
            yield Ended()
        elif number:
            self._answer(number, None, None)

    def _connect(self, number: float) -> None:
        self._send(WINDOW_SIZE, WINDOW_BYTES.to_bytes(4), lane=_CONTROL_LANE)
        self._send(PEER_BANDWIDTH, WINDOW_BYTES.to_bytes(4) + _DYNAMIC, lane=_CONTROL_LANE)
        about = {"fmsVer": "FMS/3,5,7,7009", "capabilities": 31.0}
        told = {
            "level": "status",
            "code": "NetConnection.Connect.Success",
            "description": "",
            "objectEncoding": 0.0,
        }
        self._answer(number, about, told)

    def _tell_status(self, level: str, code: str, description: str) -> None:
        told = {"level": level, "code": code, "description": description}
        values = write_values("onStatus", 0.0, None, told)
        self._send(COMMAND, values, lane=_STREAM_LANE, stream=_STREAM)

    def _answer(self, number: float, *values: Any) -> None:
        self._send(COMMAND, write_values("_result", number, *values), lane=_COMMAND_LANE)

    def _send(self, kind: int, payload: bytes, *, lane: int, stream: int = 0) -> None:
        self._outgoing += chunked(kind=kind, payload=payload, lane=lane, stream=stream)

    def _acknowledge(self) -> None:
        """A publisher may stop sending when nobody says that its bytes arrive."""
        if self._chunks.bytes_read - self._acknowledged >= WINDOW_BYTES // 2:
            self._acknowledged = self._chunks.bytes_read
            self._send(ACKNOWLEDGEMENT, (self._acknowledged & 0xFFFFFFFF).to_bytes(4), lane=_CONTROL_LANE)


def _described(payload: bytes) -> Iterator[Described]:
    for about in _values(payload):
        if isinstance(about, dict) and isinstance(about.get("encoder"), str):
            yield Described(program=about["encoder"][:LONGEST_NAME])


def _values(payload: bytes) -> list[Any]:
    try:
        return read_values(payload)
    except NotAmf as error:
        raise NotRtmp(str(error)) from error
