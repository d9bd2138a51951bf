# SPDX-License-Identifier: Apache-2.0
"""The recording of an article's conference, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from diemcau.conference.models import Conference
from diemcau.newsroom.keeping import depends_on, fingerprint
from diemcau.recording.archive import CHAPTERS, FILM, POSTER, folder_of, summary_of
from diemcau.recording.chapters import position
from diemcau.recording.shelf import PLAYLIST


@dataclass(frozen=True, kw_only=True)
class ChapterLink:
    """A chapter as a link into the film. `position` is for people, `second` for the address, `until` where it ends."""

    position: str
    second: int
    until: int
    title: str


@dataclass(frozen=True, kw_only=True)
class Film:
    """Addresses and measures of a finished recording."""

    film: str
    playlist: str
    poster: str
    track: str
    length: str
    lasts_s: int
    size_mb: int
    chapters: tuple[ChapterLink, ...]


@fingerprint("film")
def film_stamp(slug: str) -> str:
    """Tells whether a conference's recording is finished, and as which."""
    return repr(summary_of(folder_of(settings.RECORDINGS, slug)))


def film_of(conference: Conference | None) -> Film | None:
    """The conference's recording; None while there is none, or it isn't finished."""
    if conference is None:
        return None
    depends_on("film", conference.slug)
    summary = summary_of(folder_of(settings.RECORDINGS, conference.slug))
    if summary is None:
        return None
    base = f"/recordings/{conference.slug}"
    return Film(
        film=f"{base}/{FILM}",
        playlist=f"{base}/{PLAYLIST}",
        poster=f"{base}/{POSTER}",
        track=f"{base}/{CHAPTERS}",
        length=position(summary.lasts_s),
        lasts_s=round(summary.lasts_s),
        size_mb=max(1, round(summary.size_bytes / 1e6)),
        chapters=tuple(
            ChapterLink(position=position(one.at_s), second=round(one.at_s), until=round(one.until_s), title=one.title)
            for one in summary.chapters
        ),
    )
