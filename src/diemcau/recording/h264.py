# SPDX-License-Identifier: Apache-2.0
"""The little of H.264 that a recorder needs: units, parameter sets, and one form for all sources. Pure.

Browsers send Annex B with the parameter sets in band; other sources may send units with
their length in front and the sets apart. Here everything becomes Annex B whose keyframes
carry their own sets, so that each can be decoded after a cut with nothing but itself.

Sources: ITU-T H.264 §7.3.1, annex B; ISO/IEC 14496-15 §5.3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

START = b"\x00\x00\x00\x01"
_STARTS = re.compile(rb"\x00\x00\x00?\x01")
_SEQUENCE_SET, _PICTURE_SET, _TYPE_BITS = 7, 8, 0x1F


def units(payload: bytes) -> list[bytes]:
    """The units of a picture in Annex B."""
    return [unit for unit in _STARTS.split(payload) if unit]


def parameter_sets(payload: bytes) -> bytes:
    """The parameter sets in a picture in Annex B, each once, in their order; empty when it has none."""
    sets = [unit for unit in units(payload) if unit[0] & _TYPE_BITS in {_SEQUENCE_SET, _PICTURE_SET}]
    return b"".join(START + unit for unit in dict.fromkeys(sets))


class Unifier:
    """Brings the pictures of one track into one form. `description` is its avcC record, None for Annex B."""

    def __init__(self, description: bytes | None) -> None:
        self._length_bytes = 0 if description is None else (description[4] & 3) + 1
        self._sets = b"" if description is None else b"".join(START + unit for unit in _described(description))

    def unified(self, payload: bytes, *, is_keyframe: bool) -> bytes:
        """A picture in Annex B; a keyframe with its parameter sets, as far as they are known."""
        if self._length_bytes:
            payload = b"".join(START + unit for unit in self._measured(payload))
        if not is_keyframe:
            return payload
        own = parameter_sets(payload)
        if own:
            self._sets = own
            return payload
        return self._sets + payload

    def _measured(self, payload: bytes) -> Iterator[bytes]:
        at = 0
        while at + self._length_bytes <= len(payload):
            size = int.from_bytes(payload[at : at + self._length_bytes], "big")
            at += self._length_bytes
            yield payload[at : at + size]
            at += size


def _described(description: bytes) -> Iterator[bytes]:
    """The sets of an avcC record: a count and as many sequence sets, a count and as many picture sets."""
    at = 5
    for mask in (_TYPE_BITS, 0xFF):
        count = description[at] & mask
        at += 1
        for _ in range(count):
            size = int.from_bytes(description[at : at + 2], "big")
            yield description[at + 2 : at + 2 + size]
            at += 2 + size
