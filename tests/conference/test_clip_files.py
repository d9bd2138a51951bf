# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
from pathlib import Path

import av
import pytest
from pytest_django import Settings

from diemcau.conference.clip_files import PreparedClip, clip_path, prepared_clip
from diemcau.lib.refusal import Refusal
from support.films import film


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def prepared(content: bytes) -> PreparedClip:
    return prepared_clip("phim.mp4", io.BytesIO(content))


def made(clip: PreparedClip) -> tuple[list[bytes], list[float], list[str]]:
    """The pictures of the film that was made, when each is shown, and the codings of all that is in it."""
    with av.open(clip_path(clip.sha256)) as container:
        codings = [stream.codec_context.name for stream in container.streams]
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
        times = [float((packet.pts or 0) * packet.time_base) for packet in packets]
        return [bytes(packet) for packet in packets], times, codings


def pictures_of(content: bytes) -> list[bytes]:
    with av.open(io.BytesIO(content), "r") as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def test_film_that_every_room_can_play_keeps_its_pictures_and_gets_opus() -> None:
    clip = prepared(film())
    pictures, times, codings = made(clip)
    assert (clip.duration_s, clip.width, clip.height) == (2.0, 320, 180)
    assert pictures == pictures_of(film())
    assert codings == ["h264", "opus"]
    assert times == sorted(times)


@pytest.mark.parametrize(
    "content",
    [
        film(b_frames=2),
        film(coding="mpeg4"),
        film(keyframe_every=125, seconds=5.0),
        film(size=(2560, 1440), seconds=0.4),
        film(coding="mpeg4", sound="libmp3lame", form="matroska"),
    ],
    ids=["B-frames", "other coding", "rare keyframes", "too large", "other container"],
)
def test_other_films_are_coded_anew_so_that_every_room_can_play_them(content: bytes) -> None:
    clip = prepared(content)
    _, times, codings = made(clip)
    assert codings == ["h264", "opus"]
    assert times == sorted(times)
    assert (clip.width, clip.height) <= (1280, 720)
    assert times[-1] == pytest.approx(clip.duration_s, abs=0.2)


def test_silent_film_is_a_film() -> None:
    assert made(prepared(film(sound=None)))[2] == ["h264"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_is_no_film"),
        (b"PK\x03\x04 a presentation", "file_is_no_film"),
        (film()[:900], "file_is_no_film"),
        (film(seconds=0.04), "film_has_no_picture"),
    ],
)
def test_file_that_can_be_no_film_is_refused_by_name_and_nothing_is_kept(
    content: bytes, code: str, media: Path
) -> None:
    with pytest.raises(Refusal) as refused:
        prepared(content)
    assert (refused.value.code, refused.value.fields["file"]) == (code, "phim.mp4")
    assert list((media / "clips").iterdir()) == []


def test_film_that_takes_too_long_to_convert_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diemcau.conference.clip_files.PREPARING_TIMEOUT_S", 0)
    with pytest.raises(Refusal) as refused:
        prepared(film())
    assert refused.value.code == "film_is_damaged"
