# SPDX-License-Identifier: Apache-2.0
"""What a decoder has to know before a picture is found in the picture's own octets."""

from __future__ import annotations

from diemcau.cli.bench_media import record_clip
from diemcau.stage.annexb import parameter_sets

SPS, PPS, IDR = b"\x67\x42\xc0\x1e", b"\x68\xce\x3c\x80", b"\x65\x88" + bytes(range(1, 200))


def test_the_parameter_sets_of_a_keyframe_are_found_behind_either_start_code() -> None:
    unit = b"\x00\x00\x00\x01" + SPS + b"\x00\x00\x01" + PPS[:3] + b"\x00\x00\x01\x06\x05" + b"\x00\x00\x01" + IDR
    assert parameter_sets(unit) == b"\x00\x00\x00\x01" + SPS + b"\x00\x00\x00\x01" + PPS[:3]


def test_a_picture_without_them_and_garbage_have_none() -> None:
    assert parameter_sets(b"\x00\x00\x00\x01" + IDR) == b""
    assert parameter_sets(b"not a picture") == b""
    assert parameter_sets(b"") == b""
    assert parameter_sets(b"\x00\x00\x01") == b""


def test_a_real_encoders_keyframe_has_both() -> None:
    found = parameter_sets(record_clip(bits_per_second=200_000, fps=15, width=320, height=180).pictures[0])
    assert [unit[0] & 0x1F for unit in found.split(b"\x00\x00\x00\x01")[1:]] == [7, 8]
