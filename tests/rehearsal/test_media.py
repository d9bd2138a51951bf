# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
from itertools import islice, pairwise

import av
import numpy as np
import pytest
from PIL import Image

from diemcau.rehearsal.media import (
    BITS_PER_SECOND,
    FRAMES_A_GROUP,
    FRAMES_PER_SECOND,
    LOOP_S,
    SD,
    record_picture,
    record_tone,
)
from diemcau.rehearsal.pictures import HEIGHT, STILL_LIMIT_BYTES, STILL_SIZE, WIDTH, Label, number_in, stills
from diemcau.rehearsal.reels import Reel

LABEL = Label(number=77, code="LD-673-24826", name="Phường B'lao, Thành phố Bảo Lộc")


def test_every_picture_decodes_and_shows_its_venue() -> None:
    loop = record_picture(LABEL)
    decoder = av.VideoCodecContext.create("h264", "r")
    frames = [frame for packet in loop.packets for frame in decoder.decode(av.Packet(packet.payload))]

    assert {(frame.width, frame.height) for frame in frames} == {(WIDTH, HEIGHT)}
    assert [number_in(frame.to_ndarray(format="gray")) for frame in frames] == [77] * FRAMES_PER_SECOND * LOOP_S


def test_the_picture_moves() -> None:
    decoder = av.VideoCodecContext.create("h264", "r")
    frames = [
        frame.to_ndarray(format="gray").astype(np.int16)
        for packet in record_picture(LABEL).packets
        for frame in decoder.decode(av.Packet(packet.payload))
    ]

    assert all(np.abs(after - before).max() > 64 for before, after in pairwise(frames))


def test_any_group_can_be_joined_at_its_start() -> None:
    packets = record_picture(LABEL).packets
    starts = [index for index, packet in enumerate(packets) if packet.keyframe]

    assert starts == list(range(0, FRAMES_PER_SECOND * LOOP_S, FRAMES_A_GROUP))
    decoder = av.VideoCodecContext.create("h264", "r")
    assert len(decoder.decode(av.Packet(packets[starts[2]].payload))) == 1


def test_the_picture_keeps_to_its_bandwidth() -> None:
    packets = record_picture(LABEL).packets

    assert sum(len(packet.payload) for packet in packets) * 8 / LOOP_S <= BITS_PER_SECOND * 1.1


def test_the_tone_decodes_and_sounds() -> None:
    loop = record_tone(LABEL)
    decoder = av.AudioCodecContext.create("opus", "r")
    decoder.sample_rate, decoder.layout = 48_000, "mono"
    sound = np.concatenate(
        [frame.to_ndarray().ravel() for packet in loop.packets for frame in decoder.decode(av.Packet(packet.payload))]
    )

    assert loop.lasts_us == LOOP_S * 1_000_000
    assert 0.02 < float(np.sqrt(np.mean(sound.astype(np.float64) ** 2))) < 0.2


def test_a_loop_goes_on_with_fresh_evenly_growing_timestamps() -> None:
    loop = record_tone(LABEL)
    stamps = [packet.at_us for packet in islice(loop.played(from_us=5_000_000), 3 * len(loop.packets))]

    assert stamps[0] == 5_000_000
    assert {after - before for before, after in pairwise(stamps)} == {20_000}


def test_a_reel_gives_picture_and_tone_in_the_order_of_time() -> None:
    reel = Reel(picture=record_picture(LABEL), small=record_picture(LABEL, SD), tone=record_tone(LABEL))
    second = list(islice(reel.played(from_us=0), 2 * FRAMES_PER_SECOND + 50))

    assert [packet.at_us for _, packet in second] == sorted(packet.at_us for _, packet in second)
    assert sum(medium == "picture" for medium, _ in second) == FRAMES_PER_SECOND
    assert sum(medium == "small" for medium, _ in second) == FRAMES_PER_SECOND


def test_the_small_picture_is_a_quarter_of_the_large_one() -> None:
    packets = record_picture(LABEL, SD).packets
    decoder = av.VideoCodecContext.create("h264", "r")
    frame = decoder.decode(av.Packet(packets[0].payload))[0]

    assert (frame.width, frame.height) == (WIDTH // 2, HEIGHT // 2)
    assert sum(len(packet.payload) for packet in packets) * 8 / LOOP_S <= BITS_PER_SECOND / 4 * 1.2


@pytest.mark.parametrize("number", [0, 1, 117, 1023])
def test_stills_are_small_and_no_two_are_alike(number: int) -> None:
    label = Label(number=number, code="LD-676-24913", name="Xã Hoài Đức, Huyện Lâm Hà, tỉnh Lâm Đồng")
    pictures = stills(label)

    assert all(len(still) <= STILL_LIMIT_BYTES for still in pictures)
    assert len(set(pictures)) == len(pictures)
    assert all(Image.open(io.BytesIO(still)).size == STILL_SIZE for still in pictures)


def test_a_picture_without_a_strip_has_no_number() -> None:
    assert number_in(np.zeros((HEIGHT, WIDTH), np.uint8)) is None
    assert number_in(np.full((HEIGHT, WIDTH), 255, np.uint8)) is None
