# SPDX-License-Identifier: Apache-2.0
"""The folder of kept pages, shared by all processes of an installation and by nginx.

`pages/` holds bodies under their addresses, packed ones beside them; `notes/` what each was made
of. A page is there when its note is: that is written last. For nginx it is there when its body
is: that goes first. Whatever changes the folder holds the lock.
"""

from __future__ import annotations

import fcntl
import gzip
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from diemcau.newsroom.keeping.notes import Note, note_from_json

_ADDRESS = re.compile(r"(?:/(?!0\d*(?:/|$))[\w-][\w.-]*)*/?")
"""No number begins with a nought: `/page/01/` is `/page/1/` once more, and so is `/page/001/`, without end."""
_EXTENSIONS = {"text/html": ".html", "application/json": ".json"}
_LONGEST_PART_BYTES = 200
_PACKED = ".gz"
Stamp = tuple[int, int, int]


def is_keepable(address: str) -> bool:
    """Whether an address makes a file's name: plain words, no hidden files, nothing too long."""
    if not _ADDRESS.fullmatch(address):
        return False
    return all(len(part.encode()) <= _LONGEST_PART_BYTES for part in address.split("/"))


def file_of(address: str, *, content_type: str) -> str:
    """The body's file, so named that nginx finds pages by their address and tells their type."""
    if not address.endswith("/"):
        return address[1:]
    return f"{address[1:]}index{_EXTENSIONS.get(content_type.partition(';')[0], '.xml')}"


class PageStore:
    """One installation's kept pages."""

    def __init__(self, folder: Path) -> None:
        self._pages = folder / "pages"
        self._notes = folder / "notes"
        self._lock = folder / "lock"
        self._generation = folder / "generation"
        self._read: dict[str, tuple[Stamp, Note]] = {}

    def generation(self) -> int:
        """How often pages have been looked through so far."""
        try:
            return int(self._generation.stat().st_mtime)
        except FileNotFoundError:
            return 0

    def stamp(self, address: str) -> Stamp | None:
        """What tells one keeping of a page from the next; None while it isn't kept."""
        return _stamp(self._note(address))

    def load(self, address: str) -> tuple[Note, bytes, bytes] | None:
        """A kept page: its note, its body, and the body packed by gzip."""
        try:
            note = note_from_json(self._note(address).read_text("utf-8"))
            body = self._pages / note.file
            return note, body.read_bytes(), _packed(body).read_bytes()
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def notes(self) -> Iterator[Note]:
        """Every note, each parsed once a process. Raises: ValueError, LookupError, TypeError: one isn't a note."""
        read, self._read = self._read, {}
        for path in self._notes.glob("*.json"):
            stamp = _stamp(path)
            known = read.get(path.name)
            if stamp is None:
                continue
            if known is None or known[0] != stamp:
                known = (stamp, note_from_json(path.read_text("utf-8")))
            self._read[path.name] = known
            yield known[1]

    def keep(self, note: Note, body: bytes, *, generation: int) -> bool:
        """Keep a page; returns False when somebody looked through the pages while it was made, or does just now.

        Raises: OSError: it can't be written; then nothing of it is kept.
        """
        with self._locked(waits=False) as is_held:
            if not is_held or self.generation() != generation:
                return False
            path = self._pages / note.file
            try:
                _write(path, body)
                _write(_packed(path), gzip.compress(body, 9, mtime=0))
                _write(self._note(note.address), note.to_json().encode())
            except OSError:
                self.drop(note)
                raise
        return True

    @contextmanager
    def looking_through(self) -> Iterator[list[Note]]:
        """All notes, while nobody else changes anything. Pages that are being made meanwhile won't be kept."""
        with self._locked(waits=True):
            self._count_up()
            yield list(self.notes())

    def drop(self, note: Note) -> None:
        """Let a page go; whoever looks through the pages may."""
        for path in (self._pages / note.file, _packed(self._pages / note.file), self._note(note.address)):
            path.unlink(missing_ok=True)

    def empty(self) -> None:
        """Let all pages go. Raises: OSError: some are still there."""
        folders = self._pages, self._notes
        with self._locked(waits=True):
            self._count_up()
            for folder in folders:
                shutil.rmtree(folder, ignore_errors=True)
            if any(folder.exists() for folder in folders):
                raise OSError(f"pages are left in {self._pages.parent}")

    def _count_up(self) -> None:
        """By the file's time stamp, in seconds."""
        count = self.generation() + 1
        self._generation.touch()
        os.utime(self._generation, (count, count))

    def _note(self, address: str) -> Path:
        return self._notes / f"{blake2b(address.encode(), digest_size=16).hexdigest()}.json"

    @contextmanager
    def _locked(self, *, waits: bool) -> Iterator[bool]:
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        with self._lock.open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True


def _packed(path: Path) -> Path:
    return path.with_name(path.name + _PACKED)


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _write(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
