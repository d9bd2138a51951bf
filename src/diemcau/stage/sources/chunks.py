# SPDX-License-Identifier: Apache-2.0
"""RTMP's chunk stream: messages cut into chunks, interleaved, with headers that leave out what is known. Pure.

Source: Adobe, RTMP specification 1.0, §5.3.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

SET_CHUNK_SIZE, ABORT, ACKNOWLEDGEMENT, WINDOW_SIZE, PEER_BANDWIDTH = 1, 2, 3, 5, 6
SOUND, PICTURE, DATA, COMMAND, COMMAND_AMF3 = 8, 9, 18, 20, 17

FIRST_CHUNK_SIZE: Final = 128
LARGEST_MESSAGE_BYTES = 8 * 1024 * 1024
"""A keyframe at 50 Mb/s is a tenth of it."""

MOST_CHUNK_STREAMS = 64
_EXTENDED = 0xFFFFFF
_TWO_BYTES, _THREE_BYTES = 0, 1
_FULL, _SAME_STREAM, _TIME_ALONE, _NOTHING = range(4)
"""What a chunk's header tells: all, all but the stream, the time alone, nothing that is new."""

_FIELD_BYTES = (11, 7, 3, 0)
_WORD_BYTES = 4


class NotRtmp(ValueError):
    """The bytes aren't RTMP as publishers speak it. The message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One whole message; `at_ms` is the publisher's clock."""

    kind: int
    at_ms: int
    payload: bytes


@dataclass(kw_only=True, slots=True)
class _Lane:
    """What is known of one chunk stream from its last header, and the message that is arriving."""

    at_ms: int = 0
    step_ms: int = 0
    is_extended: bool = False
    size: int = 0
    kind: int = 0
    payload: bytearray = field(default_factory=bytearray)


@dataclass(kw_only=True)
class ChunkReader:
    """Puts messages together. `bytes_read` counts what was used up."""

    bytes_read: int = 0
    _chunk_size: int = FIRST_CHUNK_SIZE
    _buffer: bytearray = field(default_factory=bytearray)
    _lanes: dict[int, _Lane] = field(default_factory=dict)

    def feed(self, content: bytes) -> Iterator[Message]:
        """Take bytes in; yields each message that they complete.

        Raises: NotRtmp: what comes can't be a publisher's.
        """
        self._buffer += content
        used = 0
        while (end := self._chunk_end(used)) is not None:
            message = self._take_chunk(used, end)
            used = end
            if message is not None:
                self._obey(message)
                yield message
        del self._buffer[:used]
        self.bytes_read += used

    def _chunk_end(self, start: int) -> int | None:
        """Where the chunk that begins at `start` ends, None while it isn't all here."""
        head = self._head(start)
        if head is None:
            return None
        number, form, at = head
        if len(self._buffer) < at + _FIELD_BYTES[form]:
            return None
        lane = self._lanes.get(number, _Lane())
        size = int.from_bytes(self._buffer[at + 3 : at + 6]) if form <= _SAME_STREAM else lane.size
        if size > LARGEST_MESSAGE_BYTES:
            raise NotRtmp(f"message of {size} bytes")
        is_extended = lane.is_extended if form == _NOTHING else self._time(at) == _EXTENDED
        begun = len(lane.payload) if form == _NOTHING else 0
        payload_at = at + _FIELD_BYTES[form] + (_WORD_BYTES if is_extended else 0)
        end = payload_at + min(size - begun, self._chunk_size)
        return end if len(self._buffer) >= end else None

    def _head(self, start: int) -> tuple[int, int, int] | None:
        """Number of the chunk stream, form of the header, and where its fields begin; None while not all is here."""
        if len(self._buffer) <= start:
            return None
        number, form = self._buffer[start] & 0x3F, self._buffer[start] >> 6
        at = start + {_TWO_BYTES: 2, _THREE_BYTES: 3}.get(number, 1)
        if len(self._buffer) < at:
            return None
        if at > start + 1:
            number = 64 + int.from_bytes(self._buffer[start + 1 : at], "little")
        return number, form, at

    def _time(self, at: int) -> int:
        return int.from_bytes(self._buffer[at : at + 3])

    def _take_chunk(self, start: int, end: int) -> Message | None:
        head = self._head(start)
        if head is None or (head[1] == _NOTHING and head[0] not in self._lanes):
            raise NotRtmp("chunk of a stream that hasn't begun")
        number, form, at = head
        lane = self._lanes.setdefault(number, _Lane())
        if len(self._lanes) > MOST_CHUNK_STREAMS:
            raise NotRtmp("too many chunk streams")
        at = self._take_header(lane, form, at)
        lane.payload += self._buffer[at:end]
        if len(lane.payload) < lane.size:
            return None
        message = Message(kind=lane.kind, at_ms=lane.at_ms, payload=bytes(lane.payload))
        lane.payload.clear()
        return message

    def _take_header(self, lane: _Lane, form: int, at: int) -> int:
        """Take the header's fields in; returns where the payload begins."""
        goes_on = form == _NOTHING and bool(lane.payload)
        if form != _NOTHING:
            lane.payload.clear()
            lane.step_ms = self._time(at)
            lane.is_extended = lane.step_ms == _EXTENDED
        if form <= _SAME_STREAM:
            lane.size = int.from_bytes(self._buffer[at + 3 : at + 6])
            lane.kind = self._buffer[at + 6]
        at += _FIELD_BYTES[form]
        if lane.is_extended:
            lane.step_ms = int.from_bytes(self._buffer[at : at + _WORD_BYTES])
            at += _WORD_BYTES
        if not goes_on:
            lane.at_ms = lane.step_ms if form == _FULL else (lane.at_ms + lane.step_ms) & 0xFFFFFFFF
        return at

    def _obey(self, message: Message) -> None:
        if message.kind == SET_CHUNK_SIZE:
            size = int.from_bytes(message.payload[:_WORD_BYTES])
            if not 0 < size <= _EXTENDED:
                raise NotRtmp("chunk size")
            self._chunk_size = size
        elif message.kind == ABORT:
            lane = self._lanes.get(int.from_bytes(message.payload[:_WORD_BYTES]))
            if lane is not None:
                lane.payload.clear()


def chunked(*, kind: int, payload: bytes, lane: int, stream: int = 0) -> bytes:
    """One message as a server sends it, in chunks of the first size."""
    head = struct.pack(">B", lane) + bytes(3) + len(payload).to_bytes(3) + bytes([kind]) + struct.pack("<I", stream)
    first, rest = payload[:FIRST_CHUNK_SIZE], payload[FIRST_CHUNK_SIZE:]
    parts = [head, first]
    for at in range(0, len(rest), FIRST_CHUNK_SIZE):
        parts += [bytes([0xC0 | lane]), rest[at : at + FIRST_CHUNK_SIZE]]
    return b"".join(parts)
