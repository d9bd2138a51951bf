# SPDX-License-Identifier: Apache-2.0
"""What a recording's folder holds for those who read it: where files are, and the summary of a finished one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from diemcau.recording.chapters import Chapter

FILM, POSTER, CHAPTERS, SUMMARY = "recording.mp4", "poster.jpg", "chapters.vtt", "recording.json"
CONTENT_TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".jpg": "image/jpeg",
}
_NAMES = re.compile(r"index\.m3u8|take-\d+\.mp4|segment-\d+\.m4s|recording\.mp4|poster\.jpg|chapters\.vtt")


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A finished recording: what it holds, and the film's size."""

    segments: int
    lasts_s: float
    size_bytes: int
    chapters: tuple[Chapter, ...]


_SUMMARIES = TypeAdapter(Summary)


def folder_of(recordings: Path, slug: str) -> Path:
    """Where a conference's recording lies."""
    return recordings / slug


def is_public_name(name: str) -> bool:
    """Whether a name is one of the files that readers may ask for."""
    return _NAMES.fullmatch(name) is not None


def is_immutable(name: str) -> bool:
    """Whether a file never changes once it is there."""
    return name.startswith(("take-", "segment-"))


def summary_of(folder: Path) -> Summary | None:
    """The summary of a finished recording; None while there is none."""
    try:
        return _SUMMARIES.validate_json((folder / SUMMARY).read_bytes())
    except (OSError, ValidationError):
        return None


def summary_file(summary: Summary) -> bytes:
    """The summary as a file."""
    return _SUMMARIES.dump_json(summary, indent=2)
