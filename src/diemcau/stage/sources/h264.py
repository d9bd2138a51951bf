# SPDX-License-Identifier: Apache-2.0
"""H.264 from files and RTMP (lengths before NAL units) as the live plane has it from venues: Annex B. Pure.

Parameter sets go in band before each keyframe, so that a picture that changes its size needs
no new track, and recorder and players meet one form whoever sends.

Source: ISO/IEC 14496-15 §5.3.3, ITU-T H.264 Annex B.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

START = b"\x00\x00\x00\x01"
_COUNT_MASK = _KIND_MASK = 0x1F
_SPS = 7


class NotH264(ValueError):
    """The bytes aren't what they claim to be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Coding:
    """How long the lengths are, and the parameter sets in Annex B."""

    length_bytes: int
    parameter_sets: bytes

    def annex_b(self, units: bytes, *, is_keyframe: bool) -> bytes:
        """One access unit in Annex B, the parameter sets before it when it is a keyframe.

        Raises: NotH264.
        """
        inside = list(_units(units, self.length_bytes))
        brings_its_own = any(unit[0] & _KIND_MASK == _SPS for unit in inside)
        head = self.parameter_sets if is_keyframe and not brings_its_own else b""
        return head + b"".join(START + unit for unit in inside)


def read_coding(record: bytes) -> Coding:
    """Read an AVCDecoderConfigurationRecord. Raises: NotH264."""
    if len(record) < 7 or record[0] != 1:  # noqa: PLR2004 - the record's fixed head
        raise NotH264("configuration")
    sets: list[bytes] = []
    at, count = 6, record[5] & _COUNT_MASK
    for _ in range(2):
        for _ in range(count):
            size = int.from_bytes(record[at : at + 2])
            sets.append(record[at + 2 : at + 2 + size])
            at += 2 + size
        count = record[at] if at < len(record) else 0
        at += 1
    if not sets or not all(sets):
        raise NotH264("parameter sets")
    return Coding(length_bytes=(record[4] & 0b11) + 1, parameter_sets=b"".join(START + one for one in sets))


def _units(payload: bytes, length_bytes: int) -> Iterator[bytes]:
    at = 0
    while at < len(payload):
        size = int.from_bytes(payload[at : at + length_bytes])
        at += length_bytes
        if not 0 < size <= len(payload) - at:
            raise NotH264("length of a unit")
        yield payload[at : at + size]
        at += size
