# SPDX-License-Identifier: Apache-2.0
"""AMF0, the form of RTMP's commands: as much of it as publishers send. Pure.

Source: Adobe, Action Message Format AMF 0, 2007.
"""

from __future__ import annotations

import struct
from typing import Any

_NUMBER, _BOOLEAN, _STRING, _OBJECT, _NULL, _UNDEFINED = 0x00, 0x01, 0x02, 0x03, 0x05, 0x06
_ECMA_ARRAY, _END, _STRICT_ARRAY, _DATE, _LONG_STRING = 0x08, 0x09, 0x0A, 0x0B, 0x0C
_DEEPEST = 8


class NotAmf(ValueError):
    """The bytes aren't AMF0, or nest deeper than any command does."""


def read_values(payload: bytes) -> list[Any]:
    """Read one value after the other; objects become dicts, undefined becomes None.

    Raises: NotAmf.
    """
    reader = _Reader(payload)
    values = []
    try:
        while reader.at < len(payload):
            values.append(reader.value(0))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise NotAmf(str(error)) from error
    return values


def write_values(*values: Any) -> bytes:
    """Write numbers, words, dicts of these and None, one after the other."""
    return b"".join(_written(value) for value in values)


class _Reader:
    def __init__(self, payload: bytes) -> None:
        self.at = 0
        self._payload = payload

    def value(self, depth: int) -> Any:
        if depth > _DEEPEST:
            raise NotAmf("too deep")
        kind = self._take(">B")
        if kind in (_NUMBER, _DATE):
            return self._take(">d" if kind == _NUMBER else ">dh")
        if kind == _BOOLEAN:
            return self._take(">B") != 0
        if kind in (_STRING, _LONG_STRING):
            return self._text(">H" if kind == _STRING else ">I")
        if kind in (_NULL, _UNDEFINED):
            return None
        return self._several(kind, depth)

    def _several(self, kind: int, depth: int) -> Any:
        if kind == _OBJECT:
            return self._members(depth)
        if kind == _ECMA_ARRAY:
            self._take(">I")
            return self._members(depth)
        if kind == _STRICT_ARRAY:
            return [self.value(depth + 1) for _ in range(self._take(">I"))]
        raise NotAmf(f"type {kind}")

    def _members(self, depth: int) -> dict[str, Any]:
        members: dict[str, Any] = {}
        while True:
            name = self._text(">H")
            if not name and self._payload[self.at] == _END:
                self.at += 1
                return members
            members[name] = self.value(depth + 1)

    def _text(self, form: str) -> str:
        size = self._take(form)
        text = self._payload[self.at : self.at + size]
        if len(text) < size:
            raise NotAmf("broken off")
        self.at += size
        return text.decode()

    def _take(self, form: str) -> Any:
        taken = struct.unpack_from(form, self._payload, self.at)
        self.at += struct.calcsize(form)
        return taken[0]


def _written(value: Any) -> bytes:
    if value is None:
        return bytes([_NULL])
    if isinstance(value, dict):
        members = (_named(name) + _written(member) for name, member in value.items())
        return bytes([_OBJECT]) + b"".join(members) + _named("") + bytes([_END])
    if isinstance(value, str):
        return bytes([_STRING]) + _named(value)
    return struct.pack(">Bd", _NUMBER, value)


def _named(name: str) -> bytes:
    encoded = name.encode()
    return struct.pack(">H", len(encoded)) + encoded
