# SPDX-License-Identifier: Apache-2.0
"""The programme over plain HTTP, for holders of a pass whose browser or line can't do better."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Path as PathField
from ninja import Router

from diemcau.recording.archive import CONTENT_TYPES, folder_of
from diemcau.recording.playlist import written
from diemcau.recording.shelf import read_playlist
from diemcau.web.api.commits import REFUSED
from diemcau.web.api.schemas import Slug
from diemcau.web.files import FOR_NOW, small_file
from diemcau.web.problems import NothingIsHere
from diemcau.web.serving import serving_of

router = Router(tags=["recording"])
SHOWN_SEGMENTS = 12
"""Half a minute: what a late screen needs to begin, however long the conference has lasted."""

FileName = Annotated[str, PathField(pattern=r"^(take-\d{4,}\.mp4|segment-\d{6,}\.m4s)$")]
MEDIA = {
    "responses": {
        200: {"description": "OK", "content": {"video/mp4": {"schema": {"type": "string", "format": "binary"}}}}
    }
}


@router.get("/recording/live.m3u8", response=REFUSED, openapi_extra=MEDIA)
async def live_playlist(request: HttpRequest, slug: Slug) -> HttpResponse:
    """The end of the recording's playlist, as it is now."""
    text = await serving_of(request).readers.read(_live, folder_of(settings.RECORDINGS, slug))
    response = HttpResponse(text, content_type=CONTENT_TYPES[".m3u8"])
    response["Cache-Control"] = FOR_NOW
    return response


@router.get("/recording/{name}", response=REFUSED, openapi_extra=MEDIA)
async def file(request: HttpRequest, slug: Slug, name: FileName) -> HttpResponse:
    """One of the playlist's files; under one name it is always the same."""
    path = folder_of(settings.RECORDINGS, slug) / name
    response = await serving_of(request).readers.read(small_file, path, is_public=False)
    if response is None:
        raise NothingIsHere(path=request.path)
    return response


def _live(folder: Path) -> str:
    return written(read_playlist(folder).last(SHOWN_SEGMENTS))
