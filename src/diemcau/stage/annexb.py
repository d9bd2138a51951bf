# SPDX-License-Identifier: Apache-2.0
"""Reading H.264 as cameras send it: NAL units behind start codes (Annex B). Pure."""

from __future__ import annotations

import re
from itertools import pairwise

START_CODE = b"\x00\x00\x00\x01"
SEQUENCE_PARAMETERS, PICTURE_PARAMETERS = 7, 8
_TYPE_BITS = 0x1F
_FIRST_BYTES = 1_024
"""Parameter sets come first; a picture's own octets needn't be searched."""

_ANY_START_CODE = re.compile(rb"\x00\x00\x01")


def parameter_sets(access_unit: bytes) -> bytes:
    """The sequence and picture parameter sets before a keyframe's picture, each behind a start code.

    Returns: what a decoder has to know before the picture; empty when there are none.
    Source: ITU-T H.264 §7.4.1, annex B.
    """
    head = access_unit[:_FIRST_BYTES]
    codes = [(found.start(), found.end()) for found in _ANY_START_CODE.finditer(head)]
    bounds = pairwise([*codes, (len(access_unit), len(access_unit))])
    units = [access_unit[after:before].rstrip(b"\x00") for (_, after), (before, _) in bounds]
    wanted = (SEQUENCE_PARAMETERS, PICTURE_PARAMETERS)
    return b"".join(START_CODE + unit for unit in units if unit and unit[0] & _TYPE_BITS in wanted)
