# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from diemcau.stage.status import NotAStatus, parsed, status_from
from diemcau.stage.wall import NotAStill, Wall, pack, require_still, unpack


def jpeg(width: int = 160, height: int = 90, *, quality: int = 50) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (15, 27, 45)).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def test_a_real_small_jpeg_passes() -> None:
    require_still(jpeg())


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b"", "not jpeg"),
        (b"\x89PNG\r\n\x1a\n", "not jpeg"),
        (b"\xff\xd8\xff\xd9", "not jpeg"),
        (jpeg()[:-2], "not jpeg"),
        (jpeg() + bytes(4096) + b"\xff\xd9", "size"),
        (jpeg(400, 200, quality=5), "dimensions"),
    ],
)
def test_what_is_no_still_is_refused(payload: bytes, why: str) -> None:
    with pytest.raises(NotAStill, match=why):
        require_still(payload)


@given(st.binary(max_size=200).map(lambda tail: b"\xff\xd8\xff" + tail + b"\xff\xd9"))
def test_no_bytes_can_do_worse_than_be_refused(payload: bytes) -> None:
    try:
        require_still(payload)
    except NotAStill:
        return


def test_the_wall_holds_one_still_a_venue_and_hands_it_out_once() -> None:
    wall = Wall()
    assert wall.put("LD", b"1", now=0.0)
    assert wall.put("LD", b"2", now=1.0)
    assert wall.put("LD-673", b"3", now=1.0)
    assert sorted(map(unpack, wall.take_new())) == [("LD", b"2"), ("LD-673", b"3")]
    assert (wall.take_new(), wall.dropped) == ([], 1)


def test_a_venue_that_hurries_is_held_back() -> None:
    wall = Wall()
    taken = [wall.put("LD", b"x", now=number / 10) for number in range(20)]
    assert sum(taken) == 4


def test_a_venue_that_left_is_off_the_wall() -> None:
    wall = Wall()
    wall.put("LD", b"1", now=0.0)
    wall.remove("LD")
    assert wall.take_new() == []


def test_frames_of_the_wall_read_back() -> None:
    assert unpack(pack("LD-673-24814", b"\xff\xd8")) == ("LD-673-24814", b"\xff\xd8")


WELL = {
    "viewing": "LD", "painted_fps": 25, "heard_db": None, "rendition": None, "loss": None, "delay_ms": 250,
    "camera": "frozen", "microphone": "off", "browser": "Chrome 140",
}  # fmt: skip


def test_a_status_is_read_and_what_is_unknown_left_out() -> None:
    assert status_from({**WELL, "script": "x"}) == {**WELL, "painted_fps": 25.0, "delay_ms": 250.0}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {**WELL, "viewing": 7},
        {**WELL, "viewing": "x" * 1000},
        {**WELL, "painted_fps": float("nan")},
        {**WELL, "painted_fps": True},
        {**WELL, "heard_db": "loud"},
        {**WELL, "painted_fps": -1},
        {**WELL, "heard_db": 10**400},
        {**WELL, "rendition": 1},
        {**WELL, "loss": 1.01},
        {**WELL, "loss": -0.01},
        {**WELL, "delay_ms": float("inf")},
        {**WELL, "camera": True},
        {**WELL, "camera": ["ok"]},
        {**WELL, "camera": "silent"},
        {**WELL, "microphone": "dark"},
        {**WELL, "microphone": None},
        {**WELL, "browser": {}},
    ],
)
def test_what_is_no_status_is_refused(value: object) -> None:
    with pytest.raises(NotAStatus):
        status_from(value)


@pytest.mark.parametrize("payload", [b"", b"{", b"\xff", b"[" * 3000, b'"' + b"x" * 5000 + b'"'])
def test_bytes_that_are_no_json_are_no_status(payload: bytes) -> None:
    with pytest.raises(NotAStatus):
        parsed(payload)
