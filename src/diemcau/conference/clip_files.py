# SPDX-License-Identifier: Apache-2.0
"""The files of clips: made ready once, then kept for good under the digest of the file that was given.

Owns the folder `media/clips`, which no address serves. Whoever adds a clip makes it ready
first, outside of any transaction: a long film takes minutes.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from diemcau.conference.clip_preparing import LONGEST_S
from diemcau.conference.deck_files import Readable
from diemcau.conference.refusals import (
    FileIsNoFilm,
    FilmHasNoPicture,
    FilmIsDamaged,
    FilmIsTooLarge,
    FilmIsTooLong,
)
from diemcau.lib.refusal import Refusal

MEGABYTE = 1024 * 1024
MOST_BYTES = 2_000 * MEGABYTE
PREPARING_TIMEOUT_S = 600


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedClip:
    """A film that can be played out. `sha256` is the digest (hex) of the file that was given."""

    sha256: str
    duration_s: float
    width: int
    height: int


def clip_path(sha256: str) -> Path:
    """Where the film that was made of the file with this digest is kept."""
    return Path(settings.MEDIA_ROOT) / "clips" / f"{sha256}.mp4"


def prepared_clip(name: str, content: Readable) -> PreparedClip:
    """Make a film ready and keep it; `name` is the file's own.

    Raises: FileIsNoFilm, FilmHasNoPicture, FilmIsDamaged, FilmIsTooLong, FilmIsTooLarge.
    """
    folder = Path(settings.MEDIA_ROOT) / "clips"
    folder.mkdir(parents=True, exist_ok=True)
    # Beside its place, so that it can be renamed into it; a film may be larger than the disk of /tmp.
    with TemporaryDirectory(prefix=".preparing-", dir=folder) as temporary:
        source, target = Path(temporary) / "given", Path(temporary) / "made.mp4"
        sha256 = _laid_down(name, content, source)
        made = _made(name, source, target)
        target.replace(clip_path(sha256))
    return PreparedClip(
        sha256=sha256, duration_s=made["duration_s"], width=int(made["width"]), height=int(made["height"])
    )


def _laid_down(name: str, content: Readable, source: Path) -> str:
    digest, size_bytes = hashlib.sha256(), 0
    with source.open("wb") as target:
        while block := content.read(MEGABYTE):
            size_bytes += len(block)
            if size_bytes > MOST_BYTES:
                raise FilmIsTooLarge(file=name, most_mb=MOST_BYTES // MEGABYTE)
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


def _made(name: str, source: Path, target: Path) -> dict[str, float | int]:
    command = [sys.executable, "-m", "diemcau.conference.clip_preparing", str(source), str(target)]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=PREPARING_TIMEOUT_S)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise FilmIsDamaged(file=name) from error
    answer: dict[str, float | int] = json.loads(done.stdout)
    if "fault" in answer:
        raise _refusal_of(str(answer["fault"]), name)
    return answer


def _refusal_of(fault: str, name: str) -> Refusal:
    match fault:
        case "unknown":
            return FileIsNoFilm(file=name)
        case "no_picture":
            return FilmHasNoPicture(file=name)
        case "too_long":
            return FilmIsTooLong(file=name, most_minutes=LONGEST_S // 60)
    return FilmIsDamaged(file=name)
