# SPDX-License-Identifier: Apache-2.0
"""Making the film and what belongs to it, with the plan's own titles. Needs the database for those alone."""

from __future__ import annotations

from pathlib import Path

from diemcau.conference.models import Conference
from diemcau.conference.queries import conference_by_slug
from diemcau.journal.queries import folded
from diemcau.outcome.chronicle import CHRONICLE_FOLD
from diemcau.recording.archive import CHAPTERS, FILM, POSTER, SUMMARY, Summary, summary_file
from diemcau.recording.chapters import Chapter, Titles, chapters_of, webvtt
from diemcau.recording.film import poster, write_film
from diemcau.recording.playlist import Playlist
from diemcau.recording.shelf import write_whole


def titled_chapters(slug: str, playlist: Playlist) -> tuple[str, tuple[Chapter, ...]]:
    """The conference's name and the chapters of its recording, as of now.

    Raises: UnknownConference.
    """
    conference = conference_by_slug(slug)
    chronicle = folded(conference.uuid, CHRONICLE_FOLD)
    return conference.name, chapters_of(chronicle, playlist, _titles(conference))


def finish(folder: Path, playlist: Playlist, *, name: str, chapters: tuple[Chapter, ...]) -> Summary:
    """Write film, chapters, poster, and last of all the summary that says they are there.

    Raises: NothingWasRecorded. OSError: the disk is in trouble.
    """
    write_film(folder, playlist, chapters, folder / FILM, title=name)
    write_whole(folder / CHAPTERS, webvtt(chapters).encode())
    write_whole(folder / POSTER, poster(folder, playlist))
    summary = Summary(
        segments=playlist.segments,
        lasts_s=playlist.lasts_s,
        size_bytes=(folder / FILM).stat().st_size,
        chapters=chapters,
    )
    write_whole(folder / SUMMARY, summary_file(summary))
    return summary


def _titles(conference: Conference) -> Titles:
    items = dict(conference.items.values_list("number", "title"))
    venues = dict(conference.venues.values_list("code", "name"))
    return Titles(
        conference=conference.name,
        item=lambda number: str(items.get(number, number)),
        venue=lambda code: _venue_title(venues.get(code, code)),
    )


def _venue_title(name: str) -> str:
    return name if name.lower().startswith("điểm cầu") else f"Điểm cầu {name}"
