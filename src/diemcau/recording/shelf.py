# SPDX-License-Identifier: Apache-2.0
"""A conference's recording on disk: segments and the playlist that names them.

A file gets its name only when it is whole and on the disk, and the playlist names only
files that have theirs. So whoever reads sees nothing half written, and a recorder that is
killed loses the segment that it had in memory. The disk is left before it is full: the
journal needs what is left of it.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from diemcau.recording.muxing import Files
from diemcau.recording.playlist import Playlist, PlaylistIsBroken, Segment, read, written

PLAYLIST = "index.m3u8"
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoSpaceIsLeft(Exception):
    """The disk is as full as it may get; nothing was written."""


class Shelf:
    """The folder of one recording. Blocks; call it from a thread of its own.

    `reserve_bytes` is how much of the disk stays free.
    """

    def __init__(self, folder: Path, *, reserve_bytes: int) -> None:
        self.folder = folder
        self._reserve_bytes = reserve_bytes
        self.playlist = read_playlist(folder)

    @property
    def next_segment(self) -> int:
        """The number of the segment that comes next, from 1."""
        return self.playlist.segments + 1

    def keep(self, files: Files, *, lasts_s: float, starts_at: datetime, begins_take: bool) -> None:
        """Put a segment on the shelf and into the playlist.

        Args:
            files: init and media.
            lasts_s: how long it is shown, in seconds.
            starts_at: the wall clock at the start of its take.
            begins_take: whether it is the first of its take. The first one that is kept after
                others were lost is one too.
        Raises: NoSpaceIsLeft. OSError: the disk is in other trouble.
        """
        number = self.next_segment
        takes = self.playlist.takes
        init = takes[-1].init if takes and not begins_take else f"take-{len(takes) + 1:04}.mp4"
        name = f"segment-{number:06}.m4s"
        try:
            self._require_space(len(files.init) + len(files.media))
            if begins_take or not takes:
                self._write(init, files.init)
            self._write(name, files.media)
            playlist = self.playlist.with_segment(
                Segment(name=name, lasts_s=lasts_s), init=init, starts_at=starts_at
            )  # fmt: skip
            self._write(PLAYLIST, written(playlist).encode())
        except OSError as error:
            if error.errno in _NO_SPACE:
                raise NoSpaceIsLeft from error
            raise
        self.playlist = playlist

    def end(self) -> None:
        """Say in the playlist that nothing more will come. Raises: OSError."""
        self.playlist = replace(self.playlist, is_over=True)
        self._write(PLAYLIST, written(self.playlist).encode())

    def _require_space(self, size_bytes: int) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.folder).free - size_bytes < self._reserve_bytes:
            raise NoSpaceIsLeft

    def _write(self, name: str, content: bytes) -> None:
        write_whole(self.folder / name, content)


def read_playlist(folder: Path) -> Playlist:
    """The playlist of a folder; an empty one where there is none, or none that can be read."""
    try:
        return read((folder / PLAYLIST).read_text("utf-8"))
    except (FileNotFoundError, PlaylistIsBroken):
        return Playlist()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that others see it whole or not at all, and after a power cut too. Raises: OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
