# SPDX-License-Identifier: Apache-2.0
"""What lies in the folder is read by FFmpeg whole, across cuts; a full disk and a killed writer leave it so."""

from __future__ import annotations

import errno
import io
import shutil
from pathlib import Path

import av
import pytest
from PIL import Image

from diemcau.cli.bench_recording import filmed, shelve
from diemcau.recording.chapters import Chapter
from diemcau.recording.film import poster, write_film
from diemcau.recording.playlist import Playlist
from diemcau.recording.refusals import NothingWasRecorded
from diemcau.recording.shelf import PLAYLIST, NoSpaceIsLeft, Shelf, read_playlist, write_whole
from support.recordings import EIGHT, clip_of, decoded, recording

PICTURES = 5 * 15


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return recording(tmp_path_factory.mktemp("recording"))


def test_ffmpeg_plays_the_playlist_across_cuts(shelf: Shelf) -> None:
    pictures, samples = decoded(shelf.folder / PLAYLIST)
    assert [width for _, width in pictures] == [320] * PICTURES + [640] * PICTURES + [320] * PICTURES
    assert samples / 48_000 == pytest.approx(15, abs=0.2)
    assert [len(take.segments) for take in shelf.playlist.takes] == [3, 3, 3]
    assert shelf.playlist.lasts_s == pytest.approx(15, abs=0.01)


def test_a_film_of_all_segments_has_chapters_and_every_picture(shelf: Shelf, tmp_path: Path) -> None:
    chapters = [Chapter(at_s=0, until_s=5, title="Khai mạc"), Chapter(at_s=5, until_s=15, title="Điểm cầu Bảo Lộc")]
    write_film(shelf.folder, shelf.playlist, chapters, tmp_path / "film.mp4", title="Hội nghị thử")

    pictures, samples = decoded(tmp_path / "film.mp4")
    assert [width for _, width in pictures] == [320] * PICTURES + [640] * PICTURES + [320] * PICTURES
    times_s = [at_s for at_s, _ in pictures]
    assert times_s == sorted(times_s)
    assert times_s[-1] == pytest.approx(15, abs=0.1)
    assert samples / 48_000 == pytest.approx(15, abs=0.2)
    with av.open(tmp_path / "film.mp4", "r") as film:
        told = [(one["start"] * (one["time_base"] or 0), one["metadata"]["title"]) for one in film.chapters()]
        assert told == [(0, "Khai mạc"), (5, "Điểm cầu Bảo Lộc")]
        assert film.metadata["title"] == "Hội nghị thử"
    content = (tmp_path / "film.mp4").read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


def test_a_poster_is_a_still_of_the_longest_take(shelf: Shelf) -> None:
    image = Image.open(io.BytesIO(poster(shelf.folder, shelf.playlist)))
    assert image.format == "JPEG"
    assert image.size in {(320, 180), (640, 360)}


def test_of_nothing_no_film_is_made(tmp_path: Path) -> None:
    with pytest.raises(NothingWasRecorded):
        write_film(tmp_path, Playlist(), [], tmp_path / "film.mp4", title="")
    with pytest.raises(NothingWasRecorded):
        poster(tmp_path, Playlist())


def test_a_new_recorder_goes_on_in_the_same_playlist(tmp_path: Path) -> None:
    shelve(Shelf(tmp_path, reserve_bytes=0), filmed(clip_of(320, 180), seconds=2), starts_at=EIGHT)
    # What a killed one leaves beside it is never named, and written over.
    (tmp_path / ".segment-000002.m4s.part").write_bytes(b"half")
    (tmp_path / "segment-000002.m4s").write_bytes(b"whole, but the playlist was not reached")
    shelve(Shelf(tmp_path, reserve_bytes=0), filmed(clip_of(320, 180), seconds=2), starts_at=EIGHT)

    assert [take.init for take in read_playlist(tmp_path).takes] == ["take-0001.mp4", "take-0002.mp4"]
    assert len(decoded(tmp_path / PLAYLIST)[0]) == 2 * 30


def test_the_disk_is_left_before_it_is_full(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    careful = Shelf(tmp_path, reserve_bytes=free * 2)
    footage = filmed(clip_of(320, 180), seconds=2)
    with pytest.raises(NoSpaceIsLeft):
        shelve(careful, footage, starts_at=EIGHT)
    assert list(tmp_path.iterdir()) == []
    assert careful.playlist.segments == 0


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    write_whole(tmp_path / PLAYLIST, b"old")
    with pytest.raises(OSError, match="large") as failure:
        write_with_a_limit(tmp_path / PLAYLIST, b"x" * 100_000)
    assert failure.value.errno == errno.EFBIG
    assert (tmp_path / PLAYLIST).read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [PLAYLIST]


def write_with_a_limit(path: Path, content: bytes) -> None:
    """Write under a limit on file sizes, which the system enforces as it does a full disk."""
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        write_whole(path, content)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
