# SPDX-License-Identifier: Apache-2.0
"""The files of decks: checked and rendered once, then kept for good under the digest of their content.

Owns the folder `media/decks`, which no address serves by itself. Whoever adds a deck renders
it first, outside of any transaction: a long deck takes half a minute.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import uuid4

from django.conf import settings

from diemcau.conference.deck_rendering import MOST_PAGES, MOST_PIXELS
from diemcau.conference.refusals import (
    DeckHasTooManyPages,
    DeckIsDamaged,
    DeckIsEmpty,
    DeckIsLocked,
    DeckIsTooLarge,
    FileIsNoDeck,
    PictureIsTooLarge,
)
from diemcau.lib.refusal import Refusal

MOST_BYTES = 100 * 1024 * 1024
MEGABYTE = 1024 * 1024
RENDERING_TIMEOUT_S = 300


class Readable(Protocol):
    """A file that is open, or an upload."""

    def read(self, size_bytes: int, /) -> bytes:
        """The next bytes; none at the end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeckFile:
    """A file that an organiser gave, under its own name."""

    name: str
    content: Readable


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderedPage:
    """One page: digests of its picture and its thumbnail (hex SHA-256), and its size in dots."""

    image: str
    thumbnail: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderedDeck:
    """Pages in their order; `source` is the digest of the files that they were made from."""

    source: str
    pages: tuple[RenderedPage, ...]


def rendered_deck(files: Sequence[DeckFile]) -> RenderedDeck:
    """Render the files, a PDF or pictures in the order given, and keep their pages.

    Raises: DeckIsEmpty, DeckIsTooLarge, FileIsNoDeck, DeckIsLocked, DeckIsDamaged, DeckHasTooManyPages,
    PictureIsTooLarge.
    """
    if not files:
        raise DeckIsEmpty(file="–")
    with TemporaryDirectory(prefix="diemcau-deck-") as name:
        folder = Path(name)
        source = _laid_down(files, folder)
        sizes = _sizes_from_renderer(folder, files)
        pages = tuple(
            RenderedPage(
                image=_kept(folder / f"page-{number}.webp"),
                thumbnail=_kept(folder / f"thumbnail-{number}.webp"),
                width=size["width"],
                height=size["height"],
            )
            for number, size in enumerate(sizes, start=1)
        )
    return RenderedDeck(source=source, pages=pages)


def picture_path(digest: str) -> Path:
    """Where the picture with this digest is kept."""
    return Path(settings.MEDIA_ROOT) / "decks" / digest[:2] / f"{digest}.webp"


def _laid_down(files: Sequence[DeckFile], folder: Path) -> str:
    """Write the files where the renderer looks for them; returns the digest of them all."""
    whole, size_bytes = hashlib.sha256(), 0
    for number, file in enumerate(files):
        each = hashlib.sha256()
        with (folder / f"{number:04}").open("wb") as target:
            while block := file.content.read(MEGABYTE):
                size_bytes += len(block)
                if size_bytes > MOST_BYTES:
                    raise DeckIsTooLarge(file=file.name, most_mb=MOST_BYTES // MEGABYTE)
                each.update(block)
                target.write(block)
        whole.update(each.digest())
    return whole.hexdigest()


def _sizes_from_renderer(folder: Path, files: Sequence[DeckFile]) -> list[dict[str, int]]:
    command = [sys.executable, "-m", "diemcau.conference.deck_rendering", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=RENDERING_TIMEOUT_S)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise DeckIsDamaged(file=files[0].name) from error
    answer = json.loads(done.stdout)
    if "fault" in answer:
        raise _refusal_of(answer["fault"], files[answer["file"]].name)
    sizes: list[dict[str, int]] = answer["pages"]
    return sizes


def _refusal_of(fault: str, file: str) -> Refusal:
    match fault:
        case "unknown":
            return FileIsNoDeck(file=file)
        case "encrypted":
            return DeckIsLocked(file=file)
        case "too_many_pages":
            return DeckHasTooManyPages(file=file, most=MOST_PAGES)
        case "too_many_pixels":
            return PictureIsTooLarge(file=file, most_megapixels=MOST_PIXELS // 1_000_000)
        case "empty":
            return DeckIsEmpty(file=file)
    return DeckIsDamaged(file=file)


def _kept(made: Path) -> str:
    """Keep a file under its digest; one that is there already is the same."""
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    target = picture_path(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        # Renamed into place on the same disk, so that nobody ever reads half a page.
        beside = target.with_name(f".{uuid4().hex}")
        shutil.copyfile(made, beside)
        beside.replace(target)
    return digest
