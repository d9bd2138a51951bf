# SPDX-License-Identifier: Apache-2.0
"""How long a packet of Opus lasts, and packets of silence. Pure.

Source: RFC 6716 §3.1, §3.2.
"""

from __future__ import annotations

SILENCE_US = 20_000
_CELT_SILENCE_MONO, _STEREO_BIT = 0xF8, 0x04
_SILK_US, _HYBRID_US, _CELT_US = (10_000, 20_000, 40_000, 60_000), (10_000, 20_000), (2_500, 5_000, 10_000, 20_000)
_FIRST_HYBRID, _FIRST_CELT = 12, 16
_ONE_FRAME, _COUNTED = 0, 3


def lasts_us(packet: bytes) -> int:
    """How long a packet sounds, in microseconds; 0 for one that is too short to be a packet."""
    if not packet:
        return 0
    return _frames(packet) * _frame_us(packet[0] >> 3)


def silence(*, channels: int) -> bytes:
    """A packet of silence of :data:`SILENCE_US`."""
    return bytes([_CELT_SILENCE_MONO | (_STEREO_BIT if channels > 1 else 0), 0xFF, 0xFE])


def _frames(packet: bytes) -> int:
    code = packet[0] & 3
    if code == _COUNTED:
        return packet[1] & 0x3F if len(packet) > 1 else 0
    return 1 if code == _ONE_FRAME else 2


def _frame_us(config: int) -> int:
    if config < _FIRST_HYBRID:
        return _SILK_US[config % 4]
    if config < _FIRST_CELT:
        return _HYBRID_US[config % 2]
    return _CELT_US[config % 4]
