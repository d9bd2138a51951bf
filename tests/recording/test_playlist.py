# SPDX-License-Identifier: Apache-2.0
"""The playlist: what it says is read back, it can be shortened, and it tells where an instant lies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.recording.playlist import Playlist, PlaylistIsBroken, read, written
from support.recordings import EIGHT, playlist


@st.composite
def playlists(draw: st.DrawFn) -> Playlist:
    lengths = draw(st.lists(st.lists(st.integers(10, 400), min_size=1, max_size=5), max_size=5))
    seconds = [tuple(length / 100 for length in take) for take in lengths]
    return playlist(*seconds, is_over=draw(st.booleans()))


def test_every_cut_has_its_discontinuity_its_map_and_its_time_of_day() -> None:
    assert written(playlist((2.0, 2.5), (2.0,), is_over=True)).splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:4",
        "#EXT-X-PLAYLIST-TYPE:EVENT",
        '#EXT-X-MAP:URI="take-0001.mp4"',
        "#EXT-X-PROGRAM-DATE-TIME:2022-10-31T01:00:00.000+00:00",
        "#EXTINF:2.000000,",
        "segment-000001.m4s",
        "#EXTINF:2.500000,",
        "segment-000002.m4s",
        "#EXT-X-DISCONTINUITY",
        '#EXT-X-MAP:URI="take-0002.mp4"',
        "#EXT-X-PROGRAM-DATE-TIME:2022-10-31T01:01:04.500+00:00",
        "#EXTINF:2.000000,",
        "segment-000003.m4s",
        "#EXT-X-ENDLIST",
    ]


@given(playlists())
def test_what_was_written_is_read_back(given: Playlist) -> None:
    assert read(written(given)) == given


@given(playlists(), st.integers(1, 30))
def test_a_shortened_playlist_goes_on_counting(given: Playlist, segments: int) -> None:
    shortened = given.last(segments)

    assert shortened.segments == min(segments, given.segments)
    assert shortened.first_segment == given.segments - shortened.segments
    assert shortened.takes[-1:] == given.takes[-1:] or len(shortened.takes) == 1
    assert read(written(shortened)) == shortened
    # The time of day of its first picture is the whole one's at that place.
    if shortened.takes:
        assert given.offset_s(shortened.takes[0].starts_at) == pytest.approx(given.lasts_s - shortened.lasts_s)


def test_an_instant_of_a_pause_lies_at_the_next_picture() -> None:
    recorded = playlist((2.0, 2.0), (3.0,), gap_s=60)

    def offset_s(after_s: float) -> float:
        return recorded.offset_s(EIGHT + timedelta(seconds=after_s))

    assert [offset_s(after_s) for after_s in (-5, 0, 3, 4, 30, 64, 65, 67, 500)] == [0, 0, 3, 4, 4, 4, 5, 7, 7]


@pytest.mark.parametrize("text", ["", "#EXTM4U", "#EXTM3U\n#EXTINF:abc,\n", "#EXTM3U\n#EXT-X-MAP:URI=x\n"])
def test_a_broken_file_is_told_as_such(text: str) -> None:
    with pytest.raises(PlaylistIsBroken):
        read(text)
