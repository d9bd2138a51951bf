# SPDX-License-Identifier: Apache-2.0
"""RTMP and what it carries, byte by byte: whatever way the bytes are cut, and whatever they are."""

from __future__ import annotations

import contextlib
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.stage.sources.amf import NotAmf, read_values, write_values
from diemcau.stage.sources.chunks import COMMAND, PICTURE, ChunkReader, Message, NotRtmp, chunked
from diemcau.stage.sources.flv import CodedPicture, CodedSound, Configuration, UnknownCodec, read_picture, read_sound
from diemcau.stage.sources.h264 import NotH264, read_coding
from diemcau.stage.sources.rtmp import HANDSHAKE_BYTES, Asked, Ended, Media, RtmpSession

SPS, PPS = b"\x67\x42\x00\x1e\xaa", b"\x68\xce\x3c\x80"
RECORD = b"\x01\x42\x00\x1e\xff\xe1\x00\x05" + SPS + b"\x01\x00\x04" + PPS
GREETING = b"\x03" + bytes(2 * HANDSHAKE_BYTES)

words = st.text(max_size=20)
values = st.recursive(
    st.none() | st.floats(allow_nan=False) | words,
    lambda inner: st.dictionaries(words.filter(bool), inner, max_size=4),
    max_leaves=8,
)


def publisher(key: str = "k") -> bytes:
    """All that a program says until it sends."""
    commands: list[tuple[Any, ...]] = [
        ("connect", 1.0, {"app": "live"}),
        ("releaseStream", 2.0, None, key),
        ("createStream", 3.0, None),
        ("publish", 4.0, None, key, "live"),
    ]
    return GREETING + b"".join(chunked(kind=COMMAND, payload=write_values(*one), lane=3) for one in commands)


@given(st.lists(values, max_size=5))
def test_values_are_read_as_they_were_written(written: list[Any]) -> None:
    assert read_values(write_values(*written)) == written


@given(st.binary(max_size=200))
def test_any_bytes_are_values_or_are_refused(payload: bytes) -> None:
    with contextlib.suppress(NotAmf):
        read_values(payload)


@given(st.lists(st.binary(min_size=1, max_size=700), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_messages_come_whole_however_the_bytes_are_cut(payloads: list[bytes], chance: random.Random) -> None:
    sent = b"".join(chunked(kind=PICTURE, payload=payload, lane=4 + index) for index, payload in enumerate(payloads))
    reader, came = ChunkReader(), []
    while sent:
        size = chance.randint(1, 97)
        came += list(reader.feed(sent[:size]))
        sent = sent[size:]
    assert came == [Message(kind=PICTURE, at_ms=0, payload=payload) for payload in payloads]


def test_short_headers_leave_out_what_is_known() -> None:
    reader = ChunkReader()
    full = b"\x04" + (1000).to_bytes(3) + (2).to_bytes(3) + b"\x09" + bytes(4) + b"ab"
    no_stream = b"\x44" + (40).to_bytes(3) + (2).to_bytes(3) + b"\x09" + b"cd"
    time_alone = b"\x84" + (40).to_bytes(3) + b"ef"
    nothing = b"\xc4gh"
    extended = b"\x05\xff\xff\xff" + (1).to_bytes(3) + b"\x09" + bytes(4) + (0x01000000).to_bytes(4) + b"x"
    came = list(reader.feed(full + no_stream + time_alone + nothing + extended))
    assert [(one.at_ms, one.payload) for one in came] == [
        (1000, b"ab"), (1040, b"cd"), (1080, b"ef"), (1120, b"gh"), (0x01000000, b"x"),
    ]  # fmt: skip


def test_chunks_of_other_sizes_and_lanes_of_two_and_three_bytes_are_read() -> None:
    reader = ChunkReader()
    larger = chunked(kind=1, payload=(1000).to_bytes(4), lane=2)
    body = bytes(range(200))
    head = bytes(3) + len(body).to_bytes(3) + b"\x09" + bytes(4)
    came = list(reader.feed(larger + b"\x00\x05" + head + body + b"\x01\x00\x01" + head + body))
    assert [one.payload for one in came[1:]] == [body, body]


@pytest.mark.parametrize(
    "sent",
    [
        b"\xc7",  # goes on with what never began
        b"\x04" + bytes(3) + b"\xff\xff\xff" + b"\x09" + bytes(4),  # 16 MB at once
        chunked(kind=1, payload=bytes(4), lane=2),  # chunks of no size
        b"".join(b"\x00" + bytes([lane]) + bytes(3) + (9).to_bytes(3) + bytes(5) + b"x" * 9 for lane in range(80)),
    ],
)
def test_what_no_publisher_sends_is_refused(sent: bytes) -> None:
    with pytest.raises(NotRtmp):
        list(ChunkReader().feed(sent))


@given(st.binary(max_size=400))
def test_any_bytes_are_a_session_or_are_refused(content: bytes) -> None:
    session = RtmpSession()
    with contextlib.suppress(NotRtmp):
        list(session.feed(GREETING + content))


@given(st.integers(min_value=1, max_value=500))
def test_program_asks_with_its_key_however_the_bytes_are_cut(size: int) -> None:
    session, sent, events = RtmpSession(), publisher("abc?x=1"), []
    for at in range(0, len(sent), size):
        events += list(session.feed(sent[at : at + size]))
    assert events == [Asked(key="abc")]
    assert session.take_outgoing().count(b"_result") == 3


def test_nothing_is_taken_before_the_key_was_good_nor_after_it_was_refused() -> None:
    picture = chunked(kind=PICTURE, payload=b"\x17\x00", lane=4)
    session = RtmpSession()
    list(session.feed(publisher()))
    assert list(session.feed(picture)) == []
    session.accept()
    assert list(session.feed(picture)) == [Media(is_picture=True, at_ms=0, tag=b"\x17\x00")]
    done = chunked(kind=COMMAND, payload=write_values("deleteStream", 5.0, None, 1.0), lane=3)
    assert list(session.feed(done)) == [Ended()]
    session.refuse("no")
    assert list(session.feed(picture)) == []
    assert b"NetStream.Publish.BadName" in session.take_outgoing()


def test_tags_are_told_apart() -> None:
    assert read_picture(b"\x17\x00\x00\x00\x00" + RECORD) == Configuration(record=RECORD)
    assert read_picture(b"\x27\x01\xff\xff\xfeabc") == CodedPicture(is_keyframe=False, delay_ms=-2, units=b"abc")
    assert read_picture(b"\x17\x02\x00\x00\x00") is None
    assert read_picture(b"\x57\x00") is None
    assert read_sound(b"\xaf\x00\x12\x10") == Configuration(record=b"\x12\x10")
    assert read_sound(b"\xaf\x01abc") == CodedSound(payload=b"abc")


@pytest.mark.parametrize(
    ("tag", "name"),
    [(b"\x90hvc1", "hvc1"), (b"\x1c\x00", "H.265"), (b"\x12\x00", "H.263"), (b"\x1f\x00", "video 15")],
)
def test_picture_in_another_coding_is_named(tag: bytes, name: str) -> None:
    with pytest.raises(UnknownCodec, match=name):
        read_picture(tag)


@pytest.mark.parametrize(("tag", "name"), [(b"\x2f\x00", "MP3"), (b"\x90Opus", "Opus"), (b"\x7f\x00", "audio 7")])
def test_sound_in_another_coding_is_named(tag: bytes, name: str) -> None:
    with pytest.raises(UnknownCodec, match=name):
        read_sound(tag)


def test_keyframe_gets_its_parameter_sets_in_band() -> None:
    coding = read_coding(RECORD)
    unit = (3).to_bytes(4) + b"\x65ab"
    start = b"\x00\x00\x00\x01"
    assert coding.annex_b(unit, is_keyframe=True) == start + SPS + start + PPS + start + b"\x65ab"
    assert coding.annex_b(unit, is_keyframe=False) == start + b"\x65ab"
    own = (5).to_bytes(4) + SPS + unit
    assert coding.annex_b(own, is_keyframe=True) == start + SPS + start + b"\x65ab"


@given(st.binary(max_size=60))
def test_any_bytes_are_a_configuration_or_are_refused(record: bytes) -> None:
    with contextlib.suppress(NotH264):
        coding = read_coding(record)
        with contextlib.suppress(NotH264):
            coding.annex_b(record, is_keyframe=True)
