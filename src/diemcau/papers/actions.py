# SPDX-License-Identifier: Apache-2.0
"""Writing the papers of a closed conference, to bytes or to a folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings

from diemcau.conference.models import Conference
from diemcau.outcome.outcome import Outcome
from diemcau.outcome.queries import outcome_of
from diemcau.papers.attendance import attendance_workbook
from diemcau.papers.invitations import SheetKind
from diemcau.papers.minutes import TEMPLATE, minutes
from diemcau.papers.refusals import FolderCannotBeWritten

PaperKind = Literal["minutes", "attendance"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """One written paper, with the name under which it is saved."""

    kind: PaperKind | SheetKind
    filename: str
    content_type: str
    content: bytes


def paper(conference: Conference, kind: PaperKind) -> Paper:
    """Write one paper from the frozen board.

    Raises: ConferenceIsNotClosed, TemplateIsBroken.
    """
    return _WRITERS[kind](outcome_of(conference))


def write_papers(conference: Conference, folder: Path) -> list[Path]:
    """Write all papers into a folder, over those of the same name.

    Returns: the files, minutes first.
    Raises: ConferenceIsNotClosed, TemplateIsBroken, FolderCannotBeWritten.
    """
    outcome = outcome_of(conference)
    written = [write(outcome) for write in _WRITERS.values()]
    return [save(one, folder) for one in written]


def _minutes(outcome: Outcome) -> Paper:
    own = Path(settings.DIEMCAU_HOME) / "templates" / TEMPLATE.name
    template = own if own.is_file() else TEMPLATE
    return Paper(
        kind="minutes",
        filename=f"bien-ban-{outcome.slug}.docx",
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        content=minutes(outcome, zone=ZoneInfo(settings.TIME_ZONE), template=template),
    )


def _attendance(outcome: Outcome) -> Paper:
    return Paper(
        kind="attendance",
        filename=f"diem-danh-{outcome.slug}.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        content=attendance_workbook(outcome, zone=ZoneInfo(settings.TIME_ZONE)),
    )


_WRITERS: dict[PaperKind, Callable[[Outcome], Paper]] = {"minutes": _minutes, "attendance": _attendance}


def save(one: Paper, folder: Path) -> Path:
    """Put a file in its place whole: whoever has the old one open never reads half of the new.

    Raises: FolderCannotBeWritten.
    """
    path = folder / one.filename
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(path, one.content)
    except OSError as error:
        raise FolderCannotBeWritten(path=str(folder), reason=error.strerror or str(error)) from error
    return path


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
