# SPDX-License-Identifier: Apache-2.0
"""Stills of what was on air: kept as the newsroom's pictures once the recording is over, and put into the report."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from PIL import Image

from diemcau.conference.models import Conference
from diemcau.journal.queries import records
from diemcau.newsroom.models import NewsPicture
from diemcau.newsroom.pictures.frames import best_frame
from diemcau.newsroom.pictures.moments import CLOSING, KEYNOTE, OPENING, TURN, Moment, moments
from diemcau.newsroom.pictures.renditions import prepare
from diemcau.outcome.queries import outcome_of
from diemcau.recording.archive import folder_of
from diemcau.recording.on_show import showings
from diemcau.recording.shelf import read_playlist

ORIGINAL_QUALITY = 92


def stills_on_air(conference: Conference) -> list[NewsPicture]:
    """The conference's stills, opening first; made now when the recording is over and they aren't there yet.

    Empty while the recorder is still writing, or when nothing was recorded. Takes some seconds the first time.

    Raises: ConferenceIsNotClosed. OSError: the disk is in trouble.
    """
    kept = _kept(conference)
    folder = folder_of(settings.RECORDINGS, conference.slug)
    playlist = read_playlist(folder)
    if kept or not playlist.is_over:
        return kept
    shown = tuple(showings(records(conference.uuid)))
    for moment in moments(outcome_of(conference), shown):
        frame = best_frame(folder, playlist, moment.windows)
        if frame is not None:
            _keep(conference, moment, frame)
    kept = _kept(conference)
    prepare(kept)
    return kept


def picture_blocks(pictures: Sequence[NewsPicture]) -> list[tuple[str, dict[str, Any]]]:
    """Pictures as blocks of an article's text, each with its own caption."""
    return [("picture", {"picture": picture, "caption": ""}) for picture in pictures]


def lead_and_others(pictures: Sequence[NewsPicture]) -> tuple[NewsPicture | None, list[NewsPicture]]:
    """The talk leads, for it is what the conference was about; the opening and a venue follow."""
    by_moment = {picture.moment: picture for picture in pictures}
    order = (KEYNOTE, OPENING, f"{TURN}-1", CLOSING)
    found = [by_moment[moment] for moment in order if moment in by_moment]
    return (found[0], found[1:3]) if found else (None, [])


def _kept(conference: Conference) -> list[NewsPicture]:
    return list(NewsPicture.objects.filter(conference=conference).exclude(moment="").order_by("taken_at", "pk"))


def _keep(conference: Conference, moment: Moment, frame: Image.Image) -> None:
    content = BytesIO()
    frame.save(content, "JPEG", quality=ORIGINAL_QUALITY)
    words = moment.words
    picture = NewsPicture(
        title=words.caption[:255],
        conference=conference,
        moment=moment.key,
        taken_at=moment.windows[0].since,
        caption=words.caption[:500],
        caption_en=words.caption_en[:500],
        description=words.alternative[:255],
        description_en=words.alternative_en[:255],
        credit=words.credit[:200],
        file=ContentFile(content.getvalue(), name=f"{conference.slug}-{moment.key}.jpg"),
    )
    try:
        with transaction.atomic():
            picture.save()
    except IntegrityError:  # another process has kept the same moment meanwhile
        picture.file.delete(save=False)
