# SPDX-License-Identifier: Apache-2.0
"""The wall of stills: one slot a venue, looked through and packed for the directors. Pure.

A still is a JPEG of a few kilobytes that a venue sends every other second. What isn't one
is refused before it reaches anybody's browser.
"""

from __future__ import annotations

from dataclasses import dataclass, field

STILL_LIMIT_BYTES = 4096
STILL_LIMIT_PIXELS = 320 * 180
"""Twice the agreed 160 x 90 each way: what a wall may be asked to decode, 118 times."""

LEAST_SPACING_S = 0.5
TICK_S = 0.25

_START, _END = b"\xff\xd8\xff", b"\xff\xd9"
_MARKER = 0xFF
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class NotAStill(ValueError):
    """The bytes aren't a small JPEG. The message says why, in a word."""


def require_still(payload: bytes, *, most_bytes: int = STILL_LIMIT_BYTES) -> None:
    """Check that `payload` is a JPEG of an allowed size.

    Raises: NotAStill: `size`, `not jpeg` or `dimensions`.
    """
    if len(payload) > most_bytes:
        raise NotAStill("size")
    if not payload.startswith(_START) or not payload.endswith(_END):
        raise NotAStill("not jpeg")
    width, height = _dimensions(payload)
    if not 0 < width * height <= STILL_LIMIT_PIXELS:
        raise NotAStill("dimensions")


def _dimensions(payload: bytes) -> tuple[int, int]:
    """Read width and height off the frame header. Source: ITU-T T.81 §B.1.1, §B.2.2."""
    at = 2
    while at + 9 <= len(payload) and payload[at] == _MARKER:
        marker = payload[at + 1]
        if marker in _FRAME_HEADERS:
            return int.from_bytes(payload[at + 7 : at + 9]), int.from_bytes(payload[at + 5 : at + 7])
        at += 2 + int.from_bytes(payload[at + 2 : at + 4])
    raise NotAStill("not jpeg")


@dataclass(kw_only=True, slots=True)
class _Slot:
    """A venue's newest still. `is_new` until it has been on the wall."""

    still: bytes
    at: float
    is_new: bool


@dataclass(kw_only=True)
class Wall:
    """The newest still of every venue. Policy of each slot: `drop_oldest`."""

    dropped: int = 0
    _slots: dict[str, _Slot] = field(default_factory=dict)

    def put(self, venue: str, still: bytes, *, now: float) -> bool:
        """Put a checked still into its venue's slot.

        Returns: False when it came too soon after the last one and was dropped.
        """
        slot = self._slots.get(venue)
        if slot is not None and now - slot.at < LEAST_SPACING_S:
            self.dropped += 1
            return False
        if slot is not None and slot.is_new:
            self.dropped += 1
        self._slots[venue] = _Slot(still=still, at=now, is_new=True)
        return True

    def remove(self, venue: str) -> None:
        """Forget a venue whose line is down."""
        self._slots.pop(venue, None)

    def take_new(self) -> list[bytes]:
        """The stills that came since the last call, packed, in no order."""
        packed = []
        for venue, slot in self._slots.items():
            if slot.is_new:
                slot.is_new = False
                packed.append(pack(venue, slot.still))
        return packed


def pack(venue: str, still: bytes) -> bytes:
    """One frame of the wall: `[u8 n][code, n bytes of ASCII][JPEG]`."""
    code = venue.encode("ascii")
    return bytes([len(code)]) + code + still


def unpack(frame: bytes) -> tuple[str, bytes]:
    """The venue and the still of one frame of the wall."""
    size = frame[0]
    return frame[1 : 1 + size].decode("ascii"), frame[1 + size :]
