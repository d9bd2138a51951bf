# SPDX-License-Identifier: Apache-2.0
"""From frames to footage: what is seen from when on, what stands in where something is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from diemcau.recording import opus
from diemcau.recording.assembling import LONGEST_SEGMENT_US, Arrival, Assembler, decode_times_us, reordering_us
from diemcau.recording.footage import Footage, Picture
from diemcau.recording.h264 import START, Unifier, parameter_sets

SETS, OTHER_SETS = START + b"\x67one" + START + b"\x68one", START + b"\x67two" + START + b"\x68two"
SLICE, PACKET, CARD = START + b"\x41slice", b"\xf8sound", SETS + START + b"\x65card"
FRAME_US, PACKET_US, LATENCY_US = 40_000, 20_000, 5_000_000


def pictures(
    from_s: float, until_s: float, *, key_every_s: float = 1.0, cut_s: float = 0.0, sets: bytes = SETS
) -> Iterator[Arrival]:
    """Pictures at 25 a second. What is older than the cut arrives with it, in one burst."""
    every = round(key_every_s * 1e6 / FRAME_US)
    for index, at_us in enumerate(range(round(from_s * 1e6), round(until_s * 1e6), FRAME_US)):
        is_key = index % every == 0
        yield Arrival(
            payload=(sets + SLICE) if is_key else SLICE,
            timestamp_us=at_us,
            arrived_us=max(at_us, round(cut_s * 1e6)) + LATENCY_US,
            is_picture=True,
            is_keyframe=is_key,
        )


def sounds(from_s: float, until_s: float) -> Iterator[Arrival]:
    for at_us in range(round(from_s * 1e6), round(until_s * 1e6), PACKET_US):
        yield Arrival(payload=PACKET, timestamp_us=at_us, arrived_us=at_us + LATENCY_US, is_picture=False)


def assembled(*arrivals: Iterable[Arrival], channels: int = 1) -> list[Footage]:
    assembler = Assembler(card=CARD, channels=channels)
    came = sorted((one for some in arrivals for one in some), key=lambda one: one.arrived_us)
    finished = [footage for one in came for footage in assembler.give(one)]
    return [*finished, *assembler.end()]


def lengths_s(footage: list[Footage]) -> list[float]:
    return [round(one.lasts_s, 2) for one in footage]


def takes(footage: list[Footage]) -> int:
    return len({id(one.head) for one in footage})


def test_segments_begin_at_keyframes_and_are_without_a_gap() -> None:
    footage = assembled(pictures(0, 7), sounds(0, 7))
    assert lengths_s(footage) == [2, 2, 2, 1]
    assert takes(footage) == 1
    assert all(one.pictures[0].is_keyframe for one in footage)
    assert all(one.until_us == other.from_us for one, other in pairwise(footage))
    assert sum(len(one.pictures) for one in footage) == 7 * 25


def test_sounds_follow_each_other_to_the_microsecond() -> None:
    heard = [one for footage in assembled(pictures(0, 5), sounds(0, 5)) for one in footage.sounds]
    assert [one.at_us for one in heard] == [PACKET_US * index for index in range(len(heard))]
    assert all(one.payload == PACKET for one in heard)
    assert len(heard) == 250


def test_pictures_from_before_the_cut_are_decoded_and_not_seen() -> None:
    footage = assembled(pictures(0, 5, cut_s=0.8), sounds(0.8, 5))
    assert [one.at_us for one in footage[0].pictures[:22]] == [*(1_000 * index for index in range(20)), 20_000, 40_000]
    assert sum(lengths_s(footage)) == 4.2
    assert footage[0].sounds[0].at_us == 0
    assert footage[0].head.started_us == 800_000 + LATENCY_US


def test_a_source_without_sound_is_silent() -> None:
    footage = assembled(pictures(0, 4), channels=2)
    assert {one.payload for segment in footage for one in segment.sounds} == {opus.silence(channels=2)}
    assert sum(one.lasts_us for segment in footage for one in segment.sounds) == 4_000_000


def test_sound_that_begins_late_or_breaks_off_leaves_silence() -> None:
    heard = [
        one
        for footage in assembled(pictures(0, 6), sounds(0.5, 2), sounds(3, 6))
        for one in footage.sounds
    ]  # fmt: skip
    assert [one.at_us for one in heard] == [PACKET_US * index for index in range(300)]
    assert sum(one.payload == PACKET for one in heard) == 225


def test_a_source_without_a_picture_is_heard_beside_a_card() -> None:
    footage = assembled(sounds(0, 9))
    assert {one.payload for segment in footage for one in segment.pictures} == {CARD}
    assert sum(one.payload == PACKET for segment in footage for one in segment.sounds) >= 440
    assert takes(footage) == 1


def test_a_picture_that_stalls_gives_way_to_the_card_and_comes_back() -> None:
    footage = assembled(pictures(0, 4), pictures(10, 13), sounds(0, 13))
    shown = [segment.pictures[0].payload == CARD for segment in footage]
    assert [is_card for is_card, before in zip(shown, [None, *shown], strict=False) if is_card != before] == [
        False,
        True,
        False,
    ]
    assert takes(footage) == 3
    assert round(sum(one.lasts_s for one in footage)) == 13
    assert sum(one.payload == PACKET for segment in footage for one in segment.sounds) >= 640


def test_another_size_of_picture_begins_a_take_of_its_own() -> None:
    footage = assembled(pictures(0, 3), pictures(3, 6, sets=OTHER_SETS), sounds(0, 6))
    assert takes(footage) == 2
    assert lengths_s(footage) == [2, 1, 2, 1]
    assert {parameter_sets(one.head.keyframe) for one in footage} == {SETS, OTHER_SETS}


def test_a_source_with_rare_keyframes_is_cut_between_them() -> None:
    footage = assembled(pictures(0, 9, key_every_s=60), sounds(0, 9))
    assert lengths_s(footage) == [4, 4, 1]
    assert all(one.until_us - one.from_us <= LONGEST_SEGMENT_US + FRAME_US for one in footage)


def test_nothing_came_of_nothing_and_of_pictures_without_a_keyframe() -> None:
    assert assembled() == []
    assert assembled(list(pictures(0, 2, key_every_s=9))[1:]) == []


def test_reordered_pictures_are_decoded_in_time() -> None:
    shown = (0, 120_000, 40_000, 80_000, 240_000, 160_000, 200_000)
    group = [Picture(at_us=at_us, payload=SLICE, is_keyframe=at_us == 0) for at_us in shown]
    decoded, later_us = decode_times_us(group), reordering_us(group)
    assert decoded == sorted(decoded)
    assert all(due_us <= one.at_us + later_us for due_us, one in zip(decoded, group, strict=True))
    assert later_us == 40_000


def test_lengths_in_front_become_start_codes_and_keyframes_get_their_sets() -> None:
    record = b"\x01\x42\xc0\x1e\xff" + b"\xe1\x00\x04\x67one" + b"\x01\x00\x04\x68one"
    unifier = Unifier(record)
    assert unifier.unified(b"\x00\x00\x00\x03\x65AB", is_keyframe=True) == SETS + START + b"\x65AB"
    assert unifier.unified(b"\x00\x00\x00\x03\x41AB", is_keyframe=False) == START + b"\x41AB"


def test_length_of_a_packet_is_told_by_its_first_bytes() -> None:
    packets = {b"\xf8x": 20_000, b"\xf9xx": 40_000, b"\xfb\x03xxx": 60_000, b"\xe0x": 2_500, b"\x18x": 60_000}
    assert {packet: opus.lasts_us(packet) for packet in packets} == packets
    assert opus.lasts_us(b"") == opus.lasts_us(b"\xfb") == 0
